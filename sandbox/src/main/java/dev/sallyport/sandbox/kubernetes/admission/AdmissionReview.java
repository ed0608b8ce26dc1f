package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.write.Conversions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is sent to a webhook, and how its answer is read. Source: Kubernetes, {@code admission/v1 AdmissionReview}.
 *
 * @param body with the request in it
 */
record AdmissionReview(String version, String uid, ObjectNode body) {

    private static final String GROUP = "admission.k8s.io/";
    private static final int LEAST_REFUSAL = 400; // what a refusal with a code of success gets

    /**
     * A review of a request.
     *
     * @param as the kind that the webhook is told of
     */
    static AdmissionReview of(AdmissionRequest request, Kind as, String version) {
        String uid = UUID.randomUUID().toString();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("kind", "AdmissionReview")
                .put("apiVersion", GROUP + version);
        ObjectNode review = body.putObject("request").put("uid", uid);
        review.setAll(what(request, as));
        return new AdmissionReview(version, uid, body);
    }

    /** The request as webhooks see it, but for the uid of one review. */
    static ObjectNode what(AdmissionRequest request, Kind as) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        kind(review.putObject("kind"), request, as);
        resource(review.putObject("resource"), as);
        putUnlessEmpty(review, "subResource", request.subresource());
        kind(review.putObject("requestKind"), request, request.kind());
        resource(review.putObject("requestResource"), request.kind());
        putUnlessEmpty(review, "requestSubResource", request.subresource());
        putUnlessEmpty(review, "name", request.name());
        putUnlessEmpty(review, "namespace", request.namespace());
        review.put("operation", request.operation().name().toUpperCase(Locale.ROOT));
        user(review.putObject("userInfo"), request);
        review.set("object", shown(request, as, request.object()));
        review.set("oldObject", shown(request, as, request.oldObject()));
        review.put("dryRun", request.dryRun());
        review.set("options", request.options());
        return review;
    }

    private static void kind(ObjectNode target, AdmissionRequest request, Kind as) {
        AdmissionRequest.ObjectKind kind = request.objectKind(as);
        target.put("group", kind.group()).put("version", kind.version()).put("kind", kind.kind());
    }

    private static void resource(ObjectNode target, Kind as) {
        target.put("group", as.group()).put("version", as.version()).put("resource", as.plural());
    }

    private static void user(ObjectNode target, AdmissionRequest request) {
        target.put("username", request.user().username());
        putUnlessEmpty(target, "uid", request.user().uid());
        if (!request.user().groups().isEmpty()) {
            ArrayNode groups = target.putArray("groups");
            request.user().groups().forEach(groups::add);
        }
        if (!request.user().extra().isEmpty()) {
            ObjectNode extra = target.putObject("extra");
            request.user().extra().forEach((key, values) -> values.forEach(extra.putArray(key)::add));
        }
    }

    private static JsonNode shown(AdmissionRequest request, Kind as, Optional<ObjectNode> object) {
        if (object.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return request.isForeign() ? object.get() : Conversions.shown(as, object.get());
    }

    private static void putUnlessEmpty(ObjectNode target, String field, String value) {
        if (!value.isEmpty()) {
            target.put(field, value);
        }
    }

    /** Reads the answer, which must be one to this very review. */
    WebhookAnswer read(String webhook, ObjectNode answer) {
        JsonNode response = answer.path("response");
        Optional<String> fault = fault(answer, response);
        if (fault.isPresent()) {
            return new WebhookAnswer.Failed("received invalid webhook response: " + fault.get());
        }
        List<String> warnings = new ArrayList<>();
        response.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return response.path("allowed").asBoolean()
                ? new WebhookAnswer.Allowed(warnings)
                : new WebhookAnswer.Denied(Refusals.denied(status(webhook, response.path("status"))), warnings);
    }

    private Optional<String> fault(ObjectNode answer, JsonNode response) {
        if (!response.isObject()) {
            return Optional.of("webhook response was absent");
        } else if (!version.equals("v1")) {
            return Optional.empty(); // the older version left the rest to trust
        } else if (!response.path("uid").asText("").equals(uid)) {
            return Optional.of("expected response.uid=\"" + uid + "\", got \"" + response.path("uid").asText("")
                    + "\"");
        } else if (!answer.path("apiVersion").asText("").equals(GROUP + version)
                || !answer.path("kind").asText("").equals("AdmissionReview")) {
            return Optional.of("expected webhook response of " + GROUP + version + ", Kind=AdmissionReview, got "
                    + groupVersion(answer.path("apiVersion").asText("")) + ", Kind=" + answer.path("kind").asText(""));
        } else if (!response.path("patch").asText("").isEmpty()) {
            return Optional.of("validating webhook may not return response.patch");
        } else if (response.hasNonNull("patchType")) {
            return Optional.of("validating webhook may not return response.patchType");
        }
        return Optional.empty();
    }

    private static String groupVersion(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
    }

    /** The refusal as the client gets it: the webhook's own, named and made one where it does not look like one. */
    private static ObjectNode status(String webhook, JsonNode stated) {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        String outcome = stated.path("status").asText("");
        status.put("status", outcome.isEmpty() || outcome.equals("Success") ? "Failure" : outcome);
        String message = stated.path("message").asText("");
        String reason = stated.path("reason").asText("");
        String why = message.isEmpty() ? reason : message;
        status.put("message", "admission webhook \"" + webhook + "\" denied the request"
                + (why.isEmpty() ? " without explanation" : ": " + why));
        putUnlessEmpty(status, "reason", reason);
        if (stated.path("details").isObject()) {
            status.set("details", stated.get("details"));
        }
        return status.put("code", Math.max(stated.path("code").asInt(), LEAST_REFUSAL));
    }
}
