package dev.sallyport.rbac;

import java.util.List;
import java.util.stream.Collectors;

/** Text in double quotes as Go's {@code %q} writes it, since that is how the API server's sentences quote names. */
final class Quoted {

    private Quoted() {}

    static String list(List<String> values) {
        return values.stream().map(Quoted::text).collect(Collectors.joining(" ", "[", "]"));
    }

    static String text(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(character -> append(quoted, character));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int character) {
        switch (character) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case 7 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 11 -> quoted.append("\\v");
            default -> {
                if (isPrintable(character)) {
                    quoted.appendCodePoint(character);
                } else if (character < 0x80) {
                    quoted.append(String.format("\\x%02x", character));
                } else if (character < 0x10000) {
                    quoted.append(String.format("\\u%04x", character));
                } else {
                    quoted.append(String.format("\\U%08x", character));
                }
            }
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the one ASCII space: Go's {@code unicode.IsPrint}. */
    private static boolean isPrintable(int character) {
        return character == ' ' || switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
