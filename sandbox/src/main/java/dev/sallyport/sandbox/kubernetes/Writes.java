package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.patch.JsonPatch;
import dev.sallyport.sandbox.kubernetes.patch.MergePatch;
import dev.sallyport.sandbox.kubernetes.patch.StrategicMergePatch;
import dev.sallyport.sandbox.kubernetes.request.Bodies;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery.FieldValidation;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import dev.sallyport.sandbox.kubernetes.schema.Decoder;
import dev.sallyport.sandbox.kubernetes.schema.Decoder.Decoded;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter.Written;
import dev.sallyport.sandbox.kubernetes.write.Writing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Answers create, replace and the patches. */
final class Writes {

    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";

    private static final ObjectMapper SORTED = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final ObjectWriter writer;
    private final Bodies bodies;
    private final Clock clock;

    Writes(ObjectWriter writer, Bodies bodies, Clock clock) {
        this.writer = writer;
        this.bodies = bodies;
        this.clock = clock;
    }

    Answer create(Call call, Form form) {
        WriteQuery query = WriteQuery.of(call, "CreateOptions", false);
        Bodies.Read read = bodies.object(call, query.fieldValidation());
        ObjectNode created = writer.create(query.writing(call), read.object());
        return answer(201, call, created, form).warning(read.warnings());
    }

    Answer replace(Call call, Form form) {
        WriteQuery query = WriteQuery.of(call, "UpdateOptions", false);
        Bodies.Read read = bodies.object(call, query.fieldValidation());
        String name = call.resource().name();
        String stated = Metadata.name(read.object());
        if (stated.isEmpty()) {
            throw Refusals.badRequest("the name of the object (" + name
                    + " based on URL) was undeterminable: name must be provided");
        } else if (!stated.equals(name)) {
            throw Refusals.badRequest("the name of the object (" + stated + ") does not match the name on the URL ("
                    + name + ")");
        }
        Writing writing = query.writing(call);
        Written written = writer.replaceOrCreate(writing, name, read.object());
        return answer(written.created() ? 201 : 200, call, written.object(), form).warning(read.warnings());
    }

