package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DecoderTest {

    private static final KindRegistry KINDS = KindRegistry.standard();

    private static Shape shape(String apiVersion, String kind) {
        return KINDS.byApiVersion(apiVersion, kind).orElseThrow().shape().get();
    }

    private static ObjectNode json(String text) throws BodyText.Malformed {
        return (ObjectNode) BodyText.json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).value();
    }

    @Test
    void unknownFieldsAreLeftOutAndNamed() throws Exception {
        ObjectNode body = json("""
                {'metadata': {'name': 'x', 'foo': 1}, 'spec': {'containers': [{'name': 'a'}, {'name': 'b', 'imaeg': ''}]}}
                """);

        Decoder.Decoded decoded = Decoder.decode(body, shape("v1", "Pod"));

        assertThat(decoded.unknownFields()).containsExactly("metadata.foo", "spec.containers[1].imaeg");
        assertThat(decoded.object().at("/spec/containers/1").has("imaeg")).isFalse();
    }

    @Test
    void nullsAndEmptyCollectionsCountAsAbsent() throws Exception {
        Decoder.Decoded decoded = Decoder.decode(json("{'metadata': {'labels': {}, 'name': null}, 'data': {}}"),
                shape("v1", "ConfigMap"));

        assertThat(decoded.object()).isEqualTo(json("{'metadata': {}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'data': {'a': 1}}      | json: cannot unmarshal number into Go struct field ConfigMap.data of type string
            {'data': 'x'}           | json: cannot unmarshal string into Go struct field ConfigMap.data of type map[string]string
            {'immutable': 'x'}      | json: cannot unmarshal string into Go struct field ConfigMap.immutable of type bool
            """)
    void aWrongTypeIsSaidAsTheRealServerSaysIt(String body, String message) {
        assertThatThrownBy(() -> Decoder.decode(json(body), shape("v1", "ConfigMap"))).hasMessage(message);
    }

    @Test
    void doubledFieldsAreNamed() throws Exception {
        BodyText text = BodyText.json("{\"data\": {\"a\": \"1\", \"a\": \"2\"}}".getBytes(StandardCharsets.UTF_8));

        assertThat(text.duplicateFields()).containsExactly("data.a");
        assertThat(text.value().at("/data/a").asText()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":       | unexpected end of JSON input
            hello       | invalid character 'h' looking for beginning of value
            ''          | unexpected end of JSON input
            """)
    void malformedTextIsExplained(String text, String message) {
        assertThatThrownBy(() -> BodyText.json(text.getBytes(StandardCharsets.UTF_8))).hasMessage(message);
    }

    /** {@code ConfigMap x} with {@code data: a=b}, as a newer kubectl sends it. */
    private static final String CONFIG_MAP = "6b387300" + "0a0f" + "0a027631" + "1209" + "436f6e6669674d6170" + "120f"
            + "0a05" + "0a0178" + "1200" + "1206" + "0a0161" + "120162" + "1a00";

    @Test
    void theBinaryFormIsRead() throws Exception {
        JsonNode read = ProtobufBody.read(HexFormat.of().parseHex(CONFIG_MAP),
                "io.k8s.api.core.v1.ConfigMap", shape("v1", "ConfigMap"));

        assertThat(read).isEqualTo(
                json("{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'x'}, 'data': {'a': 'b'}}"));
    }

    @Property(tries = 500)
    void damagedBinaryBodiesAreRefusedInOrder(@ForAll byte[] garbage) {
        byte[] body = new byte[garbage.length + 4];
        System.arraycopy(new byte[]{'k', '8', 's', 0}, 0, body, 0, 4);
        System.arraycopy(garbage, 0, body, 4, garbage.length);

        try {
            ProtobufBody.read(body, "io.k8s.api.core.v1.Pod", shape("v1", "Pod"));
        } catch (BodyText.Malformed e) {
            assertThat(e).hasMessage("unexpected EOF");
        }
    }

    @Test
    void bytesAreKeptWithoutLineBreaksAsTheRealServerShowsThem() throws Exception {
        Decoder.Decoded decoded = Decoder.decode(json("{'data': {'a': 'YW\\nJj\\r\\n', 'b': 'YR==', 'c': '\\n'}}"),
                shape("v1", "Secret"));

        assertThat(decoded.object()).isEqualTo(json("{'data': {'a': 'YWJj', 'b': 'YQ==', 'c': ''}}"));
    }
}
