package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a body as the API server's decoder does: fields that the kind does not have are left out and named, nulls and
 * empty collections count as absent, and a value of another type than its field's ends the reading.
 */
public final class Decoder {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/=\\r\\n]");

    private final List<String> unknown = new ArrayList<>();
    private final boolean loose;

    private Decoder(boolean loose) {
        this.loose = loose;
    }

    /**
     * What was read.
     *
     * @param object a new object; the body is left as it was
     * @param unknownFields the paths of fields that were left out
     */
    public record Decoded(ObjectNode object, List<String> unknownFields) {
        public Decoded {
            unknownFields = List.copyOf(unknownFields);
        }
    }

    /** A value of the wrong type; the message is the decoder's. */
    public static final class WrongType extends Exception {
        WrongType(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads a body as an object of this shape. */
    public static Decoded decode(ObjectNode body, Shape shape) throws WrongType {
        Decoder decoder = new Decoder(false);
        JsonNode object = decoder.value(body, shape, new Place("", "", ""));
        return new Decoded((ObjectNode) object, decoder.unknown);
    }

    /**
     * Reads a body as a custom resource: only unknown fields are left out. What is of the wrong type is kept, for the
     * validation to speak of.
     */
    public static Decoded decodeCustom(ObjectNode body, Shape shape) {
        Decoder decoder = new Decoder(true);
        try {
            return new Decoded((ObjectNode) decoder.value(body, shape, new Place("", "", "")), decoder.unknown);
        } catch (WrongType e) {
            throw new IllegalStateException("a loose decoder lets every type through", e);
        }
    }

    /**
     * Where a value stands.
     *
     * @param struct the innermost object with fields, as an error names it
     * @param path with the indexes of lists, as warnings name it
     * @param fields without them, as a type error names it
     */
    private record Place(String struct, String path, String fields) {
        Place field(String struct, String name) {
            return new Place(struct, path.isEmpty() ? name : path + "." + name,
                    fields.isEmpty() ? name : fields + "." + name);
        }

        Place key(String name) {
            return new Place(struct, path + "." + name, fields);
        }

        Place index(int index) {
            return new Place(struct, path + "[" + index + "]", fields);
        }
    }

    private JsonNode value(JsonNode value, Shape shape, Place place) throws WrongType {
        return switch (shape) {
            case Shape.Anything _ -> value.deepCopy();
            case Shape.Scalar scalar -> scalar(value, scalar, place);
            case Shape.MapOf map -> map(value, map, place);
            case Shape.ListOf list -> list(value, list, place);
            case Shape.Struct struct -> struct(value, struct, place);
        };
    }

    private JsonNode struct(JsonNode value, Shape.Struct struct, Place place) throws WrongType {
        if (!value.isObject()) {
            return refuse(value, goType(struct), place);
        }
        ObjectNode read = JSON.objectNode();
        for (var entry : value.properties()) {
            var field = struct.field(entry.getKey());
            Place at = place.field(struct.name(), entry.getKey());
            if (field.isEmpty()) {
                if (struct.keepsUnknown()) {
                    read.set(entry.getKey(), entry.getValue().deepCopy());
                } else {
                    unknown.add(at.path());
                }
            } else if (!entry.getValue().isNull()) {
                JsonNode inner = value(entry.getValue(), field.get().shape(), at);
                if (loose || !countsAsAbsent(inner, field.get())) {
                    read.set(entry.getKey(), inner);
                }
            }
        }
        return read;
    }

    private static boolean countsAsAbsent(JsonNode value, Field field) {
        boolean collection = field.shape() instanceof Shape.MapOf || field.shape() instanceof Shape.ListOf;
        return collection && value.isEmpty();
    }

    private JsonNode map(JsonNode value, Shape.MapOf map, Place place) throws WrongType {
        if (!value.isObject()) {
            return refuse(value, goType(map), place);
        }
        // Sorted, as a real API server writes maps.
        SortedMap<String, JsonNode> read = new TreeMap<>();
        for (var entry : value.properties()) {
            JsonNode inner = entry.getValue();
            read.put(entry.getKey(), inner.isNull()
                    ? zero(map.value())
                    : value(inner, map.value(), place.key(entry.getKey())));
        }
        return JSON.objectNode().setAll(read);
    }

    private JsonNode list(JsonNode value, Shape.ListOf list, Place place) throws WrongType {
        if (!value.isArray()) {
            return refuse(value, goType(list), place);
        }
        ArrayNode read = JSON.arrayNode();
        for (int i = 0; i < value.size(); i++) {
            JsonNode inner = value.get(i);
            read.add(inner.isNull() ? zero(list.item()) : value(inner, list.item(), place.index(i)));
        }
        return read;
    }

    /**
     * Base64 as it is shown: without the line breaks that somebody may send. Refused in the words of Go's decoder, which
     * names the first place that is wrong.
     */
    private static String base64(String text) throws WrongType {
        Matcher foreign = NOT_BASE64.matcher(text);
        if (foreign.find()) {
            throw new WrongType("illegal base64 data at input byte " + foreign.start());
        }
        try {
            return Base64.getEncoder().encodeToString(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new WrongType("illegal base64 data at input byte " + text.length());
        }
    }

    private JsonNode scalar(JsonNode value, Shape.Scalar scalar, Place place) throws WrongType {
        if (!loose && scalar.form() == Shape.Scalar.Form.BYTES && value.isTextual()) {
            return TextNode.valueOf(base64(value.textValue()));
        }
        boolean fits = switch (scalar.form()) {
            case STRING, BYTES, TIME -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() || (value.isNumber() && value.asDouble() == value.asLong());
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case INT_OR_STRING -> value.isTextual() || value.isIntegralNumber();
            case QUANTITY -> value.isTextual() || value.isNumber();
        };
        if (!fits) {
            return refuse(value, scalar.goType(), place);
        }
        return scalar.form() == Shape.Scalar.Form.QUANTITY ? TextNode.valueOf(value.asText()) : value;
    }

    private static JsonNode zero(Shape shape) {
        return switch (shape) {
            case Shape.Anything _ -> JSON.nullNode();
            case Shape.MapOf _,Shape.Struct _ -> JSON.objectNode();
            case Shape.ListOf _ -> JSON.arrayNode();
            case Shape.Scalar scalar -> switch (scalar.form()) {
                case STRING, BYTES -> JSON.textNode("");
                case TIME -> JSON.nullNode();
                case INTEGER, NUMBER, INT_OR_STRING -> JSON.numberNode(0);
                case BOOLEAN -> JSON.booleanNode(false);
                case QUANTITY -> JSON.textNode("0");
            };
        };
    }

    private JsonNode refuse(JsonNode value, String goType, Place place) throws WrongType {
        if (loose) {
            return value.deepCopy();
        }
        throw wrongType(value, goType, place);
    }

    private static WrongType wrongType(JsonNode value, String goType, Place place) {
        String found = switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case STRING -> "string";
            default -> "object";
        };
        String where = place.struct().isEmpty()
                ? "Go value"
                : "Go struct field " + place.struct() + "." + place.fields();
        return new WrongType("json: cannot unmarshal " + found + " into " + where + " of type " + goType);
    }

    private static String goType(Shape shape) {
        return switch (shape) {
            case Shape.Anything _ -> "interface {}";
            case Shape.Scalar scalar -> scalar.goType();
            case Shape.Struct struct -> "v1." + struct.name();
            case Shape.MapOf map -> "map[string]" + goType(map.value());
            case Shape.ListOf list -> "[]" + goType(list.item());
        };
    }
}
