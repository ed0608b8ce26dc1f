package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths by which custom resource definitions say what a column shows: {@code .spec.user}, {@code .items[0].name},
 * {@code .status.conditions[?(@.type=="Ready")].status}. Source: Kubernetes, "JSONPath Support", of which a definition
 * may use just these simple forms.
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\.?((?:[^.\\[\\]\\\\]|\\\\.)+)"
            + "|\\['([^']*)']|\\[(\\d+|\\*)]|\\[\\?\\(@\\.([\\w.]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

    private JsonPath() {}

    /** Every value that a path leads to. */
    static List<JsonNode> find(JsonNode object, String path) {
        List<JsonNode> found = List.of(object);
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode value : found) {
                step(value, steps, next);
            }
            found = next;
        }
        return found;
    }

    private static void step(JsonNode value, Matcher step, List<JsonNode> into) {
        if (step.group(4) != null) {
            for (JsonNode item : value) {
                if (item.at("/" + step.group(4).replace('.', '/')).asText().equals(step.group(5))) {
                    into.add(item);
                }
            }
            return;
        }
        String index = step.group(3);
        if ("*".equals(index)) {
            value.forEach(into::add);
            return;
        }
        JsonNode next = index != null
                ? value.path(Integer.parseInt(index))
                : value.path(step.group(2) != null ? step.group(2) : step.group(1).replaceAll("\\\\(.)", "$1"));
        if (!next.isMissingNode()) {
            into.add(next);
        }
    }
}
