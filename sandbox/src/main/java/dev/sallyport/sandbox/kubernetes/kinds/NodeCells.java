package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import static dev.sallyport.sandbox.kubernetes.kinds.Cells.NONE;

/** What kubectl shows of a node. */
final class NodeCells {

    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE = "kubernetes.io/role";

    private NodeCells() {}

    static String status(JsonNode node) {
        List<String> parts = new ArrayList<>();
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                parts.add(condition.path("status").asText().equals("True") ? "Ready" : "NotReady");
            }
        }
        if (parts.isEmpty()) {
            parts.add("Unknown");
        }
        if (node.at("/spec/unschedulable").asBoolean()) {
            parts.add("SchedulingDisabled");
        }
        return String.join(",", parts);
    }

    static String roles(JsonNode node) {
        var roles = new TreeSet<String>();
        node.at("/metadata/labels").forEachEntry((label, value) -> {
            if (label.startsWith(ROLE_PREFIX) && label.length() > ROLE_PREFIX.length()) {
                roles.add(label.substring(ROLE_PREFIX.length()));
            } else if (label.equals(ROLE) && !value.asText().isEmpty()) {
                roles.add(value.asText());
            }
        });
        return roles.isEmpty() ? NONE : String.join(",", roles);
    }

    static String address(JsonNode node, String type) {
        for (JsonNode address : node.at("/status/addresses")) {
            if (address.path("type").asText().equals(type)) {
                return address.path("address").asText();
            }
        }
        return NONE;
    }

    static String reported(JsonNode node, String fact) {
        String text = node.at("/status/nodeInfo/" + fact).asText();
        return text.isEmpty() ? Cells.UNKNOWN : text;
    }
}
