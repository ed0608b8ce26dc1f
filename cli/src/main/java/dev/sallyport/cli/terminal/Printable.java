package dev.sallyport.cli.terminal;

import dev.sallyport.identity.ShownText;

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
            if (point == '\n' || point == '\t') {
                safe.appendCodePoint(point);
            } else {
                ShownText.append(safe, point);
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
}
