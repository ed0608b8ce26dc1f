package dev.sallyport.conformance.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * One damage to a token, said so that it can be done again to another one.
 *
 * @param where the whole token's text, or the URL that is encoded in it
 * @param find a regular expression; what it matches first is replaced
 * @param replacement in its place; {@code $1} stands for a group
 */
record Edit(Where where, String find, String replacement) {

    static final String PREFIX = "k8s-aws-v1.";

    /** What is damaged. */
    enum Where {
        TOKEN, URL
    }

    static Edit url(String find, String replacement) {
        return new Edit(Where.URL, find, replacement);
    }

    static Edit token(String find, String replacement) {
        return new Edit(Where.TOKEN, find, replacement);
    }

    /** The token with the damage. A token without a URL keeps its text. */
    String of(String token) {
        return switch (where) {
            case TOKEN -> replaced(token);
            case URL -> {
                String url = url(token);
                yield url.isEmpty() ? token : encoded(replaced(url));
            }
        };
    }

    private String replaced(String text) {
        return Pattern.compile(find, Pattern.DOTALL).matcher(text).replaceFirst(replacement);
    }

    /** A token around a URL, whose characters are bytes. */
    static String encoded(String url) {
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The URL in a token; empty where none can be found. */
    static String url(String token) {
        try {
            return token.startsWith(PREFIX)
                    ? new String(
                            Base64.getUrlDecoder().decode(token.substring(PREFIX.length()).replaceAll("[\r\n]", "")),
                            StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
