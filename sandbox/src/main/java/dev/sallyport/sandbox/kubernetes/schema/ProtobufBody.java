package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.BodyText.Malformed;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the binary form in which newer kubectls send what they create by themselves. The body is an envelope (four bytes
 * {@code k8s\0}, then a message with the type and the object's own bytes); the object is a Protocol Buffers message.
 *
 * <p>Its field numbers stand in {@code protobuf.json}, taken from the published {@code generated.proto} files of the
 * kinds: {@code name?} is a field that is kept when it is zero (a pointer there), {@code >message} one whose fields are
 * the object's own in JSON. The types of fields are known from the kind's {@link Shape}.
 */
public final class ProtobufBody {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Slot(String name, boolean keepsZero, Optional<String> inlined) {}

    private static final class Tables {
        static final Map<String, Map<Integer, Slot>> ALL = read();

        private static Map<String, Map<Integer, Slot>> read() {
            Map<String, Map<Integer, Slot>> all = new HashMap<>();
            BundledJson.read("protobuf.json").forEachEntry((message, fields) -> {
                Map<Integer, Slot> slots = new HashMap<>();
                fields.forEachEntry((name, number) -> slots.put(number.asInt(), slot(name)));
                all.put(message, slots);
            });
            return all;
        }

        private static Slot slot(String written) {
            return written.startsWith(">")
                    ? new Slot("", false, Optional.of(written.substring(1)))
                    : new Slot(written.replace("?", ""), written.endsWith("?"), Optional.empty());
        }
    }

    private ProtobufBody() {}

    /**
     * Reads a body.
     *
     * @param message the full name of the kind's schema
     */
    public static ObjectNode read(byte[] body, String message, Shape shape) throws Malformed {
        for (int i = 0; i < MAGIC.length; i++) {
            if (body.length <= i || body[i] != MAGIC[i]) {
                throw new Malformed("provided data does not appear to be a protobuf message, expected prefix "
                        + "[107 56 115 0]");
            }
        }
        try {
            ProtobufReader envelope = new ProtobufReader(body, MAGIC.length, body.length);
            ObjectNode object = JSON.objectNode();
            ObjectNode type = JSON.objectNode();
            while (envelope.next()) {
                switch (envelope.field()) {
                    case 1 -> type(envelope.message(), type);
                    case 2 -> message(envelope.message(), message, shape, object);
                    default -> envelope.skip();
                }
            }
            type.forEachEntry(object::set);
            return object;
        } catch (IndexOutOfBoundsException | IllegalStateException e) {
            throw new Malformed("unexpected EOF");
        }
    }

    private static void type(ProtobufReader reader, ObjectNode type) {
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> type.put("apiVersion", reader.text());
                case 2 -> type.put("kind", reader.text());
                default -> reader.skip();
            }
        }
    }

    private static void message(ProtobufReader reader, String message, Shape shape, ObjectNode into) {
        Map<Integer, Slot> slots = Tables.ALL.getOrDefault(message, Map.of());
        while (reader.next()) {
            Slot slot = slots.get(reader.field());
            if (slot == null) {
                reader.skip();
            } else if (slot.inlined().isPresent()) {
                message(reader.message(), slot.inlined().get(), shape, into);
            } else {
                Shape inner = shape instanceof Shape.Struct struct
                        ? struct.field(slot.name()).map(Field::shape).orElse(Shape.Anything.WHOLE)
                        : Shape.Anything.WHOLE;
                field(reader, slot, inner, into);
            }
        }
    }

    private static void field(ProtobufReader reader, Slot slot, Shape shape, ObjectNode into) {
        switch (shape) {
            case Shape.ListOf list -> into.withArray(slot.name()).add(value(reader, list.item()));
            case Shape.MapOf map -> entry(reader.message(), map.value(), into.withObject("/" + slot.name()));
            case Shape.Struct _,Shape.Scalar _,Shape.Anything _ -> {
                JsonNode value = value(reader, shape);
                boolean zero = value.isNull() || (value.isTextual() && value.asText().isEmpty())
                        || (value.isNumber() && value.asDouble() == 0) || (value.isBoolean() && !value.asBoolean());
                if (!zero || (slot.keepsZero() && !value.isNull())) {
                    into.set(slot.name(), value);
                }
            }
        }
    }

    private static void entry(ProtobufReader reader, Shape valueShape, ObjectNode into) {
        String key = "";
        JsonNode value = JSON.textNode("");
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> key = reader.text();
                case 2 -> value = value(reader, valueShape);
                default -> reader.skip();
            }
        }
        into.set(key, value);
    }

    private static JsonNode value(ProtobufReader reader, Shape shape) {
        return switch (shape) {
            case Shape.Struct struct -> {
                ObjectNode object = JSON.objectNode();
                message(reader.message(), struct.schema(), shape, object);
                yield object;
            }
            case Shape.Scalar scalar -> scalar(reader, scalar.form());
            case Shape.ListOf list -> wrapped(reader.message(), list.item());
            case Shape.MapOf _ -> {
                reader.skip();
                yield JSON.objectNode();
            }
            case Shape.Anything _ -> raw(reader.message());
        };
    }

    private static JsonNode scalar(ProtobufReader reader, Shape.Scalar.Form form) {
        return switch (form) {
            case STRING -> JSON.textNode(reader.text());
            case BYTES -> JSON.textNode(Base64.getEncoder().encodeToString(reader.bytes()));
            case INTEGER -> JSON.numberNode(reader.number());
            case NUMBER -> JSON.numberNode(Double.longBitsToDouble(reader.number()));
            case BOOLEAN -> JSON.booleanNode(reader.number() != 0);
            case TIME -> time(reader.message());
            case QUANTITY -> firstText(reader.message());
            case INT_OR_STRING -> intOrString(reader.message());
        };
    }

    private static JsonNode time(ProtobufReader reader) {
        long seconds = 0;
        long nanos = 0;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> seconds = reader.number();
                case 2 -> nanos = reader.number();
                default -> reader.skip();
            }
        }
        return seconds == 0 ? JSON.nullNode() : JSON.textNode(Instant.ofEpochSecond(seconds, nanos).toString());
    }

    private static JsonNode firstText(ProtobufReader reader) {
        JsonNode text = JSON.textNode("0");
        while (reader.next()) {
            if (reader.field() == 1) {
                text = JSON.textNode(reader.text());
            } else {
                reader.skip();
            }
        }
        return text;
    }

    private static JsonNode intOrString(ProtobufReader reader) {
        long type = 0;
        long number = 0;
        String text = "";
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> type = reader.number();
                case 2 -> number = reader.number();
                case 3 -> text = reader.text();
                default -> reader.skip();
            }
        }
        return type == 0 ? JSON.numberNode((int) number) : JSON.textNode(text);
    }

    /** A list that stands where a message must: wrapped into one with a single repeated field. */
    private static ArrayNode wrapped(ProtobufReader reader, Shape item) {
        ArrayNode array = JSON.arrayNode();
        while (reader.next()) {
            array.add(value(reader, item));
        }
        return array;
    }

    /** Something that is JSON inside the message, too. */
    private static JsonNode raw(ProtobufReader reader) {
        while (reader.next()) {
            if (reader.field() == 1) {
                try {
                    return BodyText.json(reader.bytes()).value();
                } catch (Malformed e) {
                    throw new IllegalStateException("no JSON where JSON must stand", e);
                }
            }
            reader.skip();
        }
        return JSON.nullNode();
    }
}
