package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import dev.sallyport.sandbox.kubernetes.schema.BodyText.Malformed;
import dev.sallyport.sandbox.kubernetes.schema.ProtobufBody;
import dev.sallyport.sandbox.kubernetes.schema.Shape;

import java.util.List;

/**
 * How to delete: what the body of the request says, else its query. Source: Kubernetes, {@code meta/v1 DeleteOptions}.
 *
 * @param uid the object must have, empty when it does not matter
 * @param resourceVersion the object must have, empty when it does not matter
 * @param stated the options as the client said them
 */
public record DeleteQuery(String uid, String resourceVersion, Propagation propagation, boolean dryRun,
        JsonNode stated) {

    /** What becomes of objects that belong to a deleted one. Source: Kubernetes, "Garbage Collection". */
    public enum Propagation {
        BACKGROUND, FOREGROUND, ORPHAN
    }

    /**
     * Reads it.
     *
     * @param shape of the options
     */
    public static DeleteQuery of(Call call, Shape shape) {
        JsonNode options = options(call, shape);
        boolean inBody = options.isObject() && !options.isEmpty();
        JsonNode stated = inBody ? options : ofQuery(call);
        JsonNode policy = inBody ? options.path("propagationPolicy") : text(call, "propagationPolicy");
        boolean orphan = inBody
                ? options.path("orphanDependents").asBoolean()
                : call.query().isTrue("orphanDependents");
        boolean orphanGiven = inBody ? options.has("orphanDependents") : call.query().has("orphanDependents");
        if (orphanGiven && !policy.asText("").isEmpty()) {
            throw Refusals.invalid("meta.k8s.io", "DeleteOptions", "", List.of(FieldError.invalid("propagationPolicy",
                    policy.asText(), "orphanDependents and deletionPropagation cannot be both set")));
        }
        Propagation propagation = switch (policy.asText("")) {
            case "", "Background" -> orphan ? Propagation.ORPHAN : Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default -> throw Refusals.invalid("meta.k8s.io", "DeleteOptions", "", List.of(FieldError.notSupported(
                    "propagationPolicy", policy.asText(), List.of("Foreground", "Background", "Orphan", "nil"))));
        };
        boolean dryRun = inBody ? !options.path("dryRun").isEmpty() : call.query().has("dryRun");
        return new DeleteQuery(options.path("preconditions").path("uid").asText(""),
                options.path("preconditions").path("resourceVersion").asText(""), propagation, dryRun,
                stated);
    }

    /** Without a condition; what belongs to the object goes after it. */
    public static DeleteQuery plain(boolean dryRun) {
        return new DeleteQuery("", "", Propagation.BACKGROUND, dryRun, JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode ofQuery(Call call) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        if (call.query().has("gracePeriodSeconds")) {
            stated.put("gracePeriodSeconds", QueryNumbers.whole(call.parameter("gracePeriodSeconds")));
        }
        if (call.query().has("orphanDependents")) {
            stated.put("orphanDependents", call.query().isTrue("orphanDependents"));
        }
        if (call.query().has("propagationPolicy")) {
            stated.put("propagationPolicy", call.parameter("propagationPolicy"));
        }
        if (call.query().has("dryRun")) {
            call.query().all("dryRun").forEach(stated.putArray("dryRun")::add);
        }
        return stated;
    }

    private static JsonNode text(Call call, String parameter) {
        return JsonNodeFactory.instance.textNode(call.parameter(parameter));
    }

    private static JsonNode options(Call call, Shape shape) {
        if (call.body().length() == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return switch (call.contentType()) {
                case "", MediaTypes.JSON -> BodyText.json(call.bytes()).value();
                case MediaTypes.YAML -> BodyText.yaml(call.bytes()).value();
                case ProtobufBody.MEDIA_TYPE -> Bodies.protobuf(call.bytes(), shape);
                default -> throw Refusals.unsupportedMediaType(MediaTypes.READ);
            };
        } catch (Malformed e) {
            throw Refusals.plain(500, "couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }
}
