package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.mapping.AwsAuth;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a text with manifests: one object, several YAML documents, JSON objects one after the other, or the lists that
 * {@code kubectl get -o yaml} and {@code -o json} write. A text that is nothing but the map, as a ConfigMap or as the data
 * of one, keeps its own lines.
 */
public final class ManifestText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String source;
    private final List<ClusterObject> objects = new ArrayList<>();

    private ManifestText(String source) {
        this.source = source;
    }

    /**
     * Reads a text. Never throws for anything that it contains.
     *
     * @param source the file's name, as places are to give it
     */
    public static ManifestOutcome read(String source, String text) {
        ManifestText reader = new ManifestText(source);
        try {
            List<YamlObjects.Document> documents = documents(source, text);
            if (documents.size() == 1 && isMapAlone(documents.getFirst().json())) {
                return new ManifestOutcome.Read(
                        new ClusterObjects(List.of(), Optional.of(AwsAuth.parseManifest(source, text))));
            }
            documents.forEach(reader::document);
            return new ManifestOutcome.Read(ClusterObjects.of(reader.objects));
        } catch (MarkedYamlEngineException e) {
            return new ManifestOutcome.Broken(source + e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1))
                    .orElse(""), "this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            return new ManifestOutcome.Broken(source, "this is no YAML: " + e.getMessage());
        }
    }

    /** JSON where it is that, because a dump's is read several times faster so; what only begins like it is YAML. */
    private static List<YamlObjects.Document> documents(String source, String text) {
        if (text.stripLeading().startsWith("{")) {
            try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(text)) {
                List<YamlObjects.Document> documents = new ArrayList<>();
                while (all.hasNextValue()) {
                    documents.add(new YamlObjects.Document(all.nextValue(), _ -> 0));
                }
                return documents;
            } catch (IOException e) {
                return YamlObjects.read(source, text);
            }
        }
        return YamlObjects.read(source, text);
    }

    private static boolean isMapAlone(JsonNode root) {
        String kind = root.path("kind").asText();
        boolean bare = kind.isEmpty() && root.isObject()
                && (root.has("mapRoles") || root.has("mapUsers") || root.has("mapAccounts"));
        return bare || (kind.equals("ConfigMap")
                && ClusterSnapshot.isAwsAuth(ClusterObject.of("v1", kind, root, "")));
    }

    private void document(YamlObjects.Document document) {
        add(document, document.json(), "", "");
    }

    private void add(YamlObjects.Document document, JsonNode node, String listVersion, String listKind) {
        String version = node.path("apiVersion").asText(listVersion);
        String kind = node.path("kind").asText(listKind);
        if (kind.endsWith("List") && node.path("items").isArray()) {
            String of = kind.equals("List") ? "" : kind.substring(0, kind.length() - "List".length());
            node.path("items").forEach(item -> add(document, item, of.isEmpty() ? "" : version, of));
        } else if (!kind.isEmpty() && !node.path("metadata").path("name").asText("").isEmpty()) {
            int line = document.lineOf().applyAsInt(node);
            objects.add(ClusterObject.of(version, kind, node, source + (line > 0 ? ":" + line : "")));
        }
    }
}
