package dev.sallyport.cluster.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Two edits, wrapped in every way in which one gets an audit log. */
final class AuditLogFormsTest {

    private static final WrittenEvent ONE = WrittenEvent.of("update", 1).answering("- userarn: a\n");
    private static final WrittenEvent TWO = WrittenEvent.of("update", 2).answering("- userarn: b\n");

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("JSON lines of an API server", ONE.line() + "\n" + TWO.line() + "\n"),
                arguments("an EventList", "{\"kind\": \"EventList\", \"apiVersion\": \"audit.k8s.io/v1\", \"items\": ["
                        + ONE.line() + ", " + TWO.line() + "]}"),
                arguments("a JSON array", "[\n  " + ONE.json().toPrettyString() + ",\n  " + TWO.line() + "\n]\n"),
                arguments("a JSON array on one line", "[" + ONE.line() + "," + TWO.line() + "]"),
                arguments("pretty objects one after another",
                        ONE.json().toPrettyString() + "\n" + TWO.json().toPrettyString()),
                arguments("an export to S3", "2026-11-25T10:00:01.000Z " + ONE.line() + "\n2026-11-25T10:00:02.000Z "
                        + TWO.line() + "\n"),
                arguments("filter-log-events", """
                        {
                            "events": [
                                {"logStreamName": "kube-apiserver-audit-1", "timestamp": 1, "message": %s,
                                 "ingestionTime": 2, "eventId": "1"},
                                {"logStreamName": "kube-apiserver-audit-2", "timestamp": 2, "message": %s,
                                 "ingestionTime": 2, "eventId": "2"}
                            ],
                            "searchedLogStreams": []
                        }
                        """.formatted(ONE.quoted(), TWO.quoted())),
                arguments("a subscription's records",
                        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":" + ONE.quoted()
                                + "}]}{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"2\",\"message\":"
                                + TWO.quoted() + "}]}"),
                arguments("Logs Insights, CSV", "@timestamp,@message\n2026-11-25 10:00:01.000," + ONE.cell()
                        + "\n2026-11-25 10:00:02.000," + TWO.cell() + "\n"),
                arguments("Logs Insights, JSON", "[{\"@timestamp\": \"2026-11-25 10:00:01.000\", \"@message\": "
                        + ONE.quoted() + "}, {\"@message\": " + TWO.line() + "}]"),
                arguments("get-query-results", "{\n \"results\": [[{\"field\": \"@message\", \"value\": " + ONE.quoted()
                        + "}], [{\"field\": \"@message\", \"value\": " + TWO.quoted()
                        + "}]], \"status\": \"Complete\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void bothEditsAreFound(String form, String log) {
        AuditTrail trail = read(log.getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages()).isEmpty();
        assertThat(trail.edits()).extracting(edit -> edit.data().orElseThrow())
                .containsExactly(Map.of("mapUsers", "- userarn: a\n"), Map.of("mapUsers", "- userarn: b\n"));
    }

    @ParameterizedTest(name = "{0}, gzipped")
    @MethodSource("forms")
    void bothAreFoundInAGzippedOne(String form, String log) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(log.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(bytes.toByteArray()).edits()).hasSize(2);
    }

    @Test
    void aDamagedLineIsNamedAndLeftOut() {
        AuditTrail trail = read((ONE.line() + "\n" + TWO.line().substring(0, 300) + "\n" + "gibberish\n"
                + WrittenEvent.of("update", 3).answering("- userarn: c\n").line() + "\n")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages()).extracting(AuditDamage::place).containsExactly("line 2", "line 3");
        assertThat(trail.edits()).hasSize(2);
    }

    @Test
    void aDamagedFirstLineDoesNotHideTheOthers() {
        AuditTrail trail = read(("{\"kind\":\"Ev\n" + ONE.line() + "\n" + TWO.line()).getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages()).extracting(AuditDamage::place).containsExactly("line 1");
        assertThat(trail.edits()).hasSize(2);
    }

    @Test
    void aDocumentThatIsCutOffGivesWhatStoodBefore() {
        AuditTrail trail = read(("{\n\"kind\": \"EventList\", \"items\": [\n" + ONE.line() + ",\n"
                + TWO.line().substring(0, 200)).getBytes(StandardCharsets.UTF_8));

        assertThat(trail.edits()).hasSize(1);
        assertThat(trail.damages()).singleElement()
                .satisfies(damage -> assertThat(damage.place()).startsWith("line 4"));
    }

    @Test
    void aMessageThatCloudWatchCutOffIsNamed() {
        AuditTrail trail = read(("{\"events\": [{\"message\": \"{\\\"kind\\\":\\\"Event\\\",\\\"api\"}, {\"message\": "
                + TWO.quoted() + "}]}").getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages()).hasSize(1);
        assertThat(trail.edits()).hasSize(1);
    }

    @Test
    void aRowThatAStrayQuoteLeavesOpenIsGivenUpAndTheRowsBehindItAreRead() {
        StringBuilder log = new StringBuilder("@timestamp,@message\n2026,\"not closed\n");
        int lines = 50_000; // 100 characters each, 5 MB
        log.repeat("x".repeat(99) + "\n", lines);
        log.append("2026,").append(ONE.cell()).append('\n');

        AuditTrail trail = read(log.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages().getFirst().place()).matches("line 2 to 4\\d{4}");
        assertThat(trail.damages().getFirst().why()).contains("a quote is not closed");
        assertThat(trail.edits()).hasSize(1);
    }

    @Test
    void anInsightsQueryWithoutTheMessageSaysWhatIsMissing() {
        AuditTrail trail = read("@timestamp,@logStream\n2026,kube\n".getBytes(StandardCharsets.UTF_8));

        assertThat(trail.damages()).singleElement()
                .satisfies(damage -> assertThat(damage.why()).contains("no column @message"));
    }

    static AuditTrail read(byte[] log) {
        try {
            return AuditTrail.read(new ByteArrayInputStream(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
