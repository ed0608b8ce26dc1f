package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON merge patch: objects are merged, a null removes, everything else replaces. Source: RFC 7386. */
public final class MergePatch {

    private MergePatch() {}

    /** The patched value; neither argument is altered. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode merged = target.isObject()
                ? ((ObjectNode) target).deepCopy()
                : JsonNodeFactory.instance.objectNode();
        patch.forEachEntry((field, value) -> {
            if (value.isNull()) {
                merged.remove(field);
            } else {
                merged.set(field, apply(merged.path(field), value));
            }
        });
        return merged;
    }
}
