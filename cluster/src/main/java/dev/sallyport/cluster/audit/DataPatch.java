package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Patches of a ConfigMap, as far as they are about its data: JSON patches (RFC 6902), merge patches (RFC 7386) and
 * strategic ones, which for a map of texts mean the same but for {@code $patch}. An audit event does not say of which kind
 * a patch is; a JSON patch alone is a list. What server-side apply takes away because its manager no longer names it
 * cannot be told from the patch.
 */
final class DataPatch {

    private static final String DATA = "/data";

    private DataPatch() {}

    /** The data after the patch; empty when it cannot be told. */
    static Optional<Map<String, String>> apply(JsonNode patch, Map<String, String> before) {
        Map<String, String> data = new HashMap<>(before);
        if (!patch.isArray()) {
            merge(patch, data);
            return Optional.of(data);
        }
        for (JsonNode operation : patch) {
            if (!done(operation, data)) {
                return Optional.empty();
            }
        }
        return Optional.of(data);
    }

    private static void merge(JsonNode patch, Map<String, String> data) {
        JsonNode changed = patch.path("data");
        String directive = changed.path("$patch").asText(patch.path("$patch").asText());
        if (changed.isNull() || directive.equals("delete") || directive.equals("replace")) {
            data.clear();
        }
        if (directive.equals("delete")) {
            return;
        }
        changed.forEachEntry((key, value) -> {
            if (value.isNull()) {
                data.remove(key);
            } else if (!key.startsWith("$")) {
                data.put(key, value.asText());
            }
        });
    }

    private static boolean done(JsonNode operation, Map<String, String> data) {
        String path = operation.path("path").asText();
        String key = key(path);
        return switch (operation.path("op").asText()) {
            case "add", "replace" -> put(path, operation.path("value"), data);
            case "remove" -> {
                if (path.equals(DATA)) {
                    data.clear();
                } else {
                    data.remove(key);
                }
                yield true;
            }
            case "copy", "move" -> {
                String from = key(operation.path("from").asText());
                String text = data.get(from);
                if (operation.path("op").asText().equals("move")) {
                    data.remove(from);
                }
                if (text != null && !key.isEmpty()) {
                    data.put(key, text);
                }
                yield text != null || key.isEmpty();
            }
            default -> true; // a test that failed would have failed the request
        };
    }

    private static boolean put(String path, JsonNode value, Map<String, String> data) {
        if (path.isEmpty()) {
            return put(DATA, value.path("data"), data);
        }
        if (path.equals(DATA)) {
            data.clear();
            value.forEachEntry((key, text) -> data.put(key, text.asText()));
        } else if (path.startsWith(DATA + "/")) {
            data.put(key(path), value.asText());
        }
        return true;
    }

    /** The data's key that a JSON pointer (RFC 6901) names; empty when it names something else. */
    private static String key(String pointer) {
        return pointer.startsWith(DATA + "/")
                ? pointer.substring(DATA.length() + 1).replace("~1", "/").replace("~0", "~")
                : "";
    }
}
