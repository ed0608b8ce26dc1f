package dev.sallyport.conformance.kubeconfigs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of an update.
 *
 * @param ending how the command ended
 * @param said {@code Added}, {@code Updated}, or nothing
 * @param printed what a dry run printed, by meaning; empty otherwise
 * @param files every file of the home: by meaning after a success; after a refusal {@code untouched}, or what became of it
 */
record Updated(Ending ending, String said, String printed, Map<String, String> files) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * How a command ended. The AWS CLI has several numbers for a wrong call (2, 252, 255), and some of them for other
     * refusals too.
     */
    enum Ending {
        DONE, REFUSED
    }

    /** A YAML text's meaning as JSON, with keys in order; a text that is no YAML is itself. */
    static String meaning(String text) {
        try {
            return YAML.writeValueAsString(sorted(YAML.readTree(text)));
        } catch (IOException noYaml) {
            return text;
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            if (node.isArray()) {
                var array = YAML.createArrayNode();
                node.forEach(item -> array.add(sorted(item)));
                return array;
            }
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        return YAML.createObjectNode().setAll(fields);
    }
}
