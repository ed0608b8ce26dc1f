package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.Instant;
import java.util.Locale;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** What kubectl shows of an event, in its core form. */
final class EventCells {

    private EventCells() {}

    static Column[] columns() {
        return new Column[]{text("Last Seen", EventCells::lastSeen), text("Type", "/type"),
            text("Reason", "/reason"), text("Object", EventCells::object),
            text("Subobject", "/involvedObject/fieldPath").wide(), text("Source", EventCells::source).wide(),
            text("Message", o -> o.path("message").asText().strip()),
            text("First Seen", EventCells::firstSeen).wide(),
            text("Count", (o, now) -> IntNode.valueOf(count(o))).wide(),
            new Column("Name", "string", "name", 1, Cells.text("/metadata/name"))};
    }

    private static TextNode firstSeen(JsonNode event, Instant now) {
        JsonNode first = event.path("firstTimestamp");
        return Cells.age(first.isTextual() ? first : event.path("eventTime"), now);
    }

    private static TextNode lastSeen(JsonNode event, Instant now) {
        JsonNode observed = event.at("/series/lastObservedTime");
        if (observed.isTextual()) {
            return Cells.age(observed, now);
        }
        JsonNode last = event.path("lastTimestamp");
        return last.isTextual() ? Cells.age(last, now) : firstSeen(event, now);
    }

    private static String object(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        String kind = object.path("kind").asText().toLowerCase(Locale.ROOT);
        return object.path("name").asText().isEmpty() ? kind : kind + "/" + object.path("name").asText();
    }

    private static String source(JsonNode event) {
        String component = event.at("/source/component").asText();
        String host = event.at("/source/host").asText();
        if (component.isEmpty()) {
            component = event.path("reportingComponent").asText();
            host = event.path("reportingInstance").asText();
        }
        return host.isEmpty() ? component : component + ", " + host;
    }

    private static int count(JsonNode event) {
        int series = event.at("/series/count").asInt();
        return series > 0 ? series : Math.max(1, event.path("count").asInt());
    }
}
