package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/** YAML as JSON that still knows the line of each object. */
final class YamlObjects {

    private static final int LONGEST = 512 << 20; // characters; a dump of a big cluster's bindings has some ten million
    private static final int DEEPEST = 100;
    private static final int MOST_ALIASED = 100_000; // nodes that anchors may add: a bomb adds billions

    private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> seen = new IdentityHashMap<>();
    private int aliased;

    private YamlObjects() {}

    /**
     * One document.
     *
     * @param lineOf the 1-based line of an object or list in it; 0 where that is not known
     */
    record Document(JsonNode json, ToIntFunction<JsonNode> lineOf) {}

    /** All documents of a text. */
    static List<Document> read(String source, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(source).setUseMarks(true).setCodePointLimit(LONGEST)
                .build();
        List<Document> documents = new ArrayList<>();
        Composer nodes = new Composer(settings,
                new ShallowParser(new ParserImpl(settings, new StreamReader(settings, text)), DEEPEST + 1));
        while (nodes.hasNext()) {
            Node root = nodes.next();
            YamlObjects reader = new YamlObjects();
            JsonNode json = reader.json(root, 0);
            documents.add(new Document(json, node -> reader.lines.getOrDefault(node, 0)));
        }
        return documents;
    }

    private JsonNode json(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("it is nested more than " + DEEPEST + " deep");
        }
        if (seen.put(node, true) != null && ++aliased > MOST_ALIASED) {
            throw new YamlEngineException("its anchors make too much of it");
        }
        JsonNode json = switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> JsonNodeFactory.instance.nullNode();
        };
        if (json.isContainerNode()) {
            node.getStartMark().ifPresent(mark -> lines.put(json, mark.getLine() + 1));
        }
        return json;
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            object.set(key, json(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(scalar.getValue().equals("true"));
        }
        return JsonNodeFactory.instance.textNode(scalar.getValue());
    }
}
