package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

/** Whether a webhook's rule means a request. Source: Kubernetes, "Dynamic Admission Control", matching requests. */
final class Rules {

    private static final String ALL = "*";

    private Rules() {}

    /** @param as the kind that the request is seen as */
    static boolean matches(JsonNode rule, AdmissionRequest request, Kind as) {
        return scope(rule.path("scope").asText(ALL), request)
                && has(rule.path("operations"), request.operation().name())
                && has(rule.path("apiGroups"), as.group())
                && has(rule.path("apiVersions"), as.version())
                && resource(rule.path("resources"), as.plural(), request.subresource());
    }

    private static boolean scope(String scope, AdmissionRequest request) {
        boolean cluster = request.namespace().isEmpty() || isNamespace(request.kind());
        return switch (scope) {
            case "Cluster" -> cluster;
            case "Namespaced" -> !cluster;
            default -> true;
        };
    }

    /** Whether this is the kind of namespaces: a request for one counts as one within it, and is not. */
    static boolean isNamespace(Kind kind) {
        return kind.group().isEmpty() && kind.plural().equals("namespaces");
    }

    private static boolean has(JsonNode listed, String value) {
        for (JsonNode one : listed) {
            if (one.asText().equals(ALL) || one.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean resource(JsonNode listed, String plural, String subresource) {
        for (JsonNode one : listed) {
            String text = one.asText();
            int slash = text.indexOf('/');
            String resource = slash < 0 ? text : text.substring(0, slash);
            String below = slash < 0 ? "" : text.substring(slash + 1);
            if ((resource.equals(ALL) || resource.equals(plural))
                    && (below.equals(ALL) || below.equals(subresource))) {
                return true;
            }
        }
        return false;
    }
}
