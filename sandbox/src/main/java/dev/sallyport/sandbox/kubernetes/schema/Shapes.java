package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Anything;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;
import dev.sallyport.sandbox.kubernetes.schema.Shape.ListOf;
import dev.sallyport.sandbox.kubernetes.schema.Shape.ListType;
import dev.sallyport.sandbox.kubernetes.schema.Shape.MapOf;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Scalar;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Scalar.Form;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Struct;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Reads shapes out of OpenAPI schemas, each named one once. */
public final class Shapes {

    private static final String REFERENCE = "#/components/schemas/";
    private static final Anything ANYTHING = Anything.WHOLE;

    /** Named schemas whose JSON form is not what their OpenAPI structure says. */
    private static final Map<String, Shape> SPECIAL = Map.ofEntries(
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.Time", new Scalar(Form.TIME, "v1.Time")),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", new Scalar(Form.TIME, "v1.MicroTime")),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", ANYTHING),
            Map.entry("io.k8s.apimachinery.pkg.runtime.RawExtension", ANYTHING),
            Map.entry("io.k8s.apimachinery.pkg.api.resource.Quantity", new Scalar(Form.QUANTITY, "resource.Quantity")),
            Map.entry("io.k8s.apimachinery.pkg.util.intstr.IntOrString",
                    new Scalar(Form.INT_OR_STRING, "intstr.IntOrString")),
            Map.entry("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON", ANYTHING),
            Map.entry("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray", ANYTHING),
            Map.entry("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool", ANYTHING),
            Map.entry("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
                    ANYTHING));

    private final Map<String, JsonNode> named;
    private final Map<String, Shape> read = new ConcurrentHashMap<>();

    /** Over named OpenAPI schemas that refer to each other. */
    public Shapes(Map<String, JsonNode> named) {
        this.named = Map.copyOf(named);
    }

    /** The shape of a named schema; a value of which nothing is known when there is none. */
    public Shape named(String name) {
        Shape special = SPECIAL.get(name);
        if (special != null) {
            return special;
        }
        Shape known = read.get(name);
        if (known != null) {
            return known;
        }
        JsonNode schema = named.get(name);
        Shape shape = schema == null ? ANYTHING : of(schema, name);
        read.put(name, shape);
        return shape;
    }

    /**
     * The shape of a schema.
     *
     * @param structName the name of the schema, or of the one around it, when it is an object with fields
     */
    public Shape of(JsonNode schema, String structName) {
        Optional<String> reference = reference(schema);
        if (reference.isPresent()) {
            return named(reference.get());
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return new Scalar(Form.INT_OR_STRING, "intstr.IntOrString");
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, structName);
            case "array" -> array(schema, structName);
            case "string" -> new Scalar(schema.path("format").asText().equals("byte") ? Form.BYTES : Form.STRING,
                    schema.path("format").asText().equals("byte") ? "[]uint8" : "string");
            case "integer" -> new Scalar(Form.INTEGER, schema.path("format").asText("int64"));
            case "number" -> new Scalar(Form.NUMBER, "float64");
            case "boolean" -> new Scalar(Form.BOOLEAN, "bool");
            default -> ANYTHING;
        };
    }

    private Shape object(JsonNode schema, String structName) {
        boolean atomic = schema.path("x-kubernetes-map-type").asText().equals("atomic");
        boolean keepsUnknown = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        JsonNode values = schema.path("additionalProperties");
        if (schema.has("properties")) {
            return new Struct(shortName(structName), structName, once(() -> fields(schema, structName)), atomic,
                    keepsUnknown);
        }
        if (values.isObject()) {
            return new MapOf(of(values, structName), atomic);
        }
        if (keepsUnknown || values.asBoolean()) {
            return new Anything(keepsUnknown);
        }
        return new Struct(shortName(structName), structName, Map::of, atomic, keepsUnknown);
    }

    private Map<String, Field> fields(JsonNode schema, String structName) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, Field> fields = new LinkedHashMap<>();
        schema.path("properties").forEachEntry((name, property) -> {
            String strategy = property.path("x-kubernetes-patch-strategy").asText();
            JsonNode absent = property.path("default");
            fields.put(name, new Field(of(property, structName), required.contains(name),
                    property.path("x-kubernetes-patch-merge-key").asText(), strategy.contains("merge"),
                    strategy.contains("retainKeys"), absent.isMissingNode() ? Optional.empty() : Optional.of(absent)));
        });
        return fields;
    }

    private Shape array(JsonNode schema, String structName) {
        ListType type = switch (schema.path("x-kubernetes-list-type").asText()) {
            case "set" -> ListType.SET;
            case "map" -> ListType.MAP;
            default -> ListType.ATOMIC;
        };
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return new ListOf(of(schema.path("items"), structName), type, keys);
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<String> reference(JsonNode schema) {
        JsonNode reference = schema.has("$ref") ? schema.get("$ref") : schema.path("allOf").path(0).path("$ref");
        return reference.isTextual()
                ? Optional.of(reference.asText().substring(REFERENCE.length()))
                : Optional.empty();
    }

    private static Supplier<Map<String, Field>> once(Supplier<Map<String, Field>> source) {
        return new Supplier<>() {
            private volatile @Nullable Map<String, Field> value;

            @Override
            public Map<String, Field> get() {
                Map<String, Field> present = value;
                if (present == null) {
                    present = source.get();
                    value = present;
                }
                return present;
            }
        };
    }
}
