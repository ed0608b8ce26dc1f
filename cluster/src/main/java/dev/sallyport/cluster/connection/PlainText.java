package dev.sallyport.cluster.connection;

/** Text that came from a cluster, made fit for a log line or a terminal: on one line, without control characters. */
public final class PlainText {

    private PlainText() {}

    /** The text with its control and formatting characters written out. */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t') {
                plain.append(' ');
            } else if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                    || Character.getType(character) == Character.SURROGATE) {
                plain.append(String.format("\\u%04x", character));
            } else {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }
}
