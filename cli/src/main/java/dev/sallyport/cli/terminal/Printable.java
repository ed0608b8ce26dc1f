package dev.sallyport.cli.terminal;

/** Makes text from outside safe to show and to paste: names in AWS come from whoever made them. */
public final class Printable {

    private Printable() {}

    /**
     * The text with control and direction-changing characters written as {@code \\u001b} and the like; line breaks and
     * tabs of our own sentences stay.
     */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || !isHidden(point)) {
                safe.appendCodePoint(point);
            } else {
                safe.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
            }
        });
        return safe.toString();
    }

    /** A name from outside, on one line. */
    public static String name(String name) {
        return text(name).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** A word for a POSIX shell: as it is where nothing in it is special, else in single quotes. */
    public static String shellWord(String word) {
        String visible = name(word);
        if (!visible.isEmpty() && visible.matches("[A-Za-z0-9_./:=@%+,-]+") && !visible.startsWith("=")) {
            return visible;
        }
        return "'" + visible.replace("'", "'\\''") + "'";
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                true;
            default -> false;
        };
    }
}
