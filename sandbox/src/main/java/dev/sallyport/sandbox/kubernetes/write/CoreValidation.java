package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The rules of ConfigMaps and Secrets. */
final class CoreValidation {

    private static final int MOST_BYTES = 1024 * 1024; // of all values together

    private CoreValidation() {}

    static void check(Kind kind, ObjectNode object, Optional<ObjectNode> before, List<FieldError> errors) {
        switch (kind.plural()) {
            case "configmaps" -> {
                keys(object, "data", errors);
                keys(object, "binaryData", errors);
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
                before.ifPresent(old -> {
                    frozen(old, object, errors, "data");
                    if (!old.path("type").equals(object.path("type"))) {
                        errors.add(FieldError.invalid("type", object.path("type"), "field is immutable"));
                    }
                });
            }
            default -> {
                // its shape says all that is checked
            }
        }
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
