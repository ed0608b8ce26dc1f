package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery.FieldValidation;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import dev.sallyport.sandbox.kubernetes.schema.BodyText.Malformed;
import dev.sallyport.sandbox.kubernetes.schema.Decoder;
import dev.sallyport.sandbox.kubernetes.schema.Decoder.Decoded;
import dev.sallyport.sandbox.kubernetes.schema.ProtobufBody;
import dev.sallyport.sandbox.kubernetes.schema.Shape;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what clients send as objects, with the objections of a real API server. */
public final class Bodies {

    private final KindRegistry kinds;

    /** Reads bodies as objects of these kinds. */
    public Bodies(KindRegistry kinds) {
        this.kinds = kinds;
    }

    /**
     * An object that was read.
     *
     * @param warnings what the client is told beside the answer
     */
    public record Read(ObjectNode object, List<String> warnings) {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** The body of a call as an object of the kind. */
    public Read object(Call call, FieldValidation validation) {
        return object(call, call.kind().apiVersion(), call.kind().name(), call.kind().shape().get(), validation);
    }

    private Read object(Call call, String apiVersion, String name, Shape shape, FieldValidation validation) {
        BodyText text = text(call.contentType(), call.bytes(), name, shape);
        if (!(text.value() instanceof ObjectNode sent)) {
            throw Refusals.badRequest("the object provided is unrecognized (must be of type " + name
                    + "): couldn't get version/kind; json parse error: json: cannot unmarshal "
                    + text.value().getNodeType().name().toLowerCase(Locale.ROOT)
                    + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind "
                    + "string \"json:\\\"kind,omitempty\\\"\" } (" + hex(call.bytes()) + ")");
        }
        checkKind(sent, apiVersion, name);
        sent.put("apiVersion", apiVersion).put("kind", name);
        return decode(sent, text.duplicateFields(), call.kind(), validation);
    }

    /** An object out of something that was already read. */
    private Read decode(ObjectNode sent, List<String> duplicates, Kind kind, FieldValidation validation) {
        Decoded decoded = decode(sent, kind);
        if (validation == FieldValidation.IGNORE) {
            return new Read(decoded.object(), List.of());
        }
        List<String> objections = objections(duplicates, decoded.unknownFields());
        if (validation == FieldValidation.STRICT && !objections.isEmpty()) {
            throw Refusals.badRequest(cannotBeHandled(kind.name(), kind.apiVersion(), kind.name())
                    + "strict decoding error: "
                    + String.join(", ", objections));
        }
        return new Read(decoded.object(), objections);
    }

    /** What is said of fields that occur twice, and of those that the kind does not have. */
    public static List<String> objections(List<String> duplicates, List<String> unknown) {
        return Stream.concat(duplicates.stream().map(field -> "duplicate field \"" + field + "\""),
                unknown.stream().map(field -> "unknown field \"" + field + "\"")).collect(Collectors.toList());
    }

    /** Reads an object as one of a kind; refuses a value of a wrong type. */
    public static Decoded decode(ObjectNode sent, Kind kind) {
        try {
            return decodeTyped(sent, kind);
        } catch (Decoder.WrongType e) {
            throw Refusals.badRequest(cannotBeHandled(kind.name(), kind.apiVersion(), kind.name()) + e.getMessage());
        }
    }

    /** As {@link #decode}, leaving it to the caller what is said of a wrong type. */
    public static Decoded decodeTyped(ObjectNode sent, Kind kind) throws Decoder.WrongType {
        Shape shape = kind.shape().get();
        Decoded decoded = kind.is(Trait.CUSTOM) ? Decoder.decodeCustom(sent, shape) : Decoder.decode(sent, shape);
        JsonNode owners = sent.path("metadata").path("managedFields");
        if (owners.isArray() && owners.isEmpty() && decoded.object().path("metadata") instanceof ObjectNode metadata) {
            metadata.putArray("managedFields"); // which is how one asks to forget them
        }
        return decoded;
    }

    private static String cannotBeHandled(String found, String apiVersion, String wanted) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return found + " in version \"" + version + "\" cannot be handled as a " + wanted + ": ";
    }

    private void checkKind(ObjectNode sent, String apiVersion, String name) {
        String statedVersion = sent.path("apiVersion").asText(apiVersion);
        String statedKind = sent.path("kind").asText(name);
        if (statedVersion.equals(apiVersion) && statedKind.equals(name)) {
            return;
        }
        String handled = cannotBeHandled(statedKind, apiVersion, name);
        if (kinds.byApiVersion(statedVersion, statedKind).isPresent()) {
            throw Refusals.badRequest(handled + "converting (" + go(statedVersion) + "." + statedKind + ") to (core."
                    + name + "): unknown conversion");
        }
        throw Refusals.badRequest(handled + "no kind \"" + statedKind + "\" is registered for version \""
                + statedVersion + "\" in scheme \"pkg/runtime/scheme.go:110\"");
    }

    private static String go(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    private static BodyText text(String contentType, byte[] body, String name, Shape shape) {
        return switch (contentType) {
            case "", MediaTypes.JSON -> {
                try {
                    yield BodyText.json(body);
                } catch (Malformed e) {
                    throw unrecognized(name, "couldn't get version/kind; json parse error: " + e.getMessage() + " ("
                            + shown(body) + ")");
                }
            }
            case MediaTypes.YAML -> {
                try {
                    yield BodyText.yaml(body);
                } catch (Malformed e) {
                    throw unrecognized(name, e.getMessage() + " (" + hex(body) + ")");
                }
            }
            case ProtobufBody.MEDIA_TYPE -> {
                try {
                    yield new BodyText(protobuf(body, shape), List.of());
                } catch (Malformed e) {
                    throw unrecognized(name, String.valueOf(e.getMessage()));
                }
            }
            default -> throw Refusals.unsupportedMediaType(MediaTypes.READ);
        };
    }

    /** A body in the binary form. */
    public static ObjectNode protobuf(byte[] body, Shape shape) throws Malformed {
        return ProtobufBody.read(body, shape instanceof Shape.Struct struct ? struct.schema() : "", shape);
    }

    private static ApiError unrecognized(String name, String why) {
        return Refusals.badRequest("the object provided is unrecognized (must be of type " + name + "): " + why);
    }

    /** What stands in the body, as the real server shows it: text that begins like JSON as text, else in hex. */
    private static String shown(byte[] body) {
        return body.length == 0 || body[0] == '{' ? BodyText.excerpt(body) : hex(body);
    }

    private static String hex(byte[] body) {
        String all = HexFormat.of().formatHex(body, 0, Math.min(body.length, 30));
        return body.length > 30 ? all + " ..." : all;
    }

    /** JSON of a patch. */
    public static JsonNode patchJson(byte[] body) {
        try {
            return BodyText.json(body).value();
        } catch (Malformed e) {
            throw Refusals.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    /** YAML, or JSON, of an apply patch. */
    public static BodyText applyYaml(byte[] body) {
        try {
            return BodyText.yaml(body);
        } catch (Malformed e) {
            throw Refusals.badRequest("error decoding YAML: " + e.getMessage());
        }
    }
}
