package dev.sallyport.sandbox.kubernetes.errors;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with one field. Source of reasons and forms: Kubernetes, {@code apimachinery/pkg/util/validation/field}.
 *
 * @param reason such as {@code FieldValueInvalid}
 * @param field the path, such as {@code rules[0].verbs}
 * @param message without the path
 */
public record FieldError(String reason, String field, String message) {

    /** A field that has to be there. */
    public static FieldError required(String field, String why) {
        return new FieldError("FieldValueRequired", field, why.isEmpty() ? "Required value" : "Required value: " + why);
    }

    /** A value that breaks a rule. */
    public static FieldError invalid(String field, String value, String why) {
        return new FieldError("FieldValueInvalid", field, "Invalid value: \"" + value + "\": " + why);
    }

    /** A value other than a string that breaks a rule. */
    public static FieldError invalid(String field, JsonNode value, String why) {
        String shown = value.isTextual() ? quote(value.textValue()) : value.toString();
        return new FieldError("FieldValueInvalid", field, "Invalid value: " + shown + ": " + why);
    }

    /** A value that is none of those there are. */
    public static FieldError notSupported(String field, String value, List<String> supported) {
        return notSupportedAsWritten(field, quote(value), supported);
    }

    /** As {@link #notSupported}, for a value that is already in its written form. */
    public static FieldError notSupportedAsWritten(String field, String value, List<String> supported) {
        String all = supported.stream().map(FieldError::quote).collect(Collectors.joining(", "));
        return new FieldError("FieldValueNotSupported", field,
                "Unsupported value: " + value + ": supported values: " + all);
    }

    /** A field that may not be set or changed. */
    public static FieldError forbidden(String field, String why) {
        return new FieldError("FieldValueForbidden", field, "Forbidden: " + why);
    }

    /** A value that is longer than allowed. */
    public static FieldError tooLong(String field, long most) {
        return new FieldError("FieldValueTooLong", field, "Too long: may not be more than " + most + " bytes");
    }

    /** A list with more items than allowed. */
    public static FieldError tooMany(String field, int there, int most) {
        return new FieldError("FieldValueTooMany", field, "Too many: " + there + ": must have at most " + most
                + " items");
    }

    /** A value that occurs twice where it may occur once. */
    public static FieldError duplicate(String field, String value) {
        return new FieldError("FieldValueDuplicate", field, "Duplicate value: " + quote(value));
    }

    @Override
    public String toString() {
        return field + ": " + message;
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
