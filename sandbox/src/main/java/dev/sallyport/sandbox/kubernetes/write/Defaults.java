package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.schema.BundledJson;
import dev.sallyport.sandbox.kubernetes.schema.Shape;

/**
 * Fills in what nobody said, as a real API server does. What a field's default is stands in {@code defaults.json}, a
 * pattern for each kind: a value is set where there is none, the pattern of an object is laid over an object that is
 * there (or, with {@code "+"}, over one made for it), the one of a list over each item. A pattern's name stands for it.
 * What a field is worth when it is never left out ({@code {}}, {@code ""}) is known from the kind's shape.
 */
final class Defaults {

    private static final String MAKE = "+";

    private final JsonNode patterns = BundledJson.read("defaults.json");

    /** Fills in an object. */
    void fill(Kind kind, ObjectNode object) {
        JsonNode pattern = patterns.path(kind.apiVersion() + "/" + kind.name());
        if (pattern.isObject()) {
            lay(pattern, object);
        }
        absent(object, kind.shape().get());
    }

    private void lay(JsonNode named, JsonNode value) {
        JsonNode pattern = named.isTextual() ? patterns.path(named.asText()) : named;
        if (pattern.isArray()) {
            value.forEach(item -> lay(pattern.get(0), item));
        } else if (pattern.isObject() && value instanceof ObjectNode object) {
            pattern.forEachEntry((key, inner) -> {
                if (!key.equals(MAKE)) {
                    field(key.startsWith(MAKE) ? key.substring(1) : key, inner, object);
                }
            });
        }
    }

    private void field(String field, JsonNode pattern, ObjectNode object) {
        boolean names = pattern.isTextual() && patterns.path(pattern.asText()).isObject()
                && !Character.isLowerCase(pattern.asText().charAt(0));
        if (object.has(field) && !object.get(field).isNull()) {
            lay(pattern, object.get(field));
        } else if (pattern.isObject() && pattern.has(MAKE)) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            object.set(field, made);
            lay(pattern, made);
        } else if (pattern.isValueNode() && !names) {
            object.set(field, pattern);
        }
    }

    private static void absent(JsonNode value, Shape shape) {
        switch (shape) {
            case Shape.Struct struct when value instanceof ObjectNode object -> struct.fields().get()
                    .forEach((name, field) -> {
                        if (!object.has(name) && field.absent().isPresent()) {
                            object.set(name, field.absent().get().deepCopy());
                        }
                        if (object.has(name)) {
                            absent(object.get(name), field.shape());
                        }
                    });
            case Shape.ListOf list -> value.forEach(item -> absent(item, list.item()));
            case Shape.MapOf map -> value.forEach(item -> absent(item, map.value()));
            case Shape.Struct _,Shape.Scalar _,Shape.Anything _ -> {
                // nothing inside
            }
        }
    }
}
