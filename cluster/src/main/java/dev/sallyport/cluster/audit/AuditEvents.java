package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What an audit event says. Source: Kubernetes API reference, audit.k8s.io/v1, Event. */
final class AuditEvents {

    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "aws-auth";
    private static final Set<String> CHANGING = Set.of("create", "update", "patch", "delete", "deletecollection");

    private AuditEvents() {}

    /** Whether it tells of a change that was made, of the map or of all ConfigMaps beside it. */
    static boolean mayChangeTheMap(JsonNode event) {
        JsonNode object = event.path("objectRef");
        int code = event.path("responseStatus").path("code").asInt();
        return event.path("stage").asText().equals("ResponseComplete") && code >= 200 && code < 300
                && CHANGING.contains(verb(event)) && object.path("resource").asText().equals("configmaps")
                && object.path("apiGroup").asText().isEmpty() && object.path("subresource").asText().isEmpty()
                && object.path("namespace").asText().equals(NAMESPACE) && isTheMap(event) && !isDryRun(event);
    }

    private static boolean isTheMap(JsonNode event) {
        if (verb(event).equals("deletecollection")) {
            JsonNode deleted = event.path("responseObject").path("items");
            if (!deleted.isArray()) {
                return true; // it is not said what was deleted
            }
            for (JsonNode item : deleted) {
                if (item.path("metadata").path("name").asText().equals(NAME)) {
                    return true;
                }
            }
            return false;
        }
        String name = event.path("objectRef").path("name").asText();
        if (name.isEmpty()) {
            name = event.path("responseObject").path("metadata").path("name").asText(); // of a creation
        }
        return (name.isEmpty() ? event.path("requestObject").path("metadata").path("name").asText() : name)
                .equals(NAME);
    }

    private static boolean isDryRun(JsonNode event) {
        return event.path("requestURI").asText().matches(".*[?&]dryRun=All(&.*)?");
    }

    static String verb(JsonNode event) {
        return text(event, "verb");
    }

    /** A field's text; empty where there is none, and where something else stands there. */
    static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    /** When the change stood; else when it was asked for. */
    static Optional<Instant> time(JsonNode event) {
        String time = event.path("stageTimestamp").asText(event.path("requestReceivedTimestamp").asText());
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The IAM principal, which both EKS's and aws-iam-authenticator's webhook add to the user. */
    static Optional<String> arn(JsonNode user) {
        return extra(user, "arn").or(() -> extra(user, "canonicalArn"));
    }

    /** The first value of an extra field of a user. */
    static Optional<String> extra(JsonNode user, String key) {
        JsonNode value = user.path("extra").path(key);
        return Optional.of(value.isArray() ? value.path(0).asText("") : value.asText(""))
                .filter(text -> !text.isEmpty());
    }
}
