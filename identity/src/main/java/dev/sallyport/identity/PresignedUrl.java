package dev.sallyport.identity;

import java.util.Optional;

/**
 * A URL cut at its seams and nothing more: no part is decoded, corrected or judged, so that what is checked is what is
 * sent. Holds a secret; never printed.
 *
 * @param text the whole
 * @param scheme what stands before {@code ://}
 * @param authority what stands between {@code ://} and the path; may be empty
 * @param path what stands before the question mark; may be empty
 * @param query what follows the question mark; may be empty
 */
record PresignedUrl(String text, String scheme, String authority, String path, String query) {

    /**
     * Cuts a text; empty when it is no absolute URL, has a fragment, or a character outside of visible ASCII, which a
     * URL cannot have.
     */
    static Optional<PresignedUrl> cut(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return Optional.empty();
            }
        }
        int colon = text.indexOf("://");
        if (colon < 1 || !isScheme(text, colon)) {
            return Optional.empty();
        }
        int authority = colon + 3;
        int question = text.indexOf('?', authority);
        int query = question < 0 ? text.length() : question;
        int slash = text.indexOf('/', authority);
        int path = slash < 0 || slash > query ? query : slash;
        return Optional.of(new PresignedUrl(text, text.substring(0, colon), text.substring(authority, path),
                text.substring(path, query), question < 0 ? "" : text.substring(question + 1)));
    }

    @Override
    public String toString() {
        return "PresignedUrl[redacted]";
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean good = PercentEncoding.isLetterOrDigit(c) && (i > 0 || c > '9');
            if (!good && (i == 0 || (c != '+' && c != '-' && c != '.'))) {
                return false;
            }
        }
        return true;
    }
}
