package dev.sallyport.aws;

import dev.sallyport.identity.ShownText;

/** Makes text from outside fit to be shown: no control characters, no endless lines. */
final class PlainText {

    private static final int LONGEST = 500; // characters; AWS's own sentences are shorter

    private PlainText() {}

    /** The text with control characters escaped, cut where it is long. */
    static String shown(String text) {
        return ShownText.of(text, LONGEST);
    }

    /** The same, in quotes. */
    static String quoted(String text) {
        return '"' + shown(text) + '"';
    }
}
