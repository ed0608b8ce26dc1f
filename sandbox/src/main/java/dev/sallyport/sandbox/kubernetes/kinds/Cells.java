package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What stands in the cells of several kinds. */
final class Cells {

    static final String NONE = "<none>";
    static final String UNKNOWN = "<unknown>";
    private static final TextNode UNKNOWN_CELL = TextNode.valueOf(UNKNOWN);

    private Cells() {}

    static Column.Cell text(String pointer) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        return (object, now) -> TextNode.valueOf(object.at(compiled).asText());
    }

    /** The text at a place, or {@code <none>}. */
    static String orNone(JsonNode value) {
        String text = value.asText();
        return value.isNull() || text.isEmpty() ? NONE : text;
    }

    static TextNode age(JsonNode timestamp, Instant now) {
        return instant(timestamp).map(at -> TextNode.valueOf(human(Duration.between(at, now)))).orElse(UNKNOWN_CELL);
    }

    static Optional<Instant> instant(JsonNode timestamp) {
        if (!timestamp.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(timestamp.asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A duration as kubectl shows ages: two units while they matter. */
    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        } else if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        } else if (minutes < 180) {
            return minutes + "m";
        } else if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        } else if (hours < 24 * 8) {
            return two(hours / 24, "d", hours % 24, "h");
        } else if (hours < 24 * 365 * 2) {
            return hours / 24 + "d";
        } else if (hours < 24 * 365 * 8) {
            return two(hours / 24 / 365, "y", hours / 24 % 365, "d");
        }
        return hours / 24 / 365 + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }

    static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /** Texts joined by commas, or {@code <none>}. */
    static String joined(JsonNode array, String field) {
        String all = StreamSupport.stream(array.spliterator(), false)
                .map(item -> (field.isEmpty() ? item : item.path(field)).asText())
                .collect(Collectors.joining(","));
        return all.isEmpty() ? NONE : all;
    }

    /** A map of labels as a selector is written. */
    static String labels(JsonNode map) {
        String all = map.properties().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue().asText()).collect(Collectors.joining(","));
        return all.isEmpty() ? NONE : all;
    }

    /** A label selector as kubectl writes it: {@code app=web,tier in (a,b),!old}. */
    static String selector(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        selector.path("matchLabels").properties().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> parts.add(entry.getKey() + "=" + entry.getValue().asText()));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            String values = StreamSupport.stream(expression.path("values").spliterator(), false)
                    .map(JsonNode::asText).sorted().collect(Collectors.joining(",", "(", ")"));
            parts.add(switch (expression.path("operator").asText()) {
                case "In" -> key + " in " + values;
                case "NotIn" -> key + " notin " + values;
                case "DoesNotExist" -> "!" + key;
                default -> key;
            });
        }
        return parts.isEmpty() ? NONE : String.join(",", parts);
    }
}
