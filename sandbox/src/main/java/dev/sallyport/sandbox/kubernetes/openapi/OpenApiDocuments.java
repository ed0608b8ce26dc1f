package dev.sallyport.sandbox.kubernetes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OpenAPI 3 of what is served, as far as clients use it: kubectl validates, applies, compares and explains by it. It has
 * the structure of the kinds and, of the operations, what tells which path serves which kind and takes which parameter.
 * The descriptions of fields are the real server's alone.
 */
public final class OpenApiDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/schemas/";

    private final KindRegistry kinds;
    private final String version;
    private final Map<String, Document> built = new ConcurrentHashMap<>();

    /** @param version of the API, such as {@code 1.34} */
    public OpenApiDocuments(KindRegistry kinds, String version) {
        this.kinds = kinds;
        this.version = version;
    }

    /**
     * One group's document.
     *
     * @param hash by which clients know whether they have it already
     */
    public record Document(String json, String hash) {}

    /** Which documents there are. */
    public ObjectNode index() {
        ObjectNode index = JSON.objectNode();
        ObjectNode paths = index.putObject("paths");
        Set<String> names = new TreeSet<>();
        kinds.all().forEach(kind -> names.add(name(kind)));
        for (String name : names) {
            document(name).ifPresent(document -> paths.putObject(name).put("serverRelativeURL",
                    "/openapi/v3/" + name + "?hash=" + document.hash()));
        }
        return index;
    }

    /** The document of this name, such as {@code api/v1} or {@code apis/apps/v1}. */
    public Optional<Document> document(String name) {
        List<Kind> served = kinds.all().stream().filter(kind -> name(kind).equals(name)).toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        boolean custom = served.stream().anyMatch(kind -> kind.is(Trait.CUSTOM));
        return Optional.of(custom ? build(served) : built.computeIfAbsent(name, _ -> build(served)));
    }

    private static String name(Kind kind) {
        return kind.group().isEmpty() ? "api/" + kind.version() : "apis/" + kind.apiVersion();
    }

    private Document build(List<Kind> served) {
        ObjectNode document = JSON.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", version);
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        Set<String> needed = new LinkedHashSet<>();
        for (Kind kind : served) {
            String schema = kinds.schemaName(kind);
            JsonNode own = kinds.schema(kind);
            schemas.set(schema, own);
            collect(own, needed);
            paths(paths, kind, schema);
        }
        for (String name : needed) {
            JsonNode schema = kinds.schemas().get(name);
            if (schema != null) {
                schemas.set(name, schema);
            }
        }
        String json = document.toString();
        return new Document(json, hash(json));
    }

    private void collect(JsonNode schema, Set<String> needed) {
        for (JsonNode reference : schema.findValues("$ref")) {
            String name = reference.asText().substring(Math.min(REFERENCE.length(), reference.asText().length()));
            JsonNode referred = kinds.schemas().get(name);
            if (referred != null && needed.add(name)) {
                collect(referred, needed);
            }
        }
    }

    private static void paths(ObjectNode paths, Kind kind, String schema) {
        String base = "/" + name(kind) + "/";
        String collection = base + (kind.namespaced() ? "namespaces/{namespace}/" : "") + kind.plural();
        ObjectNode all = paths.putObject(collection);
        parameters(all, kind.namespaced() ? List.of("namespace") : List.of());
        operation(all, "get", "list", kind, schema, "list");
        operation(all, "post", "post", kind, schema, "create");
        operation(all, "delete", "deletecollection", kind, schema, "deletecollection");
        if (kind.verbs().contains("get")) {
            ObjectNode one = paths.putObject(collection + "/{name}");
            parameters(one, kind.namespaced() ? List.of("name", "namespace") : List.of("name"));
            operation(one, "get", "get", kind, schema, "get");
            operation(one, "put", "put", kind, schema, "update");
            operation(one, "patch", "patch", kind, schema, "patch");
            operation(one, "delete", "delete", kind, schema, "delete");
        }
        if (kind.namespaced() && kind.verbs().contains("list")) {
            operation(paths.putObject(base + kind.plural()), "get", "list", kind, schema, "list");
        }
    }

    private static void parameters(ObjectNode path, List<String> names) {
        ArrayNode parameters = path.putArray("parameters");
        names.forEach(name -> parameter(parameters, name, "path").put("required", true));
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", "string").put("uniqueItems", true);
        return parameter;
    }

    private static void operation(ObjectNode path, String method, String action, Kind kind, String schema,
            String verb) {
        if (!kind.verbs().contains(verb)) {
            return;
        }
        ObjectNode operation = path.putObject(method);
        operation.put("operationId", verb + kind.version().toUpperCase(Locale.ROOT) + kind.name() + kind.plural());
        ArrayNode parameters = operation.putArray("parameters");
        if (!method.equals("get")) {
            parameter(parameters, "dryRun", "query");
        }
        if (method.equals("post") || method.equals("put") || method.equals("patch")) {
            parameter(parameters, "fieldManager", "query");
            parameter(parameters, "fieldValidation", "query");
            ObjectNode content = operation.putObject("requestBody").putObject("content");
            content.putObject("application/json").putObject("schema").put("$ref", REFERENCE + schema);
        }
        ObjectNode ok = operation.putObject("responses").putObject("200").put("description", "OK");
        ok.putObject("content").putObject("application/json").putObject("schema").put("$ref", REFERENCE + schema);
        operation.put("x-kubernetes-action", action);
        operation.putObject("x-kubernetes-group-version-kind").put("group", kind.group())
                .put("version", kind.version()).put("kind", kind.name());
    }

    /** OpenAPI 2 of everything, in its binary form. */
    public byte[] version2() {
        return OpenApiV2.document(kinds, version);
    }

    /** The hash of a text, by which clients know whether they have it already. */
    public static String hash(String text) {
        try {
            return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-512")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
