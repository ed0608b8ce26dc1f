package dev.sallyport.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.lint.FindingsDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The map guarded while somebody edits it with real kubectl: errors and lock-outs are refused and the old map serves on,
 * warnings show, good edits pass, and a guard that is gone blocks nobody. The steps stand on each other and run in their
 * order.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class GuardWalk {

    private static final String USER_ARN = "arn:aws:iam::" + Stage.ACCOUNT + ":user/eks-test";
    private static final String NODE_ARN = Passage.roleArn("eks-node-role");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameter(0)
    String minor = "";
    @Parameter(1)
    String apiserver = "";
    private @Nullable Stage opened;
    private @Nullable Shell mapped;
    private @Nullable GuardProcess guard;
    private String good = "";

    @BeforeParameterizedClassInvocation
    void open() {
        opened = Stage.open(minor, apiserver, "warn");
        Passage passage = new Passage(opened);
        mapped = passage.createUser();
        passage.grantIamPolicies();
        Stream.of(creator(), user())
                .forEach(shell -> shell.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds());
        passage.bindViewers();
        creator().run("sallyport", "mapping", "add", "user", "--arn", USER_ARN, "--username", "eks-test", "--group",
                "node-viewers", "--yes").succeeds();
        guard = GuardProcess.start(creator());
        // The API server takes a new registration up a moment after it was made.
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200))
                .until(() -> patch("{\"immutable\": true}", "--dry-run=server").exitCode() != 0);
        good = mapText();
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (guard != null) {
            guard.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @Order(1)
    void everyErrorIsRefusedWithItsSentenceAndItsLineAndTheOldMapServesOn() {
        int tried = 0;
        for (FindingsDocument.Section section : FindingsDocument.sections()) {
            FindingCode code = FindingCode.byCode(section.code()).orElseThrow();
            if (code.severity() == Finding.Severity.ERROR && reachesACluster(code)) {
                patch(data(planted(code, section))).exits(1)
                        .complains("admission webhook \"guard.sallyport.dev\" denied the request")
                        .complainsOf("aws-auth \\w+:\\d+(:\\d+)?  " + code.code() + "  \\S.*\\.");
                tried++;
            }
        }

        assertThat(tried).isGreaterThan(5);
        assertThat(mapText()).isEqualTo(good);
        user().run("kubectl", "get", "nodes").succeeds().prints("Ready");
    }

    /** The others are faults of a file, or such that the API server refuses them itself; {@code CatalogueTest} has them. */
    private static boolean reachesACluster(FindingCode code) {
        return switch (code) {
            case FILE, SECTION_LIST, NAME, MORE, TOO_LARGE -> false;
            default -> code.asks() == FindingCode.Asks.TEXT;
        };
    }

    private static Map<String, String> planted(FindingCode code, FindingsDocument.Section section) {
        return code == FindingCode.OUTSIDE
                ? Map.of("rolearn", "arn:aws:iam::123456789012:role/x")
                : AwsAuth.parseManifest("example.yaml", section.examples().getFirst()).data();
    }

    @Test
    @Order(2)
    void aWarningShowsAndTheEditPasses() {
        patch(data(Map.of("mapAccounts", "- \"111122223333\"\n"))).succeeds()
                .complains("Warning: aws-auth mapAccounts:1", "A-WHOLE-ACCOUNT: ");
    }

    @Test
    @Order(3)
    void aGoodEditPassesWithoutAWord() {
        patch("{\"data\": {\"mapAccounts\": null}}").succeeds().complainsExactly("");
        creator().run("sallyport", "mapping", "add", "role", "--arn", Passage.roleArn("operators"), "--username",
                "operators", "--group", "node-viewers", "--yes").succeeds();
        creator().run("sallyport", "mapping", "remove", Passage.roleArn("operators"), "--yes").succeeds();
        assertThat(mapText()).isEqualTo(good);
    }

    @Test
    @Order(4)
    void aToolThatRewritesTheMapWithoutTheNodeRoleIsRefused() {
        creator().feed("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapRoles: |
                    - rolearn: arn:aws:iam::123456789012:role/terraform
                      username: terraform
                      groups: [node-viewers]
                """, "kubectl", "apply", "-f", "-").exits(1).complains("L-NODE-ROLE", NODE_ARN, "would go NotReady");

        assertThat(mapText()).isEqualTo(good);
    }

    @Test
    @Order(5)
    void deletingTheMapIsRefusedAloneAndInACollection() {
        creator().run("kubectl", "delete", "configmap", "aws-auth", "-n", "kube-system").exits(1)
                .complains("L-NODE-ROLE", "kubectl patch configmap aws-auth");
        creator().run("kubectl", "delete", "configmap", "--all", "-n", "kube-system").exits(1)
                .complains("this deletion of kube-system/aws-auth is refused");

        assertThat(mapText()).isEqualTo(good);
    }

    @Test
    @Order(6)
    void anImmutableMapIsRefused() {
        patch("{\"immutable\": true}").exits(1).complains("G-IMMUTABLE");
    }

    @Test
    @Order(7)
    void whoMayNotOverrideCannotBreakTheGlass() {
        creator().run("kubectl", "create", "role", "map-editor", "-n", "kube-system", "--verb=get,patch",
                "--resource=configmaps", "--resource-name=aws-auth").succeeds();
        creator().run("kubectl", "create", "rolebinding", "map-editor", "-n", "kube-system", "--role=map-editor",
                "--user=editor").succeeds();

        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).untilAsserted(
                () -> patch(withoutNodes(version()), "--as=editor").exits(1).complains("you may not override"));
        assertThat(mapText()).isEqualTo(good);
    }

    @Test
    @Order(8)
    void whoMayBreaksTheGlassForOneVersionAlone() {
        patch(withoutNodes("1")).exits(1).complains("L-NODE-ROLE@1, which does not count");

        // The recorder may write its annotation in between, and the version is another.
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> patch(
                withoutNodes(version())).succeeds().complains("Warning: let pass by sallyport.dev/allow-lockout"));

        creator().run("sallyport", "mapping", "rollback", "2", "--yes").succeeds();
        assertThat(mapText()).isEqualTo(good);
        patch("{\"data\": {\"mapRoles\": null}}").exits(1).complains("L-NODE-ROLE");
    }

    @Test
    @Order(9)
    void ourOwnCommandBreaksTheGlassToo() {
        creator().run("sallyport", "mapping", "remove", NODE_ARN, "--yes", "--allow-lockout", "L-NODE-ROLE")
                .succeeds();
        creator().run("sallyport", "mapping", "rollback", "2", "--yes").succeeds();
        assertThat(mapText()).isEqualTo(good);
    }

    @Test
    @Order(10)
    void anotherConfigMapIsNotIntercepted() {
        long reviewed = decisions();

        creator().run("kubectl", "create", "configmap", "other", "-n", "kube-system", "--from-literal=mapRoles=\t")
                .succeeds();
        creator().run("kubectl", "create", "configmap", "aws-auth", "-n", "default", "--from-literal=mapRoles=\t")
                .succeeds();

        assertThat(decisions()).isEqualTo(reviewed);
    }

    @Test
    @Order(11)
    void whatOthersWriteStandsInTheHistory() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> creator()
                .run("sallyport", "mapping", "history").succeeds().matches("^3 +\\S+Z +kubernetes-admin +"));
    }

    @Test
    @Order(12)
    void theGuardsLogHasALineForEachDecision() {
        List<String> before = refusals();

        patch("{\"data\": {\"mapRoles\": \"- rolearn: x\\n\\tusername: y\\n\"}}").exits(1);

        assertThat(refusals()).hasSize(before.size() + 1).startsWith(before.toArray(String[]::new));
        assertThat(refusals().getLast()).containsPattern("operation=\"UPDATE\" username=\"kubernetes-admin\""
                + " replaces=\"\\d+\" dryrun=\"false\" codes=\"A-TAB");
    }

    @Test
    @Order(13)
    void aGuardStoppedDeadBlocksNobodyAndWhatWasBrokenMeanwhileIsRolledBack() {
        Objects.requireNonNull(guard).kill();

        patch("{\"data\": {\"mapRoles\": \"- rolearn: x\\n\\tusername: y\\n\", \"mapUsers\": null}}").succeeds();
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100))
                .until(() -> user().run("kubectl", "get", "nodes").exitCode() != 0);

        creator().run("sallyport", "mapping", "rollback", "2", "--yes").succeeds().prints("gains ", NODE_ARN);
        assertThat(mapText()).isEqualTo(good);
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100))
                .until(() -> user().run("kubectl", "get", "nodes").exitCode() == 0);
    }

    private static String withoutNodes(String version) {
        return "{\"metadata\": {\"annotations\": {\"sallyport.dev/allow-lockout\": \"L-NODE-ROLE@" + version
                + "\"}}, \"data\": {\"mapRoles\": null}}";
    }

    private static String data(Map<String, String> data) {
        try {
            return JSON.writeValueAsString(Map.of("data", new LinkedHashMap<>(data)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ran patch(String patch, String... options) {
        return creator().run(Stream.concat(Stream.of("kubectl", "patch", "configmap", "aws-auth", "-n", "kube-system",
                "--type=merge", "-p", patch), Stream.of(options)).toArray(String[]::new));
    }

    private String version() {
        return creator().run("kubectl", "get", "configmap", "aws-auth", "-n", "kube-system", "-o",
                "jsonpath={.metadata.resourceVersion}").succeeds().out();
    }

    private String mapText() {
        return creator().run("kubectl", "get", "configmap", "aws-auth", "-n", "kube-system", "-o", "jsonpath={.data}")
                .succeeds().out();
    }

    private List<String> refusals() {
        return Objects.requireNonNull(guard).said().lines().filter(line -> line.contains("edit refused ")).toList();
    }

    private long decisions() {
        return Objects.requireNonNull(guard).said().lines().filter(line -> line.contains(" decisions ")).count();
    }

    private Shell creator() {
        return Objects.requireNonNull(opened).creator();
    }

    private Shell user() {
        return Objects.requireNonNull(mapped);
    }
}
