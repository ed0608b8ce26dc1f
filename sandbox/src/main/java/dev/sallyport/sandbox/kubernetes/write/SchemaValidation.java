package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Holds a custom resource to its definition's schema: types, required fields, enumerations, patterns, lengths and bounds.
 * Rules in CEL ({@code x-kubernetes-validations}) are not evaluated. Source of the words: what a real API server
 * answers.
 */
final class SchemaValidation {

    private SchemaValidation() {}

    /** Adds what is wrong with a value. */
    static void check(JsonNode value, JsonNode schema, String path, List<FieldError> errors) {
        String type = schema.path("type").asText();
        if (!type.isEmpty() && !schema.path("x-kubernetes-int-or-string").asBoolean() && !isOf(type, value)) {
            errors.add(new FieldError("FieldValueTypeInvalid", path, "Invalid value: \"" + typeOf(value) + "\": " + path
                    + " in body must be of type " + type + ": \"" + typeOf(value) + "\""));
            return;
        }
        bounds(value, schema, path, errors);
        if (value.isObject()) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asText())) {
                    errors.add(FieldError.required(join(path, name.asText()), ""));
                }
            });
            JsonNode properties = schema.path("properties");
            JsonNode others = schema.path("additionalProperties");
            value.propertyStream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
                String name = entry.getKey();
                JsonNode inner = entry.getValue();
                if (path.isEmpty() && name.equals("metadata")) {
                    return; // has rules of its own
                }
                JsonNode innerSchema = properties.has(name) ? properties.get(name) : others;
                if (innerSchema.isObject()) {
                    check(inner, innerSchema, join(path, name), errors);
                }
            });
        } else if (value.isArray() && schema.path("items").isObject()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), schema.get("items"), path + "[" + i + "]", errors);
            }
        }
    }

    private static void bounds(JsonNode value, JsonNode schema, String path, List<FieldError> errors) {
        JsonNode values = schema.path("enum");
        if (values.isArray() && StreamSupport.stream(values.spliterator(), false).noneMatch(value::equals)) {
            String supported = StreamSupport.stream(values.spliterator(), false).map(JsonNode::toString)
                    .collect(Collectors.joining(", "));
            errors.add(new FieldError("FieldValueNotSupported", path,
                    "Unsupported value: " + value + ": supported values: " + supported));
        }
        if (value.isTextual()) {
            String text = value.asText();
            String pattern = schema.path("pattern").asText();
            if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
                errors.add(FieldError.invalid(path, text, path + " in body should match '" + pattern + "'"));
            }
            limit(text.codePointCount(0, text.length()), schema, "Length", path, "chars long", value, errors);
        } else if (value.isArray()) {
            limit(value.size(), schema, "Items", path, "items", value, errors);
        } else if (value.isNumber()) {
            if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()) {
                errors.add(FieldError.invalid(path, value, path + " in body should be greater than or equal to "
                        + schema.path("minimum").asText()));
            }
            if (schema.has("maximum") && value.asDouble() > schema.path("maximum").asDouble()) {
                errors.add(FieldError.invalid(path, value, path + " in body should be less than or equal to "
                        + schema.path("maximum").asText()));
            }
        }
    }

    private static void limit(int size, JsonNode schema, String what, String path, String unit, JsonNode value,
            List<FieldError> errors) {
        if (schema.has("min" + what) && size < schema.path("min" + what).asInt()) {
            errors.add(FieldError.invalid(path, value, path + " in body should be at least "
                    + schema.path("min" + what).asInt() + " " + unit));
        }
        if (schema.has("max" + what) && size > schema.path("max" + what).asInt()) {
            errors.add(FieldError.invalid(path, value, path + " in body should be at most "
                    + schema.path("max" + what).asInt() + " " + unit));
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING -> "string";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
