package dev.sallyport.webhook.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.AwsAuth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A ConfigMap as an AdmissionReview shows it, before or after the request.
 *
 * @param version its resourceVersion; empty for one that is about to be made
 * @param annotations by key
 * @param data text by key
 * @param immutable whether its data can never change again
 */
record MapObject(String namespace, String name, String version, Map<String, String> annotations,
        Map<String, String> data, boolean immutable) {

    MapObject {
        annotations = Map.copyOf(annotations);
        data = Map.copyOf(data);
    }

    static MapObject of(JsonNode object) throws NoAdmissionReviewException {
        JsonNode metadata = object.path("metadata");
        return new MapObject(metadata.path("namespace").asText(""), metadata.path("name").asText(""),
                metadata.path("resourceVersion").asText(""), texts("annotations", metadata.path("annotations")),
                texts("data", object.path("data")), object.path("immutable").asBoolean(false));
    }

    /** Whether this is the one ConfigMap that the authenticator reads. */
    boolean isTheMap() {
        return namespace.equals("kube-system") && name.equals(AwsAuth.SOURCE);
    }

    AwsAuth parsed() {
        return AwsAuth.parse(data);
    }

    private static Map<String, String> texts(String what, JsonNode node) throws NoAdmissionReviewException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!each.getValue().isTextual()) {
                throw new NoAdmissionReviewException("a value of the object's " + what + " is no text");
            }
            texts.put(each.getKey(), each.getValue().asText());
        }
        return texts;
    }
}
