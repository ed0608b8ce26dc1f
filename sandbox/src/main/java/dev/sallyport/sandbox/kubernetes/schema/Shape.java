package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The form of a value, as the kinds' OpenAPI describes it: everything that decoding, the strategic merge patch and
 * server-side apply have to know of it, and nothing else.
 */
public sealed interface Shape {

    /** What the value may be written as, and what an error calls it. */
    record Scalar(Form form, String goType) implements Shape {
        /** How a scalar is written in JSON. */
        public enum Form {
            STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY
        }
    }

    /**
     * A value of which nothing is known: kept as it is.
     *
     * @param deduced whether server-side apply looks into objects, as it does with a custom resource's open fields;
     *     else such a value is owned as a whole
     */
    record Anything(boolean deduced) implements Shape {
        /** A value that is owned as a whole. */
        public static final Anything WHOLE = new Anything(false);
    }

    /**
     * An object whose keys are data.
     *
     * @param atomic whether server-side apply sees it as one value
     */
    record MapOf(Shape value, boolean atomic) implements Shape {}

    /**
     * An array.
     *
     * @param keys what tells items apart; only of a {@link ListType#MAP}
     */
    record ListOf(Shape item, ListType type, List<String> keys) implements Shape {
        public ListOf {
            keys = List.copyOf(keys);
        }
    }

    /** How server-side apply sees an array. */
    enum ListType {
        ATOMIC, SET, MAP
    }

    /**
     * An object whose keys are fields.
     *
     * @param name what an error calls it, such as {@code ObjectMeta}
     * @param schema the full name of its schema; empty when it has none
     * @param fields looked up when first needed, since a form may contain itself
     * @param atomic whether server-side apply sees it as one value
     * @param keepsUnknown whether fields that are not listed are kept
     */
    record Struct(String name, String schema, Supplier<Map<String, Field>> fields, boolean atomic, boolean keepsUnknown)
            implements
                Shape {
        /** The field of this name. */
        public Optional<Field> field(String field) {
            return Optional.ofNullable(fields.get().get(field));
        }
    }

    /**
     * A field of a {@link Struct}.
     *
     * @param mergeKey the strategic merge patch's key of a list's items, empty when it has none
     * @param merges whether the strategic merge patch merges the list rather than replacing it
     * @param retainsKeys whether the strategic merge patch may ask to keep only the keys that it names
     * @param absent what a real server writes when nobody set the field, if it then writes anything
     */
    record Field(Shape shape, boolean required, String mergeKey, boolean merges, boolean retainsKeys,
            Optional<JsonNode> absent) {}
}
