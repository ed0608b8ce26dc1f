package dev.sallyport.webhook;

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
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().limit(MAX_LENGTH).forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE ->
                    out.append(String.format(java.util.Locale.ROOT, point > 0xffff ? "\\U%08x" : "\\u%04x", point));
                default -> {
                    if (point == '"' || point == '\\') {
                        out.append('\\');
                    }
                    out.appendCodePoint(point);
                }
            }
        });
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? out.append("…").toString() : out.toString();
    }
}
