package dev.sallyport.conformance.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.audit.AuditEdit;
import dev.sallyport.cluster.audit.AuditTrail;
import dev.sallyport.conformance.Scratch;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a real API server wrote into its audit log while the map was changed in every way, held against the map. */
@Tag("conformance")
final class RealServerAuditTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theEditsInARealAuditLogAreTheOnesThatWereMade() throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path log = scratch.folder().resolve("audit.log");
            Path policy = Files.writeString(scratch.folder().resolve("policy.yaml"), """
                    apiVersion: audit.k8s.io/v1
                    kind: Policy
                    rules:
                    - level: RequestResponse
                      resources: [{group: "", resources: [configmaps]}]
                    - level: None
                    """);
            try (RealApi api = RealApi.startOrSkip("edits in an audit log", Map.of("SALLYPORT_APISERVER_FLAGS",
                    "--audit-log-path=" + log + " --audit-policy-file=" + policy + " --audit-log-mode=blocking"))) {
                List<Map<String, String>> made = changeInEveryWay(new TestedMap(api.connection()));
                await().atMost(Duration.ofSeconds(10)).until(() -> read(log).edits().size() == made.size());

                AuditTrail trail = read(log);
                assertThat(trail.damages()).isEmpty();
                assertThat(trail.edits()).extracting(edit -> edit.data().orElseThrow())
                        .containsExactlyElementsOf(made);
                assertThat(trail.edits()).extracting(AuditEdit::user).containsOnly("admin");
                assertThat(trail.edits()).extracting(AuditEdit::userAgent).containsOnly("sallyport");

                AuditTrail withoutAnswers = AuditTrail.read(new ByteArrayInputStream(
                        withoutAnswers(log).getBytes(StandardCharsets.UTF_8)));
                assertThat(withoutAnswers.edits()).extracting(edit -> edit.data().orElseThrow())
                        .containsExactlyElementsOf(made);
            }
        }
    }

    /** Changes the map, and gives back what it was after each. */
    private static List<Map<String, String>> changeInEveryWay(TestedMap map) {
        List<Map<String, String>> made = new ArrayList<>();
        List<Runnable> changes = List.of(
                () -> map.edit(Map.of("mapRoles", "- rolearn: a\n")), // create
                () -> patch(map, PatchType.JSON_MERGE, "{\"data\": {\"mapUsers\": \"- userarn: u\\n\"}}"),
                () -> patch(map, PatchType.STRATEGIC_MERGE, "{\"data\": {\"mapRoles\": null}}"),
                () -> patch(map, PatchType.JSON,
                        "[{\"op\": \"add\", \"path\": \"/data/mapAccounts\", \"value\": \"- \\\"1\\\"\\n\"}]"),
                () -> patch(map, PatchType.STRATEGIC_MERGE,
                        "{\"data\": {\"$patch\": \"replace\", \"mapUsers\": \"- userarn: v\\n\"}}"),
                () -> map.cluster().client().configMaps().inNamespace("kube-system").resource(new ConfigMapBuilder(
                        map.configMap().get()).withData(Map.of("mapRoles", "- rolearn: é\n")).build()).update(),
                () -> map.cluster().client().configMaps().inNamespace("kube-system").resource(new ConfigMapBuilder()
                        .withNewMetadata().withName("aws-auth").endMetadata()
                        .withData(Map.of("mapUsers", "- userarn: w\n")).build()).forceConflicts().serverSideApply(),
                () -> map.configMap().delete(),
                () -> map.edit(Map.of("mapRoles", "- rolearn: b\n")),
                () -> map.write("mapUsers", "- userarn: ours\n"));
        for (Runnable change : changes) {
            change.run();
            made.add(map.configMap().get() == null ? Map.of() : map.data());
        }
        map.configMap().edit(now -> new ConfigMapBuilder(now).editMetadata().addToLabels("team", "x").endMetadata()
                .build()); // no edit of the text
        return made;
    }

    private static void patch(TestedMap map, PatchType type, String patch) {
        map.configMap().patch(PatchContext.of(type), patch);
    }

    private static AuditTrail read(Path log) throws IOException {
        try (var in = Files.newInputStream(log)) {
            return AuditTrail.read(in);
        }
    }

    private static String withoutAnswers(Path log) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(((ObjectNode) JSON.readTree(line)).without(List.of("responseObject")).toString());
        }
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