    Answer patch(Call call, Form form) {
        String type = call.contentType();
        boolean custom = call.kind().is(Trait.CUSTOM);
        List<String> accepted = custom
                ? List.of(JSON_PATCH, MERGE_PATCH, APPLY_PATCH)
                : List.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH);
        if (!List.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH).contains(type)) {
            throw Refusals.unsupportedMediaType();
        } else if (!accepted.contains(type)) {
            throw Refusals.unsupportedMediaType(accepted);
        }
        WriteQuery query = WriteQuery.of(call, "PatchOptions", type.equals(APPLY_PATCH));
        return type.equals(APPLY_PATCH) ? apply(call, query, form) : change(call, query, type, form);
    }

    private Answer change(Call call, WriteQuery query, String type, Form form) {
        JsonNode patch = Bodies.patchJson(call.bytes());
        if (type.equals(JSON_PATCH) != patch.isArray() || (!patch.isArray() && !patch.isObject())) {
            throw Refusals.badRequest("error decoding patch: json: cannot unmarshal "
                    + (patch.isArray() ? "array" : patch.isObject() ? "object" : "value") + " into Go value of type "
                    + (type.equals(JSON_PATCH) ? "[]handlers.jsonPatchOp" : "map[string]interface {}"));
        }
        List<String> warnings = new ArrayList<>();
        try {
            Written written = writer.update(query.writing(call), call.resource().name(), current -> decodePatched(call,
                    query, patched(call.kind(), type, current, patch), warnings));
            return answer(200, call, written.object(), form).warning(warnings);
        } catch (ApiError refusal) {
            return Answer.refusal(refusal, form).warning(warnings);
        }
    }

    private static JsonNode patched(Kind kind, String type, ObjectNode current, JsonNode patch) {
        return switch (type) {
            case JSON_PATCH -> {
                try {
                    yield JsonPatch.apply(current, patch);
                } catch (JsonPatch.NotApplicable e) {
                    throw Refusals.unprocessable("the server rejected our request due to an error in our request");
                }
            }
            case MERGE_PATCH -> MergePatch.apply(current, patch);
            default -> {
                try {
                    yield StrategicMergePatch.apply(current, (ObjectNode) patch, kind.shape().get());
                } catch (StrategicMergePatch.Invalid e) {
                    throw Refusals.plain(500, e.getMessage() == null ? "" : e.getMessage());
                }
            }
        };
    }

    private static ObjectNode decodePatched(Call call, WriteQuery query, JsonNode patched, List<String> warnings) {
        Kind kind = call.kind();
        if (!(patched instanceof ObjectNode object)) {
            throw Refusals.unprocessable("the server rejected our request due to an error in our request");
        }
        Decoded decoded = decode(kind, object);
        List<String> objections = Bodies.objections(List.of(), decoded.unknownFields());
        if (query.fieldValidation() == FieldValidation.STRICT && !objections.isEmpty()) {
            throw Refusals.invalid("", "", "", List.of(FieldError.invalid("patch", object.textNode(sorted(object)),
                    "strict decoding error: " + String.join(", ", objections))));
        } else if (query.fieldValidation() == FieldValidation.WARN) {
            warnings.addAll(objections);
        }
        checkName(call, decoded.object());
        return decoded.object();
    }

    private static Decoded decode(Kind kind, ObjectNode object) {
        try {
            return Bodies.decodeTyped(object, kind);
        } catch (Decoder.WrongType e) {
            throw Refusals.invalid("", "", "", List.of(FieldError.invalid("patch",
                    object.textNode(sorted(object)), String.valueOf(e.getMessage()))));
        }
    }

    /** The patched object as an objection shows it: a real server has it as a map, which it writes sorted. */
    private static String sorted(JsonNode value) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(value, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void checkName(Call call, ObjectNode object) {
        String stated = Metadata.name(object);
        if (!stated.equals(call.resource().name())) {
            throw Refusals.badRequest("the name of the object (" + stated + ") does not match the name on the URL ("
                    + call.resource().name() + ")");
        }
    }

    private Answer apply(Call call, WriteQuery query, Form form) {
        Kind kind = call.kind();
        BodyText text = Bodies.applyYaml(call.bytes());
        if (!(text.value() instanceof ObjectNode sent)) {
            throw Refusals.badRequest("error decoding YAML: the patch is no object");
        }
        String version = sent.path("apiVersion").asText("");
        String name = sent.path("kind").asText("");
        if (!version.equals(kind.apiVersion()) || !name.equals(kind.name())) {
            int slash = version.indexOf('/');
            throw Refusals.badRequest("invalid object type: " + (slash < 0 ? "" : version.substring(0, slash)) + "/"
                    + version.substring(slash + 1) + ", Kind=" + name);
        } else if (sent.path("metadata").has("managedFields")) {
            throw Refusals.badRequest("metadata.managedFields must be nil");
        }
        Decoded decoded = Bodies.decode(sent, kind);
        if (!decoded.unknownFields().isEmpty()) {
            List<String> unknown = decoded.unknownFields().stream().sorted()
                    .map(field -> "." + field + ": field not declared in schema").toList();
            throw Refusals.plain(500, "failed to create typed patch object ("
                    + Metadata.namespace(sent) + "/" + call.resource().name() + "; " + typeName(kind) + "): "
                    + (unknown.size() == 1 ? unknown.getFirst() : "errors:\n  " + String.join("\n  ", unknown)));
        }
        String statedName = Metadata.name(sent);
        if (!statedName.isEmpty() && !statedName.equals(call.resource().name())) {
            throw Refusals.badRequest("the name of the object (" + statedName + ") does not match the name on the URL ("
                    + call.resource().name() + ")");
        }
        // Who states an empty map owns it, though an object shows none.
        ObjectNode stated = Decoder.decodeCustom(sent, kind.shape().get()).object();
        Metadata.of(stated).put("name", call.resource().name());
        Written written = writer.apply(query.writing(call), call.resource().name(), stated, query.force(),
                applied -> Bodies.decode(applied, kind).object());
        return answer(written.created() ? 201 : 200, call, written.object(), form);
    }

    private static String typeName(Kind kind) {
        return kind.group() + "/" + kind.version() + ", Kind=" + kind.name();
    }

    private Answer answer(int code, Call call, ObjectNode object, Form form) {
        return Answer.of(code, new Rendering(call.kind(), form.as(), call.parameter("includeObject"), clock)
                .object(object), form);
    }
}
