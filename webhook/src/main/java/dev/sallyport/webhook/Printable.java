package dev.sallyport.webhook;

import dev.sallyport.identity.ShownText;

/**
 * Text from outside, made fit for a line of a log: session names come from whoever assumes a role, and mapping rules from
 * whoever may write one.
 */
public final class Printable {

    private static final int MAX_LENGTH = 1024; // an ARN has at most 2048, in practice 200; a log line should stay one

    private Printable() {}

    /**
     * The text with control, format and line-separating characters, quotes and backslashes escaped as in Java, cut past a
     * bound.
     */
    public static String of(String text) {
        return ShownText.escaped(text, MAX_LENGTH);
    }
}
