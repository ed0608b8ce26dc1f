package dev.sallyport.conformance.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives names to what each server makes up for itself: uids, versions, times, ports, generated names. */
final class AdmissionMasks {

    private static final Pattern UID = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<String> TIMES = Set.of("creationTimestamp", "deletionTimestamp", "time");

    private final Map<String, String> ports;
    private final Map<String, String> uids = new HashMap<>();

    AdmissionMasks(Map<String, String> ports) {
        this.ports = ports;
    }

    ObjectNode masked(JsonNode value) {
        return (ObjectNode) mask("", value.deepCopy());
    }

    private JsonNode mask(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            List.copyOf(object.propertyStream().toList())
                    .forEach(entry -> object.set(entry.getKey(), mask(entry.getKey(), entry.getValue())));
            return object;
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, mask(field, array.get(i)));
            }
            return array;
        } else if (!value.isTextual()) {
            return value;
        }
        String text = value.asText();
        if (field.equals("resourceVersion") && !text.isEmpty()) {
            text = "VERSION";
        } else if (TIMES.contains(field)) {
            text = "TIME";
        }
        Matcher uid = UID.matcher(text);
        text = uid.replaceAll(found -> uids.computeIfAbsent(found.group(), _ -> "UID-" + (uids.size() + 1)));
        for (Map.Entry<String, String> port : ports.entrySet()) {
            text = text.replaceAll("(?<![0-9])" + port.getKey() + "(?![0-9])", port.getValue());
        }
        return TextNode.valueOf(text.replaceAll("generated-[a-z0-9]{5}",
                "generated-RANDOM"));
    }
}
