package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.sandbox.kubernetes.schema.BundledJson;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.schema.Shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every kind that the API serves at the moment: those of this package, and those that custom resource definitions add
 * and take away while it runs.
 */
public final class KindRegistry {

    private final Map<String, JsonNode> schemas;
    private final Shapes shapes;
    private final Map<String, String> schemaNames;
    private final List<Kind> builtIn;
    private volatile List<CustomKinds.Custom> custom = List.of();

    private KindRegistry(Map<String, JsonNode> schemas, Shapes shapes, Map<String, String> schemaNames,
            List<Kind> builtIn) {
        this.schemas = Map.copyOf(schemas);
        this.shapes = shapes;
        this.schemaNames = Map.copyOf(schemaNames);
        this.builtIn = List.copyOf(builtIn);
    }

    /** The kinds that a cluster's user meets. */
    public static KindRegistry standard() {
        Map<String, JsonNode> schemas = readSchemas();
        Shapes shapes = new Shapes(schemas);
        Map<String, String> schemaNames = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> schema.path("x-kubernetes-group-version-kind")
                .forEach(kind -> schemaNames.put(key(kind.path("group").asText(),
                        kind.path("version").asText(), kind.path("kind").asText()), name)));
        List<Kind> kinds = Stream.of(CoreKinds.all(), WorkloadKinds.all(), AccessKinds.all(), OtherKinds.all())
                .flatMap(List::stream).map(builder -> {
                    String name = key(builder.group(), builder.version(), builder.name());
                    String schema = Optional.ofNullable(schemaNames.get(name)).orElseThrow(
                            () -> new IllegalStateException("schemas.json has no schema for the kind " + name));
                    return builder.shaped(() -> shapes.named(schema));
                }).toList();
        return new KindRegistry(schemas, shapes, schemaNames, kinds);
    }

    private static Map<String, JsonNode> readSchemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        BundledJson.read("schemas.json").forEachEntry(schemas::put);
        return schemas;
    }

    /** All kinds: group by group in the order in which discovery names them. */
    public List<Kind> all() {
        List<Kind> all = new ArrayList<>(builtIn);
        custom.forEach(added -> all.add(added.kind()));
        return all;
    }

    /** The named OpenAPI schemas of the kinds that are built in. */
    public Map<String, JsonNode> schemas() {
        return schemas;
    }

    /** The kind that a path names. */
    public Optional<Kind> byPath(String group, String version, String plural) {
        return find(kind -> kind.group().equals(group) && kind.version().equals(version)
                && kind.plural().equals(plural));
    }

    /** The kind that an object names. */
    public Optional<Kind> byApiVersion(String apiVersion, String name) {
        return find(kind -> kind.apiVersion().equals(apiVersion) && kind.name().equals(name));
    }

    /** Whether anything is served of this group. */
    public boolean hasGroup(String group) {
        return all().stream().anyMatch(kind -> kind.group().equals(group));
    }

    /** Reads the shapes of further schemas, which may refer to those of the kinds built in. */
    public Shapes shapes() {
        return shapes;
    }

    /** The shape of a named schema, of a kind or not. */
    public Shape shape(String schemaName) {
        return shapes.named(schemaName);
    }

    /** The OpenAPI schema of a kind. */
    public JsonNode schema(Kind kind) {
        return custom.stream().filter(added -> added.kind().equals(kind)).map(CustomKinds.Custom::schema).findFirst()
                .orElseGet(() -> schemas.getOrDefault(schemaName(kind), MissingNode.getInstance()));
    }

    /** What the OpenAPI schema of a kind is called. */
    public String schemaName(Kind kind) {
        String known = schemaNames.get(key(kind.group(), kind.version(), kind.name()));
        if (known != null) {
            return known;
        }
        List<String> reversed = List.of(kind.group().split("\\.", -1)).reversed();
        return String.join(".", reversed) + "." + kind.version() + "." + kind.name();
    }

    private static String key(String group, String version, String name) {
        return group + "/" + version + "/" + name;
    }

    /**
     * Serves these versions of a custom resource in the place of all that it had, at once: who looks a version up that
     * stays always finds it.
     */
    public synchronized void serve(String group, String plural, List<CustomKinds.Custom> versions) {
        List<CustomKinds.Custom> next = new ArrayList<>();
        int place = -1;
        for (CustomKinds.Custom known : custom) {
            if (known.kind().group().equals(group) && known.kind().plural().equals(plural)) {
                place = place < 0 ? next.size() : place;
            } else {
                next.add(known);
            }
        }
        next.addAll(place < 0 ? next.size() : place, versions);
        custom = List.copyOf(next);
    }

    private Optional<Kind> find(Predicate<Kind> wanted) {
        return Stream.concat(builtIn.stream(), custom.stream().map(CustomKinds.Custom::kind)).filter(wanted)
                .findFirst();
    }
}
