package dev.sallyport.sandbox.kubernetes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;

import java.util.List;
import java.util.Map;

/**
 * OpenAPI 2 of everything that is served, in the binary form in which kubectl up to 1.28 asks for it: the message {@code
 * Document} of gnostic's published {@code OpenAPIv2.proto}, whose field numbers stand below. It needs the kinds'
 * structure for {@code apply}, {@code diff} and {@code explain}, and of the paths only whether a kind's patch takes the
 * parameters {@code fieldValidation} and {@code dryRun}.
 */
final class OpenApiV2 {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String DEFINITION = "#/definitions/";

    private OpenApiV2() {}

    static byte[] document(KindRegistry kinds, String version) {
        ProtobufWriter document = new ProtobufWriter();
        document.text(1, "2.0");
        document.message(2, info -> info.text(1, "Kubernetes").text(2, version));
        document.message(8, paths -> kinds.all().stream().filter(kind -> kind.verbs().contains("patch"))
                .forEach(kind -> path(paths, kind)));
        document.message(9, definitions -> {
            kinds.schemas().forEach((name, schema) -> named(definitions, name, schema));
            kinds.all().stream().filter(kind -> kind.is(Kind.Trait.CUSTOM))
                    .forEach(kind -> named(definitions, kinds.schemaName(kind), kinds.schema(kind)));
        });
        return document.toBytes();
    }

    private static void path(ProtobufWriter paths, Kind kind) {
        String base = kind.group().isEmpty() ? "/api/" : "/apis/";
        String path = base + kind.apiVersion() + (kind.namespaced() ? "/namespaces/{namespace}/" : "/")
                + kind.plural() + "/{name}";
        String gvk = "{\"group\":\"" + kind.group() + "\",\"version\":\"" + kind.version() + "\",\"kind\":\""
                + kind.name() + "\"}";
        paths.message(2, named -> named.text(1, path).message(2, item -> item.message(7, patch -> {
            for (String parameter : List.of("dryRun", "fieldManager", "fieldValidation")) {
                patch.message(8, one -> one.message(1, plain -> plain.message(2, other -> other.message(3,
                        query -> query.text(2, "query").text(4, parameter).text(6, "string").bool(20, true)))));
            }
            patch.message(9, responses -> responses.message(1, response -> response.text(1, "200").message(2,
                    value -> value.message(1, ok -> ok.text(1, "OK")))));
            extension(patch, 13, "x-kubernetes-group-version-kind", gvk);
        })));
    }

    private static void named(ProtobufWriter into, String name, JsonNode schema) {
        into.message(1, one -> one.text(1, name).message(2, value -> schema(value, schema)));
    }

    private static void schema(ProtobufWriter out, JsonNode schema) {
        JsonNode reference = schema.has("$ref") ? schema.get("$ref") : schema.path("allOf").path(0).path("$ref");
        if (reference.isTextual()) {
            out.text(1, DEFINITION + reference.asText().substring(REFERENCE.length()));
            return;
        }
        if (schema.path("format").isTextual()) {
            out.text(2, schema.path("format").asText());
        }
        schema.path("required").forEach(name -> out.text(19, name.asText()));
        if (schema.path("additionalProperties").isObject()) {
            out.message(21, item -> item.message(1, value -> schema(value, schema.get("additionalProperties"))));
        }
        // What may be a number or a text is called a text, as a real API server does in this version.
        String type = schema.path("type").asText(schema.has("oneOf") ? "string" : "");
        if (!type.isEmpty()) {
            out.message(22, item -> item.text(1, type));
        }
        if (schema.path("items").isObject()) {
            out.message(23, item -> item.message(1, value -> schema(value, schema.get("items"))));
        }
        if (schema.path("properties").isObject()) {
            out.message(25, properties -> schema.get("properties")
                    .forEachEntry((name, property) -> named(properties, name, property)));
        }
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            if (entry.getKey().startsWith("x-")) {
                extension(out, 31, entry.getKey(), entry.getValue().toString());
            }
        }
    }

    /** An extension's value is YAML, of which JSON is a part. */
    private static void extension(ProtobufWriter out, int field, String name, String json) {
        out.message(field, named -> named.text(1, name).message(2, any -> any.text(2, json)));
    }
}
