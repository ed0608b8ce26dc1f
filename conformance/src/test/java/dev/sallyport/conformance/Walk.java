package dev.sallyport.conformance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * The passage, walked with the real AWS CLI and the oldest and the newest kubectl that are held against us: through the
 * first door, refused at the second, let in. Every door is tried with both token plugins, {@code aws eks get-token} and
 * {@code sallyport token}. The steps stand on each other and run in their order.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class Walk {

    private static final String COLD = "the server has asked for the client to provide credentials";
    private static final String FORBIDDEN = "Error from server (Forbidden): nodes is forbidden: User \"eks-test\" cannot list"
            + " resource \"nodes\" in API group \"\" at the cluster scope";
    private static final String NODE = "^ip-192-168-12-34\\.ap-northeast-2\\.compute\\.internal +Ready +<none> +\\S+ +v1\\.\\d+\\.\\d+-eks-\\w+";

    @Parameter(0)
    String minor = "";
    @Parameter(1)
    String apiserver = "";
    private @Nullable Stage opened;
    private @Nullable Passage begun;
    private @Nullable Shell created;

    @BeforeParameterizedClassInvocation
    void open() {
        opened = Stage.open(minor, apiserver, "warn");
        begun = new Passage(opened);
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @Order(1)
    void theCreatorGetsInWithTheKubeconfigOfTheAwsCli() {
        Ran update = creator().run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER).succeeds();

        update.printsExactly(
                "Added new context " + Stage.CLUSTER_ARN + " to " + creator().home().resolve(".kube/config"));
        creator().run("kubectl", "get", "node").succeeds().matches("^NAME +STATUS +ROLES +AGE +VERSION$")
                .matches(NODE + "$");
        creator().run("kubectl", "get", "node", "-o", "wide").succeeds()
                .matches("^NAME +STATUS +ROLES +AGE +VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION"
                        + " +CONTAINER-RUNTIME$")
                .matches(NODE
                        + " +192\\.168\\.12\\.34 +<none> +Amazon Linux \\S+ +\\S+amzn\\S+(?: \\(amd64\\))? +containerd://\\S+$");
    }

    @Test
    @Order(2)
    void theCreatorGetsInWithOurs() {
        Shell ours = ours(creator());

        Ran update = ours.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();

        update.printsExactly("Added new context " + Stage.CLUSTER_ARN + " in " + ours.variables().get("KUBECONFIG"));
        ours.run("kubectl", "get", "node").succeeds().matches(NODE + "$");
    }

    @Test
    @Order(3)
    void whoMayNotDescribeTheClusterGetsNoKubeconfig() {
        created = passage().createUser();
        String sentence = "An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: "
                + "arn:aws:iam::123456789012:user/eks-test is not authorized to perform: eks:DescribeCluster on resource: "
                + Stage.CLUSTER_ARN;

        Ran theirs = user().run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER);
        Ran ours = ours(user()).run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER);

        theirs.fails().complains(sentence);
        ours.exits(1).complains("sallyport kubeconfig update: ", "eks:DescribeCluster", Stage.CLUSTER_ARN);
    }

    @Test
    @Order(4)
    void whomNobodyMappedIsUnauthorized() {
        passage().createRole();
        passage().grantIamPolicies();
        user().run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER).succeeds().prints("Added new context");
        ours(user()).run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();

        // With nothing discovered yet, kubectl asks what the server has before it asks for nodes.
        ours(user()).run("kubectl", "get", "node").exits(1).printsExactly("")
                .complains("couldn't get current server API group list: " + COLD,
                        "\nerror: You must be logged in to the server (" + COLD + ")\n");
        discoveredByTheCreator(user());
        for (Shell shell : new Shell[]{user(), ours(user())}) {
            shell.run("kubectl", "get", "node").exits(1).printsExactly("")
                    .complainsExactly("error: You must be logged in to the server (Unauthorized)");
        }
        ours(user()).run("kubectl", "get", "--raw", "/api/v1/nodes").exits(1)
                .complainsExactly("error: You must be logged in to the server (Unauthorized)");
    }

    @Test
    @Order(5)
    void anEditOfTheMapLetsAUserAndARoleIn(TestReporter reporter) {
        String user = token(user().run("aws", "eks", "get-token", "--cluster-name", Stage.CLUSTER, "--query",
                "status.token", "--output", "text"));
        String role = token(user().run("sallyport", "token", "--cluster-name", Stage.CLUSTER, "--role-arn",
                Passage.roleArn(Passage.ROLE), "--token-only"));
        ask(user).exits(1).complains("(Unauthorized)");
        ask(role).exits(1).complains("(Unauthorized)");

        passage().letIn().printsExactly("configmap/aws-auth edited");
        long begin = System.nanoTime();

        // The rule is 2 s; the bound is wide because the machine may be loaded, and the time is told.
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50))
                .until(() -> ask(user).err().contains("(Forbidden)") && ask(role).err().contains("(Forbidden)"));
        reporter.publishEntry("kubectl " + minor + ", milliseconds from the edit until both were let in",
                String.valueOf((System.nanoTime() - begin) / 1_000_000));
    }

    @Test
    @Order(6)
    void whoIsMappedAndNotBoundIsForbiddenInAllParts() {
        for (Shell shell : new Shell[]{user(), ours(user())}) {
            shell.run("kubectl", "get", "node").exits(1).printsExactly("").complainsExactly(FORBIDDEN);
        }
        ours(user()).run("kubectl", "get", "configmap", "aws-auth", "-n", "kube-system").exits(1).complainsExactly(
                "Error from server (Forbidden): configmaps \"aws-auth\" is forbidden: User \"eks-test\" cannot get resource"
                        + " \"configmaps\" in API group \"\" in the namespace \"kube-system\"");
        ours(user()).run("kubectl", "get", "deployments", "-n", "default").exits(1).complainsExactly(
                "Error from server (Forbidden): deployments.apps is forbidden: User \"eks-test\" cannot list resource"
                        + " \"deployments\" in API group \"apps\" in the namespace \"default\"");
    }

    @Test
    @Order(7)
    void aBindingOpensTheSecondDoor() {
        passage().bindViewers();

        for (Shell shell : new Shell[]{user(), ours(user())}) {
            shell.run("kubectl", "get", "node").succeeds().matches(NODE + "$");
        }
        ours(user()).run("kubectl", "delete", "node", "--all").exits(1).complains("User \"eks-test\" cannot delete");
    }

    @Test
    @Order(8)
    void aKubeconfigWithARoleGetsInAsTheRole() {
        String role = Passage.roleArn(Passage.ROLE);
        user().run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER, "--role-arn", role, "--alias", "as-role")
                .succeeds();
        ours(user()).run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER, "--role-arn", role, "--alias",
                "as-role").succeeds();

        for (Shell shell : new Shell[]{user(), ours(user())}) {
            shell.run("kubectl", "--context", "as-role", "get", "node").succeeds().matches(NODE + "$");
            shell.run("kubectl", "--context", "as-role", "get", "pods", "-n", "default").exits(1)
                    .complains("User \"eks-viewer\" cannot list resource \"pods\"");
        }
    }

    @Test
    @Order(9)
    void aKubeconfigWithAProfileGetsInAsTheProfile() throws IOException {
        Shell shell = user().without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(shell.home().resolve(".aws/credentials"), "[keys]\naws_access_key_id = "
                + user().variables().get("AWS_ACCESS_KEY_ID") + "\naws_secret_access_key = "
                + user().variables().get("AWS_SECRET_ACCESS_KEY") + "\n");
        Files.writeString(shell.home().resolve(".aws/config"), "[profile viewer]\nrole_arn = "
                + Passage.roleArn(Passage.ROLE) + "\nsource_profile = keys\nrole_session_name = by-profile\n");
        shell.run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER, "--profile", "viewer", "--alias",
                "by-profile", "--user-alias", "by-profile").succeeds();
        ours(shell).run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER, "--profile", "viewer", "--alias",
                "by-profile", "--user-alias", "by-profile").succeeds();

        for (Shell each : new Shell[]{shell, ours(shell)}) {
            each.run("kubectl", "--context", "by-profile", "get", "node").succeeds().matches(NODE + "$");
            each.run("kubectl", "--context", "by-profile", "get", "pods", "-n", "default").exits(1)
                    .complains("User \"eks-viewer\" cannot list resource \"pods\"");
        }
    }

    @Test
    @Order(10)
    void anInstanceWithoutARoleIsToldSoByTheMetadataService() {
        String credentials = opened().sandbox().address("metadata") + "/latest/meta-data/iam/security-credentials/";

        curl("-H", "X-aws-ec2-metadata-token: " + sessionToken(), credentials).matches("404 - Not Found")
                .matches("^404$");
        curl(credentials).matches("^404$");
        passage().workstation().run("sallyport", "token", "--cluster-name", Stage.CLUSTER).exits(4)
                .complains("sallyport token: ");
    }

    @Test
    @Order(11)
    void anInstancesRoleGetsIn() {
        passage().attachInstanceRole();
        String base = opened().sandbox().address("metadata") + "/latest/meta-data/";

        // The paths and headers of the EC2 User Guide, "Retrieve security credentials from instance metadata".
        String header = "X-aws-ec2-metadata-token: " + sessionToken();
        curl("-H", header, base + "iam/security-credentials/").matches("^node-watcher\\b").matches("200$");
        curl("-H", header, base + "iam/security-credentials/node-watcher").prints("\"Code\" : \"Success\"",
                "\"Type\" : \"AWS-HMAC\"", "\"Expiration\" : ");
        curl(base + "iam/security-credentials/").matches("^node-watcher\\b").matches("200$");
        curl("-H", header, base + "instance-id").matches("^" + passage().instance() + "\\b");

        Shell workstation = passage().workstation();
        workstation.run("aws", "eks", "update-kubeconfig", "--name", Stage.CLUSTER).succeeds();
        ours(workstation).run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();
        for (Shell shell : new Shell[]{workstation, ours(workstation)}) {
            shell.run("kubectl", "get", "node").succeeds().matches(NODE + "$");
            shell.run("kubectl", "get", "pods", "-n", "default").exits(1)
                    .complains("User \"node-watcher:" + passage().instance() + "\" cannot list resource \"pods\"");
        }
    }

    /** The same person with a kubeconfig of ours, so that both plugins can be tried in turn. */
    private static Shell ours(Shell shell) {
        return shell.with("KUBECONFIG", shell.home().resolve(".kube/ours").toString());
    }

    /** Asks for nodes with a token, which costs no plugin's start. */
    private Ran ask(String token) {
        Path config = opened().folder().resolve("token-" + Integer.toHexString(token.hashCode()));
        try {
            Files.writeString(config, """
                    apiVersion: v1
                    kind: Config
                    current-context: it
                    clusters: [{name: it, cluster: {server: "%s", certificate-authority: "%s"}}]
                    users: [{name: it, user: {token: "%s"}}]
                    contexts: [{name: it, context: {cluster: it, user: it}}]
                    """.formatted(opened().sandbox().address("cluster"), opened().variable("AWS_CA_BUNDLE"), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opened().owner().run("kubectl", "--kubeconfig", config.toString(), "get", "--raw", "/api/v1/nodes");
    }

    private static String token(Ran minted) {
        return minted.succeeds().matches("^k8s-aws-v1\\.[\\w-]+$").out().strip();
    }

    private String sessionToken() {
        return passage().workstation()
                .run("curl", "-sS", "-X", "PUT", "-H", "X-aws-ec2-metadata-token-ttl-seconds: 21600",
                        opened().sandbox().address("metadata") + "/latest/api/token")
                .succeeds().out();
    }

    /** What the metadata service answers, and its status on a line of its own. */
    private Ran curl(String... words) {
        String[] begin = {"curl", "-sS", "-w", "\\n%{http_code}\\n"};
        return passage().workstation().run(Stream.of(begin, words).flatMap(Stream::of).toArray(String[]::new))
                .succeeds();
    }

    /** Gives somebody the creator's discovery cache, as if they had once been let in. */
    private void discoveredByTheCreator(Shell shell) {
        Path from = creator().home().resolve(".kube/cache");
        Path to = shell.home().resolve(".kube/cache");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (!Files.exists(copy)) {
                    Files.copy(path, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stage opened() {
        return Objects.requireNonNull(opened);
    }

    private Passage passage() {
        return Objects.requireNonNull(begun);
    }

    private Shell creator() {
        return passage().creator();
    }

    private Shell user() {
        return Objects.requireNonNull(created, "the user is created by an earlier step, which failed");
    }
}
