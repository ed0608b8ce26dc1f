package dev.sallyport.identity;

/**
 * Text from outside, made fit to be shown on a terminal and in a line of a log: session names come from whoever assumes a
 * role, names of IAM users and mapping rules from whoever may make one.
 */
public final class ShownText {

    private ShownText() {}

    /**
     * The text with every hidden character escaped, as {@link #append} does.
     *
     * @param longest how many characters of it are shown; where there are more, an ellipsis says so
     */
    public static String of(String text, int longest) {
        return shown(text, longest, "");
    }

    /** As {@link #of}, with quotes and backslashes escaped besides: it may stand in quotes. */
    public static String escaped(String text, int longest) {
        return shown(text, longest, "\"\\");
    }

    private static String shown(String text, int longest, String escapedToo) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints().limit(longest).forEach(point -> {
            if (escapedToo.indexOf(point) >= 0) {
                shown.append('\\');
            }
            append(shown, point);
        });
        return text.codePointCount(0, text.length()) > longest ? shown.append('…').toString() : shown.toString();
    }

    /** One character, escaped as in Java where it is hidden, past the 16 bits as in C. */
    public static void append(StringBuilder shown, int point) {
        if (isHidden(point)) {
            shown.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    /** Whether a character moves the cursor, breaks a line, turns the direction of writing, or is none that all know. */
    public static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                true;
            default -> false;
        };
    }
}
