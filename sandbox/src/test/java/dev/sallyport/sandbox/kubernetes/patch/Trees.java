package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON for tests: written with single quotes, or made up. */
final class Trees {

    private static final KindRegistry KINDS = KindRegistry.standard();

    private Trees() {}

    static JsonNode json(String text) {
        try {
            return BodyText.json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).value();
        } catch (BodyText.Malformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    static Shape shape(String apiVersion, String kind) {
        return KINDS.byApiVersion(apiVersion, kind).orElseThrow().shape().get();
    }

    /** Objects of a few keys that often coincide. */
    static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaf = Arbitraries.integers().between(0, 3)
                .map(number -> (JsonNode) JsonNodeFactory.instance.numberNode(number));
        return Arbitraries.lazyOf(() -> leaf, () -> leaf, () -> objects().map(object -> (JsonNode) object));
    }

    static Arbitrary<ObjectNode> objects() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.lazy(Trees::values)).ofMaxSize(3)
                .map(Trees::object);
    }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        return JsonNodeFactory.instance.objectNode().setAll(fields);
    }
}
