package dev.sallyport.mapping.edit;

import dev.sallyport.identity.ShownText;
import dev.sallyport.mapping.yaml.YamlEvaluation;
import dev.sallyport.mapping.yaml.YamlFault;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;
import dev.sallyport.mapping.yaml.YamlValue;

/**
 * Writes text as a YAML scalar: plain where every reader takes it for that text, else in double quotes. What the
 * reference takes for text is found by reading; where YAML libraries differ, such as in {@code 12:30:45}, quotes it is.
 */
final class ScalarText {

    private ScalarText() {}

    /**
     * A text as a scalar on one line.
     *
     * @param flow whether it will stand between brackets, where commas and brackets end a plain one
     */
    static String of(String text, boolean flow) {
        return isPlain(text, flow) ? text : inDoubleQuotes(text);
    }

    /** As {@link #of}, in the quotes that another scalar has. */
    static String like(String written, String text, boolean flow) {
        if (written.startsWith("\"")) {
            return inDoubleQuotes(text);
        }
        return written.startsWith("'") && text.codePoints().allMatch(ScalarText::isShown)
                ? "'" + text.replace("'", "''") + "'"
                : of(text, flow);
    }

    private static boolean isPlain(String text, boolean flow) {
        if (text.isEmpty() || !Character.isLetter(text.codePointAt(0)) || text.endsWith(" ")
                || !text.codePoints().allMatch(ScalarText::isShown)) {
            return false;
        }
        return isRead(text, flow ? "[" + text + ", z]" : "- k: " + text + "\n- z\n");
    }

    /** Whether a scalar of one line, moved out of brackets, is still read as the text that it was. */
    static boolean survives(String written, String text) {
        return isRead(text, "- k: " + written + "\n- z\n");
    }

    private static boolean isRead(String text, String probe) {
        return YamlText.read(probe) instanceof YamlText.Outcome.Tree tree && tree.root().isPresent()
                && tree.root().get() instanceof YamlNode.Sequence list && list.items().size() == 2
                && means(text, valueOf(list.items().getFirst()));
    }

    private static YamlNode valueOf(YamlNode item) {
        return item instanceof YamlNode.Mapping map && map.pairs().size() == 1 ? map.pairs().getFirst().value() : item;
    }

    private static boolean means(String text, YamlNode node) {
        try {
            return node instanceof YamlNode.Scalar scalar
                    && YamlEvaluation.scalar(scalar) instanceof YamlValue.Text value && value.text().equals(text);
        } catch (YamlFault.Found e) {
            return false;
        }
    }

    /** A text in double quotes, whatever is in it. */
    static String inDoubleQuotes(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isShown(c)) {
                quoted.appendCodePoint(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c == '\t') {
                quoted.append("\\t");
            } else {
                quoted.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** What may stand as it is: it has a shape on paper, or is the one space that every reader keeps. */
    private static boolean isShown(int c) {
        return !ShownText.isHidden(c) && (Character.getType(c) != Character.SPACE_SEPARATOR || c == ' ');
    }
}
