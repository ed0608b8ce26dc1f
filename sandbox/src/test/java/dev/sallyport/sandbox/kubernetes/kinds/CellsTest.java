package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class CellsTest {

    private static JsonNode json(String text) throws BodyText.Malformed {
        return BodyText.json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).value();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT9M59S, 9m59s", "PT10M1S, 10m", "PT3H, 3h", "PT7H1M, 7h1m",
        "PT47H, 47h", "PT50H, 2d2h", "P9D, 9d", "P730D, 2y", "P800D, 2y70d", "P3000D, 8y", "PT-5S, <invalid>"})
    void agesAreShownInTwoUnitsWhileTheyMatter(String duration, String shown) {
        assertThat(Cells.human(Duration.parse(duration))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'status': {'phase': 'Pending'}}                                                                 | Pending
            {'status': {'phase': 'Running', 'containerStatuses': [{'ready': true, 'state': {'running': {}}}]}} | Running
            {'status': {'phase': 'Pending', 'containerStatuses': [{'state': {'waiting': {'reason': 'ImagePullBackOff'}}}]}} | ImagePullBackOff
            {'status': {'phase': 'Failed', 'containerStatuses': [{'state': {'terminated': {'exitCode': 3}}}]}} | ExitCode:3
            {'status': {'phase': 'Failed', 'containerStatuses': [{'state': {'terminated': {'signal': 9}}}]}} | Signal:9
            {'status': {'phase': 'Failed', 'reason': 'Evicted'}}                                             | Evicted
            {'metadata': {'deletionTimestamp': 'x'}, 'status': {'phase': 'Running'}}                         | Terminating
            {'spec': {'initContainers': [{}, {}]}, 'status': {'initContainerStatuses': [{'state': {'running': {}}}]}} | Init:0/2
            """)
    void aPodsStatusSaysWhatItsContainersDo(String pod, String status) throws Exception {
        assertThat(PodCells.status(json(pod))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .spec.user                                        | alice
            .spec.groups[0]                                   | dev
            .status.conditions[?(@.type=="Ready")].status     | True
            .metadata.annotations.example\\.com/x             | y
            ['spec']['user']                                  | alice
            """)
    void columnsOfCustomResourcesAreFoundByPath(String path, String value) throws Exception {
        JsonNode object = json("""
                {'metadata': {'annotations': {'example.com/x': 'y'}}, 'spec': {'user': 'alice', 'groups': ['dev']},
                 'status': {'conditions': [{'type': 'Other', 'status': 'False'}, {'type': 'Ready', 'status': 'True'}]}}
                """);

        assertThat(JsonPath.find(object, path)).extracting(JsonNode::asText).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'matchLabels': {'b': '2', 'a': '1'}}                                          | a=1,b=2
            {'matchExpressions': [{'key': 'k', 'operator': 'In', 'values': ['y', 'x']}]}   | k in (x,y)
            {'matchExpressions': [{'key': 'k', 'operator': 'DoesNotExist'}]}               | !k
            {}                                                                             | <none>
            """)
    void selectorsAreShownAsTheyAreTyped(String selector, String shown) throws Exception {
        assertThat(Cells.selector(json(selector))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'status': {'containerStatuses': [{'restartCount': 0}]}}  | 0
            {'status': {'containerStatuses': [{'restartCount': 2, 'lastState': {'terminated': {'finishedAt': '2026-01-01T00:00:00Z'}}}]}} | 2 (60m ago)
            """)
    void restartsSayHowLongAgoTheLastWas(String pod, String shown) throws Exception {
        assertThat(PodCells.restarts(json(pod), Instant.parse("2026-01-01T01:00:00Z")).asText()).isEqualTo(shown);
    }
}
