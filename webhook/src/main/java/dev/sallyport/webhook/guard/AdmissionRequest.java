package dev.sallyport.webhook.guard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The question of an AdmissionReview. Source: Kubernetes, {@code admission/v1} types, and "Dynamic Admission Control".
 *
 * @param uid to be given back with the answer
 * @param operation what is to be done
 * @param user who does it
 * @param dryRun whether nothing is to be stored
 * @param before the object as it stands; empty where it is made
 * @param after the object as it would be; empty where it is deleted
 */
record AdmissionRequest(String uid, Operation operation, KubernetesUser user, boolean dryRun,
        Optional<MapObject> before, Optional<MapObject> after) {

    /** What is asked for. */
    enum Operation {
        CREATE, UPDATE, DELETE
    }

    private static final String VERSION = "admission.k8s.io/v1";
    private static final String KIND = "AdmissionReview";

    /** A value of a ConfigMap may have 1 MiB, and JSON may write each character as six. */
    private static final int LONGEST_TEXT = 8 << 20;
    private static final int DEEPEST = 200; // managedFields go to some ten levels

    /** A map has a few dozen, a ConfigMap of a thousand keys some ten thousand. Each becomes an object of some 70 bytes. */
    private static final long MOST_TOKENS = 100_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).maxNestingDepth(DEEPEST)
                    .maxTokenCount(MOST_TOKENS).build())
            .build())
            .build();

    /**
     * Reads a review.
     *
     * @throws NoAdmissionReviewException when it is none, or one of something that is no ConfigMap
     */
    static AdmissionRequest parse(byte[] body) throws NoAdmissionReviewException {
        JsonNode review = json(body);
        if (!review.path("apiVersion").asText("").equals(VERSION) || !review.path("kind").asText("").equals(KIND)) {
            throw new NoAdmissionReviewException("the body is no " + KIND + " of " + VERSION);
        }
        JsonNode request = review.path("request");
        if (!request.isObject() || request.path("uid").asText("").isEmpty()) {
            throw new NoAdmissionReviewException("the review has no request with a uid");
        }
        Operation operation = operation(request.path("operation").asText(""));
        Optional<MapObject> before = object(request.path("oldObject"));
        Optional<MapObject> after = object(request.path("object"));
        boolean whole = switch (operation) {
            case CREATE -> after.isPresent();
            case UPDATE -> before.isPresent() && after.isPresent();
            case DELETE -> before.isPresent();
        };
        if (!whole) {
            throw new NoAdmissionReviewException("the request lacks the object that " + operation + " is about");
        }
        return new AdmissionRequest(request.path("uid").asText(), operation, user(request.path("userInfo")),
                request.path("dryRun").asBoolean(false), operation == Operation.CREATE ? Optional.empty() : before,
                operation == Operation.DELETE ? Optional.empty() : after);
    }

    private static JsonNode json(byte[] body) throws NoAdmissionReviewException {
        try {
            JsonNode review = JSON.readTree(body);
            if (review != null && review.isObject()) {
                return review;
            }
        } catch (StreamConstraintsException e) {
            throw new NoAdmissionReviewException("the body has more in it than the guard takes in");
        } catch (JsonProcessingException e) {
            throw new NoAdmissionReviewException("the body is no JSON");
        } catch (IOException e) {
            throw new NoAdmissionReviewException("the body cannot be read");
        }
        throw new NoAdmissionReviewException("the body is no JSON object");
    }

    private static Operation operation(String name) throws NoAdmissionReviewException {
        for (Operation operation : Operation.values()) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw new NoAdmissionReviewException("the operation is none of CREATE, UPDATE and DELETE");
    }

    private static Optional<MapObject> object(JsonNode object) throws NoAdmissionReviewException {
        if (object.isMissingNode() || object.isNull()) {
            return Optional.empty();
        }
        if (!object.path("kind").asText("ConfigMap").equals("ConfigMap")) {
            throw new NoAdmissionReviewException("the object is no ConfigMap");
        }
        return Optional.of(MapObject.of(object));
    }

    private static KubernetesUser user(JsonNode userInfo) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        userInfo.path("extra").properties().forEach(each -> extra.put(each.getKey(), texts(each.getValue())));
        List<String> groups = new ArrayList<>(texts(userInfo.path("groups")));
        groups.remove("system:authenticated"); // which no rule gives
        return new KubernetesUser(userInfo.path("username").asText(""), userInfo.path("uid").asText(""), groups,
                extra);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** Whether the request is about the one ConfigMap that is guarded. A collection's deletion names it nowhere else. */
    boolean isAboutTheMap() {
        return before.or(() -> after).filter(MapObject::isTheMap).isPresent();
    }

    /** The review that answers this request. */
    byte[] answered(Verdict verdict) {
        ObjectNode review = JSON.createObjectNode().put("apiVersion", VERSION).put("kind", KIND);
        ObjectNode response = review.putObject("response").put("uid", uid).put("allowed", verdict.allowed());
        if (!verdict.allowed()) {
            response.putObject("status").put("status", "Failure").put("code", 403).put("reason", "Forbidden")
                    .put("message", verdict.message());
        }
        if (!verdict.warnings().isEmpty()) {
            verdict.warnings().forEach(response.putArray("warnings")::add);
        }
        if (!verdict.overridden().isEmpty()) {
            response.putObject("auditAnnotations").put("overridden", String.join(",", verdict.overridden()));
        }
        try {
            return JSON.writeValueAsBytes(review);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }
}
