package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;

import java.util.List;
import java.util.Map;

/**
 * What is served in several forms. An event of the core group is the same object as one of {@code events.k8s.io}, with
 * other field names, and is stored in the core form; the versions of a custom resource differ in nothing but their name.
 */
public final class Conversions {

    private static final String OTHER_GROUP = "events.k8s.io";

    /** Field names of the core form, and what they are in the other. */
    private static final Map<String, String> NAMES = Map.of("involvedObject", "regarding", "message", "note",
            "reportingComponent", "reportingController", "source", "deprecatedSource", "firstTimestamp",
            "deprecatedFirstTimestamp", "lastTimestamp", "deprecatedLastTimestamp", "count", "deprecatedCount");

    private Conversions() {}

    /** The kind under which objects of a kind are stored. */
    public static Kind storedAs(Kind kind, KindRegistry kinds) {
        if (kind.is(Trait.CUSTOM)) {
            // The version that is stored was registered first.
            return kinds.all().stream().filter(one -> one.group().equals(kind.group())
                    && one.plural().equals(kind.plural())).findFirst().orElse(kind);
        }
        return isOther(kind) ? kinds.byPath("", "v1", kind.plural()).orElseThrow() : kind;
    }

    /** A stored object as a client asks for it; the same object when nothing differs. */
    public static ObjectNode shown(Kind as, ObjectNode stored) {
        if (as.is(Trait.CUSTOM) && !stored.path("apiVersion").asText().equals(as.apiVersion())) {
            return stored.deepCopy().put("apiVersion", as.apiVersion());
        }
        if (!isOther(as)) {
            return stored;
        }
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        stored.forEachEntry((field, value) -> shown.set(NAMES.getOrDefault(field, field), value));
        for (String field : List.of("reportingController", "reportingInstance")) {
            if (shown.path(field).asText().isEmpty()) {
                shown.remove(field); // said in the core form even when empty, and not in this one
            }
        }
        return shown.put("apiVersion", as.apiVersion());
    }

    /** An object as a client sent it, in the form in which it is stored. */
    public static ObjectNode stored(Kind as, ObjectNode sent) {
        if (!isOther(as)) {
            return sent;
        }
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        sent.forEachEntry((field, value) -> stored.set(coreName(field), value));
        for (String always : new String[]{"source", "firstTimestamp", "lastTimestamp"}) {
            if (!stored.has(always)) {
                JsonNode none = always.equals("source")
                        ? JsonNodeFactory.instance.objectNode()
                        : JsonNodeFactory.instance.nullNode();
                stored.set(always, none);
            }
        }
        return stored.put("apiVersion", "v1");
    }

    private static String coreName(String field) {
        return NAMES.entrySet().stream().filter(entry -> entry.getValue().equals(field)).map(Map.Entry::getKey)
                .findFirst().orElse(field);
    }

    private static boolean isOther(Kind kind) {
        return kind.group().equals(OTHER_GROUP);
    }
}
