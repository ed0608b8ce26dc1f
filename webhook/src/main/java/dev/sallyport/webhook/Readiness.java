package dev.sallyport.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.mapping.SourceHealth;
import io.vertx.core.buffer.Buffer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Whether the webhook can answer: when every source has rules to give. A source that serves older rules is degraded, not
 * unready: answering from the last good rules is better than not at all, and the page says which and why.
 */
record Readiness(boolean ready, List<MappingTables.SourceState> sources) {

    private static final JsonFactory JSON = new JsonFactory();

    static Readiness of(MappingTables tables) {
        List<MappingTables.SourceState> states = tables.states();
        return new Readiness(states.stream().noneMatch(state -> state.health() instanceof SourceHealth.NotYetRead),
                states);
    }

    int status() {
        return ready ? 200 : 503;
    }

    String text() {
        StringBuilder out = new StringBuilder(ready ? "ready\n" : "not ready\n");
        for (MappingTables.SourceState source : sources) {
            out.append(Printable.of(source.name())).append(": ").append(WebhookMetrics.state(source.health()))
                    .append(", ").append(source.rules()).append(source.rules() == 1 ? " rule" : " rules");
            String why = why(source.health());
            out.append(why.isEmpty() ? "\n" : ": " + Printable.of(why) + "\n");
        }
        return out.toString();
    }

    Buffer json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeBooleanField("ready", ready);
            json.writeArrayFieldStart("sources");
            for (MappingTables.SourceState source : sources) {
                json.writeStartObject();
                json.writeStringField("name", source.name());
                json.writeStringField("state", WebhookMetrics.state(source.health()));
                json.writeNumberField("rules", source.rules());
                String why = why(source.health());
                if (!why.isEmpty()) {
                    json.writeStringField("why", why);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static String why(SourceHealth health) {
        return switch (health) {
            case SourceHealth.Current current -> "";
            case SourceHealth.Degraded degraded -> degraded.why();
            case SourceHealth.NotYetRead notYet -> notYet.why();
        };
    }
}
