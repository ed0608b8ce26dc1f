package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;

/** A selector as objects state it, not as queries do. Source: Kubernetes, {@code meta/v1 LabelSelector}. */
record LabelSelector(JsonNode stated) {

    /** Whether it takes everything. */
    boolean isEmpty() {
        return stated.path("matchLabels").isEmpty() && stated.path("matchExpressions").isEmpty();
    }

    /** Whether it takes an object, by its labels. */
    boolean takes(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        boolean equal = stated.path("matchLabels").propertyStream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
        if (!equal) {
            return false;
        }
        for (JsonNode expression : stated.path("matchExpressions")) {
            if (!meets(labels.path(expression.path("key").asText()), expression)) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(JsonNode value, JsonNode expression) {
        return switch (expression.path("operator").asText()) {
            case "In" -> among(value, expression.path("values"));
            case "NotIn" -> !among(value, expression.path("values"));
            case "Exists" -> value.isTextual();
            case "DoesNotExist" -> !value.isTextual();
            default -> false;
        };
    }

    private static boolean among(JsonNode value, JsonNode values) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
