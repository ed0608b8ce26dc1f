package dev.sallyport.conformance.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.peers.ApiClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays {@code cases.yaml} in front of a Kubernetes API and compares what every webhook was sent and every client got with
 * {@code transcripts.json}, which the real API server was seen to do. The real server is held to it too, so that it
 * stays what the real one does. With {@code -Dsallyport.admission.record} the real server's run writes it anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdmissionContract {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String CASES = "cases.yaml";
    private static final String TRANSCRIPTS = "transcripts.json";

    private final ObjectNode recorded = JSON.createObjectNode();
    private @Nullable AdmissionStage stage;

    /** Somebody in {@code system:masters}. The cluster lives as long as the test class. */
    abstract ApiClient admin();

    /** Whether a configuration is in force when its write is answered, or some moments later. */
    abstract boolean noticesAtOnce();

    /** Where kubectl finds the cluster. */
    abstract Path kubeconfig();

    /** Ends the cluster. */
    abstract void end();

    /** Whether what is seen here is written down, for the others to be compared with. */
    boolean records() {
        return false;
    }

    AdmissionStage stage() {
        if (stage == null) {
            stage = new AdmissionStage(admin(), noticesAtOnce());
        }
        return stage;
    }

    @TestFactory
    Stream<DynamicTest> webhooksAreAskedAndAnsweredAsByTheRealServer() {
        JsonNode transcripts = records() ? JSON.createObjectNode() : read(TRANSCRIPTS, JSON);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode test : read(CASES, new YAMLMapper())) {
            String name = test.path("name").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                ObjectNode seen = stage().play(test);
                recorded.set(name, seen);
                if (!records()) {
                    assertThat(text(seen)).isEqualTo(text(transcripts.path(name)));
                }
            }));
        }
        return tests.stream();
    }

    @Test
    void aWriteThatOthersOvertakeWhileItIsAskedAboutIsAskedAboutAnew() {
        String maps = "/api/v1/namespaces/default/configmaps";
        admin().post(maps, "{\"metadata\":{\"name\":\"overtaken\"}}");
        stage().configure("[{}]");
        stage().webhook().takeAllBut("");
        stage().webhook().meanwhile(() -> mergeInto(maps + "/overtaken", "{\"data\":{\"by\":\"another\"}}"));

        admin().send("PUT", maps + "/overtaken", Map.of("Content-Type", "application/json"),
                "{\"metadata\":{\"name\":\"overtaken\"},\"data\":{\"by\":\"me\"}}").succeeds();

        assertThat(stage().webhook().takeAllBut("")).extracting(sent -> sent.review().at("/request/oldObject/data/by")
                .asText("nobody") + " -> " + sent.review().at("/request/object/data/by").asText())
                .containsExactly("nobody -> me", "nobody -> another", "another -> me");
        assertThat(admin().get(maps + "/overtaken").json().at("/data/by").asText()).isEqualTo("me");
        admin().delete(maps + "/overtaken");
    }

    @Test
    void servicesThatAreMadeWhileOneIsAskedAboutGetOtherAddresses() {
        String services = "/api/v1/namespaces/default/services";
        String service = "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"type\":\"NodePort\",\"ports\":[{\"port\":80}]}}";
        stage().configure("[{rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1],"
                + " resources: [services]}]}]");
        stage().webhook().meanwhile(() -> admin().post(services, service.formatted("fast")).succeeds());

        JsonNode slow = admin().post(services, service.formatted("slow")).succeeds().json();

        JsonNode fast = admin().get(services + "/fast").succeeds().json();
        for (String number : List.of("/spec/clusterIP", "/spec/ports/0/nodePort")) {
            assertThat(slow.at(number).asText()).as(number).isNotEmpty().isNotEqualTo(fast.at(number).asText());
        }
        admin().delete(services + "/slow");
        admin().delete(services + "/fast");
    }

    @Test
    void whatIsMadeWhileItsApplyIsAskedAboutIsAppliedTo() {
        String map = "/api/v1/namespaces/default/configmaps/applied";
        stage().configure("[{}]");
        stage().webhook().meanwhile(() -> admin().post("/api/v1/namespaces/default/configmaps",
                "{\"metadata\":{\"name\":\"applied\"},\"data\":{\"theirs\":\"1\"}}").succeeds());

        admin().send("PATCH", map + "?fieldManager=me", Map.of("Content-Type", "application/apply-patch+yaml"), """
                {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "applied"}, "data": {"mine": "2"}}""")
                .succeeds();

        assertThat(admin().get(map).json().path("data").toString()).isEqualTo("{\"mine\":\"2\",\"theirs\":\"1\"}");
        admin().delete(map);
    }

    @Test
    void aPodThatIsHeldWhileItsEvictionIsAskedAboutIsOnlyMarked() {
        String accounts = "/api/v1/namespaces/default/serviceaccounts";
        String pods = "/api/v1/namespaces/default/pods";
        String pod = pods + "/held";
        admin().post(accounts, "{\"metadata\":{\"name\":\"holder\"}}").succeeds();
        admin().post(pods, """
                {"metadata": {"name": "held"}, "spec": {"serviceAccountName": "holder",
                 "automountServiceAccountToken": false, "containers": [{"name": "c", "image": "i"}]}}""").succeeds();
        stage().configure("[{rules: [{operations: ['*'], apiGroups: [''], apiVersions: [v1],"
                + " resources: [pods/eviction]}]}]");
        stage().webhook().takeAllBut("");
        stage().webhook().meanwhile(() -> mergeInto(pod, "{\"metadata\":{\"finalizers\":[\"example.com/held\"]}}"));

        admin().post(pod + "/eviction", """
                {"kind": "Eviction", "apiVersion": "policy/v1", "metadata": {"name": "held"}}""").succeeds();

        assertThat(stage().webhook().takeAllBut("")).hasSize(1);
        JsonNode left = admin().get(pod).succeeds().json();
        assertThat(left.at("/metadata/finalizers/0").asText()).isEqualTo("example.com/held");
        assertThat(left.at("/metadata/deletionTimestamp").asText()).isNotEmpty();
        mergeInto(pod, "{\"metadata\":{\"finalizers\":null}}");
        admin().delete(accounts + "/holder");
    }

    private void mergeInto(String path, String change) {
        admin().send("PATCH", path, Map.of("Content-Type", "application/merge-patch+json"), change).succeeds();
    }

    @Test
    void kubectlShowsWarningsAndDenials() {
        for (String minor : List.of("1.27", "1.36")) {
            Kubectl kubectl = Kubectl.of(minor, kubeconfig());
            stage().configure("[{answer: {allowed: true, warnings: ['mind the gap']}}]");
            assertThat(kubectl.run("create", "configmap", "shown")).isEqualTo("""
                    configmap/shown created
                    Warning: mind the gap
                    exit 0""");
            stage().configure(
                    "[{answer: {allowed: false, warnings: [look], status: {message: \"line 7: no\\ntwice no\"}}}]");
            assertThat(kubectl.run("create", "configmap", "refused")).isEqualTo("""
                    Warning: look
                    error: failed to create configmap: admission webhook "one.sallyport.test" denied the request: line 7: no
                    twice no
                    exit 1""");
            stage().configure("[{answer: {allowed: false, status: {code: 403, reason: Forbidden, message: kept}}}]");
            assertThat(kubectl.run("delete", "configmap", "shown")).isEqualTo("""
                    Error from server (Forbidden): admission webhook "one.sallyport.test" denied the request: kept
                    exit 1""");
            stage().configure("[{at: no-service}]");
            assertThat(kubectl.run("delete", "configmap", "shown")).isEqualTo("""
                    Error from server (InternalError): Internal error occurred: failed calling webhook \
                    "one.sallyport.test": failed to call webhook: Post \
                    "https://absent.default.svc:443/one.sallyport.test?timeout=20s": service "absent" not found
                    exit 1""");
            stage().configure("[]");
            assertThat(kubectl.run("delete", "configmap", "shown")).isEqualTo("""
                    configmap "shown" deleted%s
                    exit 0""".formatted(minor.equals("1.27") ? "" : " from default namespace"));
        }
    }

    @AfterAll
    void leave() throws IOException {
        try {
            if (records()) {
                record();
            }
            if (stage != null) {
                stage.close();
            }
        } finally {
            end();
        }
    }

    /** Only a whole recording replaces the last one: a run that was broken off says nothing about the other cases. */
    private void record() throws IOException {
        if (recorded.size() < read(CASES, new YAMLMapper()).size()) {
            System.err.println("not recorded: only " + recorded.size() + " cases were played to their end");
            return;
        }
        Path folder = Checkout.root().resolve("conformance/src/test/resources/dev/sallyport/conformance/admission");
        Files.writeString(folder.resolve(TRANSCRIPTS), text(recorded) + "\n");
    }

    private static JsonNode read(String name, ObjectMapper mapper) {
        try (var in = Objects.requireNonNull(AdmissionContract.class.getResourceAsStream(name), name)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode value) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(value, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
