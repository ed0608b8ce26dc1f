package dev.sallyport.conformance.tokens;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token that both sides are asked about. Shows its recipe and never itself.
 *
 * @param recipe how it was made
 * @param token the text
 */
record TokenQuestion(TokenRecipe recipe, String token) {

    private static final Set<String> PARAMETERS = Set.of("action", "version", "x-amz-algorithm", "x-amz-credential",
            "x-amz-date", "x-amz-expires", "x-amz-security-token", "x-amz-signature", "x-amz-signedheaders");
    private static final Pattern PLAIN = Pattern
            .compile("[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.-]*([/?#][A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*)?");

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

    /**
     * Whether both sides can be held to name the same check. Go's parser and ours meet letters that no URL has (RFC 3986),
     * a URL without {@code scheme://}, and a host of other than letters, digits, hyphens and dots at different checks:
     * there the verdict alone is compared. So it is where one parameter stands twice and another is unknown: Go walks
     * through them in another order each time.
     */
    boolean namesItsCheck() {
        String url = url();
        return url.isEmpty()
                ? !token.equals(Edit.PREFIX)
                : PLAIN.matcher(url).matches() && !isDoublyWrong(url.substring(url.indexOf('?') + 1));
    }

    private static boolean isDoublyWrong(String query) {
        Set<String> names = new HashSet<>();
        boolean twice = false;
        boolean unknown = false;
        for (String parameter : query.split("&", -1)) {
            String name = parameter.replaceFirst("=.*", "");
            twice |= !names.add(name);
            unknown |= !PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
        }
        return twice && unknown;
    }

    @Override
    public String toString() {
        return recipe.toString();
    }
}
