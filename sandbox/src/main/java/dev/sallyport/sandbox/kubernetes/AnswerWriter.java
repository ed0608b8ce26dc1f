package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Writes answers onto the wire. */
final class AnswerWriter {

    private static final List<String> PRETTY_AGENTS = List.of("curl", "Wget", "Mozilla/5.0");

    private static final ObjectWriter PRETTY = new ObjectMapper().writer(new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("").withArrayEmptySeparator(""))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")).withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** Made when somebody first asks for YAML, which nobody may. */
    private static final class Yaml {
        static final ObjectMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE).disable(YAMLGenerator.Feature.SPLIT_LINES).build())
                .configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true);
    }

    private AnswerWriter() {}

    static void write(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.code());
        response.putHeader("Audit-Id", UUID.randomUUID().toString());
        if (!answer.headers().containsKey("Cache-Control")) {
            response.putHeader("Cache-Control", "no-cache, private");
        }
        answer.headers().forEach(response::putHeader);
        List<String> warnings = WarningHeaders.of(answer.warnings());
        if (!warnings.isEmpty()) {
            response.putHeader("Warning", warnings);
        }
        switch (answer.body()) {
            case Answer.Body.Json object -> {
                if (!answer.headers().containsKey("Content-Type")) {
                    response.putHeader("Content-Type", object.form().contentType());
                }
                response.end(Buffer.buffer(object.form().yaml()
                        ? yaml(object.value())
                        : json(object.value(), isPretty(request))));
            }
            case Answer.Body.Bytes bytes -> {
                if (!bytes.contentType().isEmpty()) {
                    response.putHeader("Content-Type", bytes.contentType());
                }
                response.end(bytes.value());
            }
            case Answer.Body.Stream stream -> {
                response.putHeader("Content-Type", MediaTypes.JSON);
                stream.watch().start(response);
            }
        }
    }

    /** People who look with curl or a browser get it indented, as with a real API server. */
    private static boolean isPretty(HttpServerRequest request) {
        String asked = pretty(request);
        if (!asked.isEmpty()) {
            return !asked.equals("false") && !asked.equals("0");
        }
        String agent = Texts.headers(request).get("User-Agent");
        return PRETTY_AGENTS.stream().anyMatch(agent::startsWith);
    }

    private static String pretty(HttpServerRequest request) {
        try {
            return Texts.query(request).get("pretty");
        } catch (IllegalArgumentException e) {
            return ""; // the query is what this answer complains of
        }
    }

    private static byte[] json(JsonNode value, boolean pretty) {
        try {
            String text = pretty ? PRETTY.writeValueAsString(value) : value + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static byte[] yaml(JsonNode value) {
        try {
            return Yaml.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
