package dev.sallyport.conformance;

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
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The map changed by {@code sallyport mapping}, and what real kubectl sees of it: whoever is added gets in, whoever is
 * removed does not, and a rollback brings them and the nodes back. The steps stand on each other and run in their order.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class MappingWalk {

    private static final String USER_ARN = "arn:aws:iam::" + Stage.ACCOUNT + ":user/eks-test";
    private static final String NODE_ARN = Passage.roleArn("eks-node-role");

    @Parameter(0)
    String minor = "";
    @Parameter(1)
    String apiserver = "";
    private @Nullable Stage opened;
    private @Nullable Shell mapped;
    private String original = "";

    @BeforeParameterizedClassInvocation
    void open() {
        opened = Stage.open(minor, apiserver, "warn");
        Passage passage = new Passage(opened);
        mapped = passage.createUser();
        passage.grantIamPolicies();
        Stream.of(creator(), user())
                .forEach(shell -> shell.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds());
        passage.bindViewers();
        original = mapText();
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @Order(1)
    void whoeverIsAddedGetsIn() {
        user().run("kubectl", "get", "nodes").exits(1).complains("You must be logged in to the server");

        mapping("add", "user", "--arn", USER_ARN, "--username", "eks-test", "--group", "node-viewers", "--yes",
                "--reason", "she joins").succeeds().prints("  + - userarn: " + USER_ARN, "Written as revision 2.");

        getsIn();
        mapping("get", USER_ARN).succeeds().prints("eks-test", "node-viewers", "mapUsers:1");
        mapping("simulate", USER_ARN).succeeds().prints("YES  ");
    }

    @Test
    @Order(2)
    void theHistorySaysWhoAndWhy() {
        mapping("history").succeeds()
                .matches("^2 +\\S+Z +kubernetes-admin \\(claimed\\) +she joins +sallyport mapping add")
                .matches("^1 +\\S+Z +\\(another tool(: \\S+)?\\)");
    }

    @Test
    @Order(3)
    void whatLocksOutTheNodesIsRefused() {
        String before = mapText();

        mapping("remove", NODE_ARN, "--yes").exits(1).complains("L-NODE-ROLE", "NotReady",
                "--allow-lockout L-NODE-ROLE");

        assertThat(mapText()).isEqualTo(before);
        mapping("history").succeeds().matches("\\A.*\\n2 ");
    }

    @Test
    @Order(4)
    void whoeverIsRemovedDoesNotGetInAnyMore() {
        mapping("remove", USER_ARN, "--yes").succeeds().prints("Written as revision 3.", "works on for some minutes",
                "open watches");

        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100)).untilAsserted(
                () -> user().run("kubectl", "get", "nodes").exits(1).complains("You must be logged in to the server"));
        mapping("diff", "2").exits(1).prints("loses ", USER_ARN);
    }

    @Test
    @Order(5)
    void aRollbackListsWhoGainsAndLetsThemIn() {
        mapping("rollback", "2", "--dry-run").succeeds().prints("gains ", USER_ARN);
        mapping("rollback", "2", "--yes").succeeds().prints("gains ", USER_ARN, "Written as revision 4.");

        getsIn();
    }

    @Test
    @Order(6)
    void aMapThatAnotherToolRewroteComesBackByteForByte() {
        creator().run("kubectl", "patch", "configmap", "aws-auth", "-n", "kube-system", "--type=merge", "-p",
                "{\"data\": {\"mapRoles\": null, \"mapUsers\": null}}").succeeds();
        mapping("history").succeeds().prints("Another tool changed the map since");

        mapping("rollback", "1", "--yes").succeeds().prints("gains ", NODE_ARN, "Written as revision 6.");

        assertThat(mapText()).isEqualTo(original);
        mapping("history").succeeds().matches("^5 +\\S+Z +\\(another tool(: \\S+)?\\)");
        mapping("diff", "1").succeeds().prints("No difference");
    }

    @Test
    @Order(7)
    void anAdministratorMayNotTakeAwayTheirOwnWayInUnlessTheyNameIt() {
        mapping("add", "user", "--arn", USER_ARN, "--username", "eks-test", "--group", "system:masters", "--yes")
                .succeeds();
        getsIn();
        String before = mapText();

        mapping(user(), "remove", USER_ARN, "--yes", "--allow-lockout", "L-LAST-ADMIN").exits(1)
                .complains("L-OWN-WAY", "You come in by " + USER_ARN);
        assertThat(mapText()).isEqualTo(before);

        mapping(user(), "remove", USER_ARN, "--yes", "--allow-lockout", "L-OWN-WAY").exits(1)
                .complains("L-LAST-ADMIN");
        assertThat(mapText()).isEqualTo(before);

        mapping(user(), "remove", USER_ARN, "--yes", "--allow-lockout", "L-OWN-WAY", "--allow-lockout",
                "L-LAST-ADMIN").succeeds();
        mapping("history").succeeds().matches("^8 +\\S+Z +eks-test \\(claimed\\)");
    }

    private void getsIn() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100))
                .until(() -> user().run("kubectl", "get", "nodes").exitCode() == 0);
        user().run("kubectl", "get", "nodes").succeeds().prints("Ready");
    }

    private String mapText() {
        return creator().run("kubectl", "get", "configmap", "aws-auth", "-n", "kube-system", "-o", "jsonpath={.data}")
                .succeeds().out();
    }

    private Ran mapping(String... words) {
        return mapping(creator(), words);
    }

    private static Ran mapping(Shell shell, String... words) {
        return shell.run(Stream.concat(Stream.of("sallyport", "mapping"), Stream.of(words))
                .toArray(String[]::new));
    }

    private Shell creator() {
        return Objects.requireNonNull(opened).creator();
    }

    private Shell user() {
        return Objects.requireNonNull(mapped);
    }
}
