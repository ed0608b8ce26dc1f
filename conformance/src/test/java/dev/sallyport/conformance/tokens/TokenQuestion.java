package dev.sallyport.conformance.tokens;

/**
 * A token that both sides are asked about. Shows its recipe and never itself.
 *
 * @param recipe how it was made
 * @param token the text
 */
record TokenQuestion(TokenRecipe recipe, String token) {

    /** The URL in it; empty where there is none. */
    String url() {
        return Edit.url(token);
    }

    /** What stands between scheme and path in its URL, as it is written; empty where there is nothing. */
    String authority() {
        String url = url();
        int begin = url.indexOf("://") + 3;
        int end = begin;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return begin < 3 ? "" : url.substring(begin, end);
    }

    @Override
    public String toString() {
        return recipe.toString();
    }
}
