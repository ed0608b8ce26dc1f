package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a webhook sent back, and whether that can be read as a review. */
record WebhookReply(int code, String contentType, Buffer body) {

    private static final int SUCCESS_FROM = 200;
    private static final int SUCCESS_TO = 206;
    private static final String GROUP = "admission.k8s.io/";

    /** The webhook gave no answer, for this reason. */
    static WebhookAnswer notCalled(String why) {
        return new WebhookAnswer.Failed("failed to call webhook: " + why);
    }

    /** What it says to a review. */
    WebhookAnswer read(Webhook webhook, AdmissionReview review) {
        boolean success = code >= SUCCESS_FROM && code <= SUCCESS_TO;
        if (success && body.length() == 0) {
            return notCalled("0-length response with status code: " + code + " and content type: " + contentType);
        }
        JsonNode value;
        try {
            value = parsed();
        } catch (BodyText.Malformed e) {
            return notCalled(success ? "couldn't get version/kind; json parse error: " + e.getMessage() : byCode());
        }
        Optional<String> failure = failure(value);
        if (failure.isPresent()) {
            return notCalled(failure.get());
        } else if (!success) {
            return notCalled(byCode());
        } else if (!(value instanceof ObjectNode answer)) {
            return notCalled("couldn't get version/kind; json parse error: json: cannot unmarshal " + go(value)
                    + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind "
                    + "string \"json:\\\"kind,omitempty\\\"\" }");
        } else {
            return otherVersion(answer, review.version())
                    .or(() -> wrongType(answer.path("response")))
                    .map(WebhookReply::notCalled).orElseGet(() -> review.read(webhook.name(), answer));
        }
    }

    /** What does not begin as an object of JSON may still be YAML. */
    private JsonNode parsed() throws BodyText.Malformed {
        boolean json = body.toString(StandardCharsets.UTF_8).stripLeading().startsWith("{");
        return json ? BodyText.json(body.getBytes()).value() : BodyText.yaml(body.getBytes()).value();
    }

    private String byCode() {
        return CallFailures.ofCode(code, contentType, body.toString(StandardCharsets.UTF_8));
    }

    /** A Status in the place of a review. */
    private static Optional<String> failure(JsonNode value) {
        boolean failed = value.path("kind").asText().equals("Status") && value.path("apiVersion").asText().equals("v1")
                && !value.path("status").asText().equals("Success");
        return failed ? Optional.of(value.path("message").asText("")) : Optional.empty();
    }

    private static Optional<String> otherVersion(ObjectNode answer, String version) {
        String other = version.equals("v1") ? "v1beta1" : "v1";
        boolean is = answer.path("apiVersion").asText().equals(GROUP + other)
                && answer.path("kind").asText().equals("AdmissionReview");
        return is
                ? Optional.of("converting (" + other + ".AdmissionReview) to (" + version
                        + ".AdmissionReview): unknown conversion")
                : Optional.empty();
    }

    private static Optional<String> wrongType(JsonNode response) {
        return wrong(response, "allowed", response.path("allowed").isBoolean(), "AdmissionResponse.response.", "bool")
                .or(() -> wrong(response, "uid", response.path("uid").isTextual(), "AdmissionResponse.response.",
                        "types.UID"))
                .or(() -> text(response.path("status"), "message"))
                .or(() -> text(response.path("status"), "reason"))
                .or(() -> wrong(response.path("status"), "code", response.at("/status/code").isIntegralNumber(),
                        "Status.response.status.", "int32"))
                .or(() -> wrong(response, "warnings", response.path("warnings").isArray(),
                        "AdmissionResponse.response.", "[]string"));
    }

    private static Optional<String> text(JsonNode status, String field) {
        return wrong(status, field, status.path(field).isTextual(), "Status.response.status.",
                field.equals("reason") ? "v1.StatusReason" : "string");
    }

    private static Optional<String> wrong(JsonNode parent, String field, boolean fits, String where, String type) {
        return fits || !parent.hasNonNull(field)
                ? Optional.empty()
                : Optional.of("json: cannot unmarshal " + go(parent.path(field)) + " into Go struct field " + where
                        + field + " of type " + type);
    }

    /** The type of a value as Go's JSON calls it. */
    private static String go(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "null";
        };
    }
}
