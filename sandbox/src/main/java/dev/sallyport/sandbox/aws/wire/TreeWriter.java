package dev.sallyport.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Writes trees as the XML of the query protocols, or as the JSON that STS answers with when it is asked to. */
final class TreeWriter {

    private TreeWriter() {}

    /**
     * Writes the parts of a struct as XML elements.
     *
     * @param item the name of a list's elements, {@code member} or {@code item}
     */
    static void xml(StringBuilder out, Tree.Struct struct, String item) {
        for (Map.Entry<String, Tree> part : struct.parts().entrySet()) {
            out.append('<').append(part.getKey()).append('>');
            xmlValue(out, part.getValue(), item);
            out.append("</").append(part.getKey()).append('>');
        }
    }

    private static void xmlValue(StringBuilder out, Tree tree, String item) {
        switch (tree) {
            case Tree.Text(String value) -> out.append(escape(value));
            case Tree.Moment moment -> out.append(isoSeconds(moment));
            case Tree.Struct struct -> xml(out, struct, item);
            case Tree.Items items -> {
                for (Tree value : items.values()) {
                    out.append('<').append(item).append('>');
                    xmlValue(out, value, item);
                    out.append("</").append(item).append('>');
                }
            }
        }
    }

    /** As JSON; a moment is seconds since 1970, as STS writes it. */
    static JsonNode json(Tree tree) {
        return switch (tree) {
            case Tree.Text(String value) -> JsonNodeFactory.instance.textNode(value);
            case Tree.Moment moment -> JsonNodeFactory.instance.numberNode((double) moment.value().getEpochSecond());
            case Tree.Struct struct -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                struct.parts().forEach((name, value) -> node.set(name, json(value)));
                yield node;
            }
            case Tree.Items items -> {
                ArrayNode node = JsonNodeFactory.instance.arrayNode();
                items.values().forEach(value -> node.add(json(value)));
                yield node;
            }
        };
    }

    static String isoSeconds(Tree.Moment moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment.value().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Escapes a text for XML. Characters that XML 1.0 cannot hold become a question mark. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\n', '\t' -> out.appendCodePoint(c);
                default -> out.appendCodePoint(
                        c < 0x20 || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF) ? '?' : c);
            }
        });
        return out.toString();
    }
}
