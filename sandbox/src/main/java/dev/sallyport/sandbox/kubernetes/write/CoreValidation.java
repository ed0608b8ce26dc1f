package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of ConfigMaps and Secrets. */
final class CoreValidation {

    private static final int MOST_BYTES = 1024 * 1024; // of all values together

    /** What must stand in a secret of a type. */
    private static final Map<String, List<String>> KEYS_OF_TYPE = Map.of("kubernetes.io/tls",
            List.of("tls.crt", "tls.key"), "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
            "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"), "kubernetes.io/dockercfg",
            List.of(".dockercfg"));

    private CoreValidation() {}

    static void check(Kind kind, ObjectNode object, Optional<ObjectNode> before, List<FieldError> errors) {
        switch (kind.plural()) {
            case "configmaps" -> {
                keys(object, "data", errors);
                keys(object, "binaryData", errors);
                object.path("data").forEachEntry((key, value) -> {
                    if (object.path("binaryData").has(key)) {
                        errors.add(FieldError.invalid("data[" + key + "]", key,
                                "duplicate of key present in binaryData"));
                    }
                });
                if (size(object.path("data"), false) + size(object.path("binaryData"), true) > MOST_BYTES) {
                    errors.add(FieldError.tooLong("[]", MOST_BYTES));
                }
                before.ifPresent(old -> frozen(old, object, errors, "data", "binaryData"));
            }
            case "secrets" -> {
                keys(object, "data", errors);
                if (size(object.path("data"), true) > MOST_BYTES) {
                    errors.add(FieldError.tooLong("data", MOST_BYTES));
                }
                KEYS_OF_TYPE.getOrDefault(object.path("type").asText(), List.of()).forEach(key -> {
                    if (!object.path("data").has(key)) {
                        errors.add(FieldError.required("data[" + key + "]", ""));
                    }
                });
                before.ifPresent(old -> {
                    frozen(old, object, errors, "data");
                    if (!old.path("type").equals(object.path("type"))) {
                        errors.add(FieldError.invalid("type", object.path("type"), "field is immutable"));
                    }
                });
            }
            case "services" -> {
                if (object.at("/spec/ports").isEmpty() && !object.at("/spec/type").asText().equals("ExternalName")
                        && !object.at("/spec/clusterIP").asText().equals("None")) {
                    errors.add(FieldError.required("spec.ports", ""));
                }
            }
            case "pods" -> {
                Validation.containers(object.path("spec"), "spec", errors);
                before.filter(old -> !changeable(old).equals(changeable(object))).ifPresent(_ -> errors.add(
                        FieldError.forbidden("spec", "pod updates may not change fields other than "
                                + "`spec.containers[*].image`,`spec.initContainers[*].image`,"
                                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing "
                                + "tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it "
                                + "was previously negative)")));
            }
            case "events" -> {
                String namespace = object.at("/involvedObject/namespace").asText();
                if (kind.group().isEmpty() && !namespace.isEmpty() && !namespace.equals(Metadata.namespace(object))) {
                    errors.add(FieldError.invalid("involvedObject.namespace", namespace,
                            "does not match event.namespace"));
                }
            }
            default -> {
                // its shape says all that is checked
            }
        }
    }

    /** A pod's spec without what may be changed while it runs. */
    private static JsonNode changeable(ObjectNode pod) {
        ObjectNode spec = pod.path("spec").deepCopy() instanceof ObjectNode copy ? copy : pod.objectNode();
        spec.remove(List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds",
                "schedulingGates", "nodeName", "ephemeralContainers"));
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> ((ObjectNode) container).remove(List.of("image", "resources")));
        }
        return spec;
    }

    private static void keys(ObjectNode object, String field, List<FieldError> errors) {
        object.path(field).forEachEntry((key, value) -> Names.wrongConfigKey(key)
                .ifPresent(why -> errors.add(FieldError.invalid(field + "[" + key + "]", key, why))));
    }

    private static long size(JsonNode data, boolean base64) {
        long size = 0;
        for (JsonNode value : data) {
            size += base64 ? decodedLength(value.asText()) : value.asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private static long decodedLength(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return base64.length();
        }
    }

    private static void frozen(ObjectNode before, ObjectNode after, List<FieldError> errors, String... fields) {
        if (!before.path("immutable").asBoolean()) {
            return;
        }
        if (!after.path("immutable").asBoolean()) {
            errors.add(FieldError.forbidden("immutable", "field is immutable when `immutable` is set"));
        }
        for (String field : fields) {
            if (!before.path(field).equals(after.path(field))) {
                errors.add(FieldError.forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }
}
