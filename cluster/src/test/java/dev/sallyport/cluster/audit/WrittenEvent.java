package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An audit event as an API server writes it, to be varied. */
record WrittenEvent(ObjectNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static WrittenEvent of(String verb, int second) {
        return new WrittenEvent((ObjectNode) tree("""
                {"kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "RequestResponse", "auditID": "id-%2$d",
                 "stage": "ResponseComplete",
                 "requestURI": "/api/v1/namespaces/kube-system/configmaps/aws-auth?fieldManager=kubectl-edit",
                 "verb": "%1$s",
                 "user": {"username": "kubernetes-admin", "groups": ["system:masters"],
                          "extra": {"arn": ["arn:aws:sts::123456789012:assumed-role/admin/ana"]}},
                 "userAgent": "kubectl/v1.33.2", "sourceIPs": ["10.0.0.1"],
                 "objectRef": {"resource": "configmaps", "namespace": "kube-system", "name": "aws-auth",
                               "apiVersion": "v1"},
                 "responseStatus": {"metadata": {}, "code": 200},
                 "requestReceivedTimestamp": "2026-11-25T10:00:%2$02d.000000Z",
                 "stageTimestamp": "2026-11-25T10:00:%2$02d.500000Z"}""".formatted(verb, second)));
    }

    WrittenEvent with(String field, String value) {
        ObjectNode changed = json.deepCopy();
        changed.set(field, tree(value));
        return new WrittenEvent(changed);
    }

    /** The answer of a server whose map has this text for users. */
    WrittenEvent answering(String users) {
        return with("responseObject", configMap(users));
    }

    static String configMap(String users) {
        return JSON.createObjectNode().put("kind", "ConfigMap").put("apiVersion", "v1")
                .<ObjectNode>set("metadata", tree("{\"name\": \"aws-auth\", \"namespace\": \"kube-system\"}"))
                .<ObjectNode>set("data", JSON.createObjectNode().put("mapUsers", users)).toString();
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    String line() {
        return json.toString();
    }

    /** As a text within JSON. */
    String quoted() {
        return JSON.getNodeFactory().textNode(line()).toString();
    }

    /** As a cell of CSV. */
    String cell() {
        return "\"" + line().replace("\"", "\"\"") + "\"";
    }
}
