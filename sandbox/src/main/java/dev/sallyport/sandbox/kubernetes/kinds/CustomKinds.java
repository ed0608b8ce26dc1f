package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.schema.Shapes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Makes kinds of a custom resource definition, one for each version that it serves. */
public final class CustomKinds {

    private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private CustomKinds() {}

    /** A kind, with the OpenAPI schema that the definition gives it. */
    public record Custom(Kind kind, JsonNode schema) {}

    /** The kinds of a definition, the one that is stored first. */
    public static List<Custom> of(JsonNode definition, Shapes shapes) {
        List<JsonNode> versions = new ArrayList<>();
        definition.at("/spec/versions").forEach(version -> {
            if (version.path("served").asBoolean() || version.path("storage").asBoolean()) {
                versions.add(version);
            }
        });
        versions.sort(Comparator.comparing(version -> !version.path("storage").asBoolean()));
        return versions.stream().map(version -> of(definition.path("spec"), version, shapes)).toList();
    }

    private static Custom of(JsonNode spec, JsonNode version, Shapes shapes) {
        JsonNode names = spec.path("names");
        String kind = names.path("kind").asText();
        String apiVersion = spec.path("group").asText() + "/" + version.path("name").asText();
        Kind.Builder builder = Kind.named(apiVersion, kind, names.path("plural").asText())
                .singular(names.path("singular").asText(kind.toLowerCase(Locale.ROOT)))
                .shortNames(texts(names.path("shortNames"))).categories(texts(names.path("categories")))
                .verbs("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch")
                .traits(Trait.CUSTOM, Trait.GENERATION, Trait.VERSION_ON_UPDATE).columns(columns(version));
        if (!spec.path("scope").asText().equals("Namespaced")) {
            builder.clusterScoped();
        }
        if (version.path("subresources").has("status")) {
            builder.status();
        }
        JsonNode schema = complete(version.at("/schema/openAPIV3Schema"), apiVersion, kind);
        Shape shape = shapes.of(schema, kind);
        return new Custom(builder.shaped(() -> shape), schema);
    }

    private static JsonNode complete(JsonNode schema, String apiVersion, String kind) {
        ObjectNode complete = schema.isObject()
                ? ((ObjectNode) schema).deepCopy()
                : JsonNodeFactory.instance.objectNode().put("x-kubernetes-preserve-unknown-fields", true);
        complete.put("type", "object");
        ObjectNode properties = complete.withObject("/properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").putArray("allOf").addObject().put("$ref",
                "#/components/schemas/" + OBJECT_META);
        int slash = apiVersion.indexOf('/');
        complete.putArray("x-kubernetes-group-version-kind").addObject().put("group", apiVersion.substring(0, slash))
                .put("kind", kind).put("version", apiVersion.substring(slash + 1));
        return complete;
    }

    private static Column[] columns(JsonNode version) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.NAME);
        for (JsonNode column : version.path("additionalPrinterColumns")) {
            String path = column.path("jsonPath").asText();
            String type = column.path("type").asText();
            columns.add(new Column(column.path("name").asText(), type, column.path("format").asText(""),
                    column.path("priority").asInt(), (object, now) -> {
                        List<JsonNode> found = JsonPath.find(object, path);
                        if (found.isEmpty()) {
                            return NullNode.instance;
                        }
                        JsonNode value = found.getFirst();
                        return type.equals("date") ? Cells.age(value, now) : shown(value);
                    }));
        }
        if (columns.size() == 1) {
            columns.add(Column.AGE);
        }
        return columns.toArray(Column[]::new);
    }

    private static JsonNode shown(JsonNode value) {
        return value.isContainerNode() ? TextNode.valueOf(value.toString()) : value;
    }

    private static String[] texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts.toArray(String[]::new);
    }
}
