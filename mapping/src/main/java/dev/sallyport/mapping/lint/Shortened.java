package dev.sallyport.mapping.lint;

/** Text that is cut where it would be too long, and never within a character. */
public final class Shortened {

    private Shortened() {}

    /** The text, or its beginning and an ellipsis, which together have at most so many UTF-16 units; one at least. */
    public static String to(int longest, String text) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
