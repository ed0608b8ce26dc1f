package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;
import dev.sallyport.sandbox.kubernetes.schema.Shape.ListOf;
import dev.sallyport.sandbox.kubernetes.schema.Shape.ListType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The steps of a {@link FieldSet} through a value. A value that others may own a part of has steps: an object's fields,
 * a map's keys, a set's values, the items of a list that has keys. Every other value is owned as a whole and has none.
 */
final class Steps {

    private Steps() {}

    /** Whether others may own parts of such a value. */
    static boolean isGranular(Shape shape, JsonNode value) {
        return shape instanceof Shape.Anything anything ? anything.deduced() && value.isObject() : isGranular(shape);
    }

    private static boolean isGranular(Shape shape) {
        return switch (shape) {
            case Shape.Struct struct -> !struct.atomic();
            case Shape.MapOf map -> !map.atomic();
            case Shape.ListOf list -> list.type() != ListType.ATOMIC;
            case Shape.Scalar _,Shape.Anything _ -> false;
        };
    }

    /** The parts of a value, each under the step that leads to it. */
    static Map<String, JsonNode> of(JsonNode value, Shape shape) {
        Map<String, JsonNode> steps = new LinkedHashMap<>();
        if (!isGranular(shape, value)) {
            return steps;
        }
        if (shape instanceof ListOf list) {
            value.forEach(item -> steps.put(step(item, list), item));
        } else {
            value.forEachEntry((name, inner) -> steps.put("f:" + name, inner));
        }
        return steps;
    }

    private static String step(JsonNode item, ListOf list) {
        if (list.type() == ListType.SET) {
            return "v:" + item;
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (String key : new TreeSet<>(list.keys())) {
            JsonNode value = item.path(key);
            Optional<JsonNode> absent = list.item() instanceof Shape.Struct struct
                    ? struct.field(key).flatMap(Field::absent)
                    : Optional.empty();
            if (!value.isMissingNode()) {
                keys.set(key, value);
            } else {
                absent.ifPresent(standing -> keys.set(key, standing));
            }
        }
        return "k:" + keys;
    }

    /** The shape of what a step leads to. */
    static Shape shape(String step, Shape shape) {
        return switch (shape) {
            case Shape.Struct struct -> struct.field(step.substring(2)).map(Field::shape)
                    .orElse(new Shape.Anything(struct.keepsUnknown()));
            case Shape.MapOf map -> map.value();
            case Shape.ListOf list -> list.item();
            case Shape.Anything anything -> anything;
            case Shape.Scalar _ -> Shape.Anything.WHOLE;
        };
    }

    /** A value put together again of its parts. */
    static JsonNode build(Map<String, JsonNode> steps, Shape shape) {
        if (shape instanceof ListOf) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            steps.values().forEach(array::add);
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        steps.forEach((step, value) -> object.set(step.substring(2), value));
        return object;
    }

    static JsonNode parse(String keys) {
        try {
            return BodyText.json(keys.getBytes(StandardCharsets.UTF_8)).value();
        } catch (BodyText.Malformed e) {
            throw new IllegalArgumentException("no keys of a list's item: " + keys, e);
        }
    }
}
