package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes values as YAML that versions 1.1 and 1.2 read alike, in the layout that {@code kubectl} and {@code aws} write:
 * two spaces a level, a list's dashes below the first letter of its key.
 */
final class YamlText {

    /** Plain scalars that no reader takes for anything but text, in braces and brackets too. */
    private static final Pattern PLAIN = Pattern
            .compile("(?:[A-Za-z/_]|--?[A-Za-z])(?:[A-Za-z0-9/_.+=@-]|:(?=[A-Za-z0-9/_.:-]))*");
    /** What YAML 1.1 reads as a boolean or as nothing. */
    private static final Pattern WORD = Pattern.compile("(?i)y|yes|n|no|on|off|true|false|null");

    private YamlText() {}

    /** A scalar, written as the one that it replaces was, where its letters allow. */
    static String scalar(String value, YamlNode.Style like) {
        boolean visible = value.codePoints().allMatch(c -> c >= ' ' && c != 0x7f && (c < 0x80 || isPlainLetter(c)));
        if (!visible || like == YamlNode.Style.DOUBLE_QUOTED) {
            return doubleQuoted(value);
        }
        if (like == YamlNode.Style.PLAIN && PLAIN.matcher(value).matches() && !WORD.matcher(value).matches()) {
            return value;
        }
        return "'" + value.replace("'", "''") + "'";
    }

    private static boolean isPlainLetter(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f || (c >= 0x80 && !Character.isLetterOrDigit(c))) {
                // a pair of surrogates is two escapes, as in JSON
                quoted.append(Character.isSurrogate((char) c) ? String.valueOf((char) c) : String.format("\\u%04X", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** A value in braces and brackets, on one line; as JSON where its surroundings are. */
    static String flow(Object value, YamlNode.Style like) {
        StringBuilder written = new StringBuilder();
        flow(value, like, written);
        return written.toString();
    }

    private static void flow(Object value, YamlNode.Style like, StringBuilder to) {
        switch (value) {
            case List<?> items -> {
                to.append('[');
                for (int i = 0; i < items.size(); i++) {
                    to.append(i == 0 ? "" : ", ");
                    flow(items.get(i), like, to);
                }
                to.append(']');
            }
            case Map<?, ?> entries -> {
                to.append('{');
                String comma = "";
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    to.append(comma);
                    flow(entry.getKey(), like, to);
                    to.append(": ");
                    flow(entry.getValue(), like, to);
                    comma = ", ";
                }
                to.append('}');
            }
            case YamlValue.Other other -> to.append(other.written().isEmpty() ? "null" : other.written());
            default -> to.append(scalar(value.toString(), like));
        }
    }

    /** A mapping or a list as lines, without indentation in front. */
    static List<String> block(Object value) {
        List<String> lines = new ArrayList<>();
        switch (value) {
            case List<?> items when !items.isEmpty() -> {
                for (Object item : items) {
                    List<String> inner = block(item);
                    lines.add("- " + inner.getFirst());
                    inner.stream().skip(1).forEach(line -> lines.add("  " + line));
                }
            }
            case Map<?, ?> entries when !entries.isEmpty() -> entries
                    .forEach((key, inner) -> lines.addAll(entry(key.toString(), inner)));
            default -> lines.add(flow(value, YamlNode.Style.PLAIN));
        }
        return lines;
    }

    /** A key with its value as lines. */
    static List<String> entry(String key, Object value) {
        List<String> lines = new ArrayList<>();
        String name = scalar(key, YamlNode.Style.PLAIN) + ":";
        switch (value) {
            case List<?> items when !items.isEmpty() -> {
                lines.add(name);
                lines.addAll(block(items));
            }
            case Map<?, ?> entries when !entries.isEmpty() -> {
                lines.add(name);
                block(entries).forEach(line -> lines.add("  " + line));
            }
            default -> lines.add(name + " " + flow(value, YamlNode.Style.PLAIN));
        }
        return lines;
    }
}
