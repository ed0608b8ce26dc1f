package dev.sallyport.aws;

/** Makes text from outside fit to be shown: no control characters, no endless lines. */
final class PlainText {

    private static final int LONGEST = 500; // characters; AWS's own sentences are shorter

    private PlainText() {}

    /** The text with control characters escaped, cut where it is long. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown.append('…').toString() : shown.toString();
    }

    /** The same, in quotes. */
    static String quoted(String text) {
        return '"' + shown(text) + '"';
    }
}
