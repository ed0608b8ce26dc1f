package dev.sallyport.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The manifests of the guard on a real API server: it takes every one of them under strict validation, the rights in them
 * are enough for the guard, and the policy refuses what it says and nothing else.
 */
@Tag("conformance")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class GuardManifestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MANIFESTS = Checkout.root().resolve("deploy/guard");
    private static final String NODES = "- rolearn: arn:aws:iam::123456789012:role/n\\n  username:"
            + " system:node:{{EC2PrivateDNSName}}\\n  groups: [system:nodes]\\n";

    private @Nullable Scratch scratch;
    private @Nullable RealCluster cluster;
    private @Nullable Shell admin;

    @BeforeAll
    void open() throws IOException {
        Optional<Path> kubectl = Checkout.kubectl("1.36");
        Optional<RealCluster> started = kubectl.flatMap(here -> RealCluster.start("1.34", false, Map.of()));
        if (started.isEmpty()) {
            throw Skipped.because(
                    "the guard's manifests, for want of kubectl 1.36 (./install-tools) or kube-apiserver 1.34. "
                            + PeerCommand.REMEDY);
        }
        cluster = started.orElseThrow();
        scratch = Scratch.create();
        Path bin = scratch.folder("bin");
        Files.createSymbolicLink(bin.resolve("kubectl"), kubectl.orElseThrow());
        Files.createSymbolicLink(bin.resolve("sallyport"), Checkout.launcher());
        admin = Shell.in(scratch.folder("admin"), ran -> {}).finding(bin).with("KUBECONFIG",
                cluster.kubeconfig().toString());
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }

    private Shell admin() {
        return Objects.requireNonNull(admin);
    }

    private Ran kubectl(String... words) {
        return admin().run(Stream.concat(Stream.of("kubectl"), Stream.of(words)).toArray(String[]::new));
    }

    private Ran patch(String patch) {
        return kubectl("patch", "configmap", "aws-auth", "-n", "kube-system", "--type=merge", "-p", patch);
    }

    /** The API server takes a policy up a moment after it was made. */
    private void awaitThePolicy() {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(
                () -> kubectl("patch", "configmap", "aws-auth", "-n", "kube-system", "--type=merge", "-p",
                        "{\"immutable\": true}", "--dry-run=server").exits(1));
    }

    @Test
    @Order(1)
    void everyManifestIsTakenUnderStrictValidation() {
        kubectl("apply", "--validate=strict", "-f", MANIFESTS.toString()).succeeds();
        kubectl("apply", "--validate=strict", "-f", MANIFESTS.toString()).succeeds()
                .prints("validatingwebhookconfiguration.admissionregistration.k8s.io/sallyport-guard unchanged");
    }

    @Test
    @Order(2)
    void theRightsInTheManifestsAreEnough() throws IOException {
        patchOrCreate();
        admin().feed("{apiVersion: v1, kind: Node, metadata: {name: node-1}}", "kubectl", "create", "-f", "-")
                .succeeds();
        Path kubeconfig = ofTheServiceAccount();

        try (GuardProcess guard = GuardProcess.startInPlace(admin(), "--namespace", "sallyport", "--kubeconfig",
                kubeconfig.toString())) {
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(
                    () -> assertThat(guard.said()).contains("watching the map", "change recorded"));
            assertThat(guard.said()).doesNotContain("cannot keep", "may not");
            seesTheClusterAndAsksWhoMayOverride(guard);
        }
        kubectl("get", "secret", "sallyport-guard-tls", "-n", "sallyport", "-o", "jsonpath={.type}").succeeds()
                .printsExactly("kubernetes.io/tls");
        kubectl("get", "validatingwebhookconfiguration", "sallyport-guard", "-o",
                "jsonpath={.webhooks[0].clientConfig.caBundle}").succeeds().matches("^LS0tLS1CRUdJTi");
        kubectl("apply", "-f", MANIFESTS.toString()).succeeds()
                .prints("validatingwebhookconfiguration.admissionregistration.k8s.io/sallyport-guard unchanged");
        kubectl("delete", "validatingwebhookconfiguration", "sallyport-guard").succeeds();
    }

    private Path ofTheServiceAccount() throws IOException {
        String token = kubectl("create", "token", "sallyport-guard", "-n", "sallyport").succeeds().out().strip();
        String admins = Files.readString(Objects.requireNonNull(cluster).kubeconfig());
        String changed = admins.replaceAll("(?m)^(- \\{name: admin, user: \\{token: )[^}]*", "$1" + token);
        assertThat(changed.contains(token)).as("the service account's token took the admin's place").isTrue();
        return Files.writeString(admin().home().resolve("service-account.yaml"), changed);
    }

    /** A guard starts without these rights; only a review needs the Nodes, the bindings and who may override. */
    private void seesTheClusterAndAsksWhoMayOverride(GuardProcess guard) throws IOException {
        JsonNode nobody = verdict(guard, "{\"username\": \"nobody\", \"groups\": [\"nobodies\"]}");
        assertThat(nobody.path("allowed").asBoolean(true)).as("%s", nobody).isFalse();
        assertThat(nobody.at("/status/message").asText()).contains("L-NODE-ROLE", "but you may not override");
        assertThat(nobody.path("warnings").toString()).doesNotContain("could not see");

        JsonNode master = verdict(guard, "{\"username\": \"admin\", \"groups\": [\"system:masters\"]}");
        assertThat(master.path("allowed").asBoolean()).as("%s", master).isTrue();
        assertThat(master.path("warnings").toString()).contains("let pass by sallyport.dev/allow-lockout")
                .doesNotContain("could not see");
    }

    /** Asks, as the API server would, about somebody's edit that empties the map and takes that upon itself. */
    private JsonNode verdict(GuardProcess guard, String userInfo) throws IOException {
        JsonNode before = JSON
                .readTree(kubectl("get", "configmap", "aws-auth", "-n", "kube-system", "-o", "json").succeeds().out());
        ObjectNode after = before.deepCopy();
        after.remove("data");
        after.withObject("/metadata/annotations").put("sallyport.dev/allow-lockout",
                "L-NODE-ROLE@" + before.at("/metadata/resourceVersion").asText());
        ObjectNode review = JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind",
                "AdmissionReview");
        review.putObject("request").put("uid", "u").put("operation", "UPDATE").put("dryRun", true)
                .<ObjectNode>set("userInfo", JSON.readTree(userInfo)).<ObjectNode>set("oldObject", before)
                .set("object", after);
        Path ca = admin().home().resolve("guard-ca.pem");
        Files.write(ca, Base64.getDecoder().decode(kubectl("get", "validatingwebhookconfiguration", "sallyport-guard",
                "-o", "jsonpath={.webhooks[0].clientConfig.caBundle}").succeeds().out()));
        String address = "sallyport-guard.sallyport.svc:" + guard.port();
        return JSON.readTree(admin().feed(review.toString(), "curl", "-fsS", "--noproxy", "*", "--cacert",
                ca.toString(), "--resolve", address + ":127.0.0.1", "-H", "Content-Type: application/json",
                "--data-binary", "@-", "https://" + address + "/validate").succeeds().out()).path("response");
    }

    private void patchOrCreate() {
        kubectl("create", "configmap", "aws-auth", "-n", "kube-system").succeeds();
        patch("{\"data\": {\"mapRoles\": \"" + NODES + "\"}}").succeeds();
    }

    @Test
    @Order(3)
    void thePolicyRefusesATabTheLossOfEveryNodeRoleAndAnImmutableMap() {
        kubectl("apply", "--validate=strict", "-f", MANIFESTS.resolve("policy").toString()).succeeds();
        awaitThePolicy();

        patch("{\"immutable\": true}").exits(1).complains("could never be changed again");

        patch("{\"data\": {\"mapUsers\": \"- userarn: x\\n\\tusername: y\\n\"}}").exits(1)
                .complains("a tab in mapUsers", "Indent with spaces");
        for (String lost : new String[]{"{\"data\": null}", "{\"data\": {\"mapRoles\": \"[]\"}}"}) {
            patch(lost).exits(1).complains("no entry would give system:nodes any more");
        }
        kubectl("delete", "configmap", "aws-auth", "-n", "kube-system").exits(1).complains("system:nodes");
        kubectl("delete", "configmap", "--all", "-n", "kube-system").exits(1).complains("system:nodes");
    }

    @Test
    @Order(4)
    void thePolicyLetsPassWhatItDoesNotSee() {
        patch("{\"data\": {\"mapUsers\": \"- userarn: arn:aws:iam::123456789012:user/x\\n  username: x\\n\"}}")
                .succeeds();
        patch("{\"data\": {\"mapUsers\": \"- [\"}}").succeeds(); // a fault of YAML other than a tab
        patch("{\"data\": {\"mapRoles\": \"# no system:nodes here\"}}").succeeds(); // a comment counts
        kubectl("create", "configmap", "other", "-n", "kube-system", "--from-literal=mapRoles=\t").succeeds();
        kubectl("create", "configmap", "aws-auth", "-n", "default", "--from-literal=mapRoles=\t").succeeds();
    }

    @Test
    @Order(5)
    void thePolicyLetsASectionBeMendedInSteps() {
        kubectl("delete", "validatingadmissionpolicybinding", "sallyport-aws-auth").succeeds();
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(
                () -> patch("{\"data\": {\"mapUsers\": \"\\ta\\n\\tb\\n\"}}").succeeds());
        kubectl("apply", "-f", MANIFESTS.resolve("policy").toString()).succeeds();
        awaitThePolicy();

        patch("{\"data\": {\"mapUsers\": \"a\\n\\tb\\n\"}}").succeeds();
    }
}
