package dev.sallyport.conformance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What wrong input gets: a sentence that says where, what and what to do, an exit code to be relied on, and nothing lost.
 */
final class BadInputTest {

    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int IMPOSSIBLE = 4;

    /** A key in AWS's form that nobody was given. */
    private static final String NOBODYS_KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String NOBODYS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static @Nullable Scratch opened;
    private static @Nullable SandboxProcess started;
    private static Map<String, String> variables = Map.of();

    private Path home = Path.of("");
    private Shell creator = new Shell(home, Map.of(), ran -> {});

    @BeforeAll
    static void open() {
        Scratch scratch = Scratch.create();
        opened = scratch;
        started = SandboxProcess.start(Shell.in(scratch.folder("owner"), ran -> {}), "bad-input");
        variables = started.variables();
    }

    @AfterAll
    static void close() {
        if (started != null) {
            started.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void arrive() throws IOException {
        home = Files.createTempDirectory(Objects.requireNonNull(opened).folder(), "home-");
        Shell shell = Shell.in(home, ran -> {});
        creator = shell.with(variables)
                .with("AWS_CONFIG_FILE", home.resolve(".aws/config").toString())
                .with("AWS_SHARED_CREDENTIALS_FILE", home.resolve(".aws/credentials").toString())
                .with("KUBECONFIG", home.resolve(".kube/config").toString());
    }

    @Test
    void anUnknownClusterIsNamed() {
        sallyport(creator, "kubeconfig", "update", "--name", "no-such-cluster").exits(REFUSED).printsExactly("")
                .complains("sallyport kubeconfig update: ", "no-such-cluster", "ap-northeast-2");
        assertThat(home.resolve(".kube/config")).doesNotExist();
    }

    @Test
    void anUnknownRegionIsNamed() {
        Shell real = creator.without("AWS_ENDPOINT_URL").with("AWS_REGION", "mars-north-1");

        sallyport(real, "kubeconfig", "update", "--name", Stage.CLUSTER).fails().complains("mars-north-1");
    }

    @Test
    void noRegionAtAllIsWrongUsage() {
        sallyport(creator.without("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION"), "kubeconfig", "update",
                "--name", Stage.CLUSTER).exits(USAGE).printsExactly("").complains("region", "--region");
    }

    @Test
    void anUnknownProfileIsNamedWithItsOrigin() throws IOException {
        write(home.resolve(".aws/config"), "[profile prod]\nregion = eu-west-1\n");

        sallyport(creator, "token", "--cluster-name", Stage.CLUSTER, "--profile", "prd").exits(IMPOSSIBLE)
                .printsExactly("").complains("\"prd\"", "--profile", "prod");
        sallyport(creator.with("AWS_PROFILE", "prd"), "token", "--cluster-name", Stage.CLUSTER).exits(IMPOSSIBLE)
                .complains("\"prd\"", "AWS_PROFILE");
    }

    @Test
    void aKeyThatNobodyHasIsRefusedByAws() {
        Shell nobody = creator.with("AWS_ACCESS_KEY_ID", NOBODYS_KEY).with("AWS_SECRET_ACCESS_KEY", NOBODYS_SECRET);

        sallyport(nobody, "kubeconfig", "update", "--name", Stage.CLUSTER).exits(REFUSED).printsExactly("")
                .complains("sallyport kubeconfig update: ", "key");
    }

    @Test
    void aWrongSecretIsRefusedAndNeverShown() {
        Shell wrong = creator.with("AWS_SECRET_ACCESS_KEY", NOBODYS_SECRET);

        Ran ran = sallyport(wrong, "kubeconfig", "update", "--name", Stage.CLUSTER).exits(REFUSED);

        assertThat(ran.err()).contains("sallyport kubeconfig update: ").doesNotContain(NOBODYS_SECRET);
    }

    @Test
    void keysThatHaveExpiredAreSaidToHave() throws IOException {
        Path process = Scratch.executable(home.resolve("keys"), """
                #!/bin/sh
                echo '{"Version": 1, "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "%s",
                 "SessionToken": "IQoJb3JpZ2luX2VjEXAMPLE", "Expiration": "2026-01-01T00:00:00Z"}'
                """.formatted(NOBODYS_SECRET));
        write(home.resolve(".aws/config"), "[profile old]\ncredential_process = " + process + "\n");

        Ran ran = sallyport(creator, "token", "--cluster-name", Stage.CLUSTER, "--profile", "old");

        ran.exits(REFUSED).printsExactly("").complains("profile old", "ended at 2026-01-01T00:00:00Z");
        assertThat(ran.err()).doesNotContain(NOBODYS_SECRET);
    }

    @Test
    void noCredentialsAtAllSayWhereWasLooked() {
        sallyport(creator.without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "token", "--cluster-name",
                Stage.CLUSTER)
                .exits(IMPOSSIBLE).printsExactly("").complains("No AWS credentials were found", "AWS_ACCESS_KEY_ID");
    }

    @Test
    void anEndpointThatCannotBeReachedIsNamed() throws IOException {
        String closed = "https://127.0.0.1:" + closedPort();
        Shell away = creator.with("AWS_ENDPOINT_URL", closed);

        sallyport(away, "kubeconfig", "update", "--name", Stage.CLUSTER).exits(UNREACHABLE).printsExactly("")
                .complains(closed, "AWS_ENDPOINT_URL");
        sallyport(away, "token", "--cluster-name", Stage.CLUSTER, "--role-arn", Passage.roleArn("any"))
                .exits(UNREACHABLE)
                .printsExactly("").complains(closed, "AWS_ENDPOINT_URL");
        // Without a role nothing is asked, so that there is nothing to be reached.
        sallyport(away, "token", "--cluster-name", Stage.CLUSTER).succeeds();
    }

    @Test
    void aClusterThatCannotBeReachedIsNamed() throws IOException {
        String closed = "https://127.0.0.1:" + closedPort();
        write(home.resolve(".kube/config"), """
                apiVersion: v1
                kind: Config
                current-context: away
                clusters: [{name: away, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: away, user: {token: not-a-real-one}}]
                contexts: [{name: away, context: {cluster: away, user: away}}]
                """.formatted(closed));

        sallyport(creator, "mapping", "list").exits(UNREACHABLE).printsExactly("").complains(closed);
        sallyport(creator, "whoami").exits(UNREACHABLE).prints("user/cluster-creator");
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        write(home.resolve("map.yaml"), "mapUsers: []\n");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sallyport(creator, "webhook", "--cluster-id", "demo", "--map-file", home.resolve("map.yaml").toString(),
                    "--port",
                    String.valueOf(busy.getLocalPort())).exits(IMPOSSIBLE).printsExactly("")
                    .complains("sallyport webhook: ", String.valueOf(busy.getLocalPort()));
        }
    }

    @Test
    void aKubeconfigThatCannotBeReadStaysAsItIs() throws IOException {
        String broken = "apiVersion: v1\nclusters: [ {name: mine\n# do not lose me\n\tusers: ???\n";
        Path kubeconfig = write(home.resolve(".kube/config"), broken);

        sallyport(creator, "kubeconfig", "update", "--name", Stage.CLUSTER).exits(IMPOSSIBLE).printsExactly("")
                .complains("sallyport kubeconfig update: ", kubeconfig.toString());

        assertThat(kubeconfig).content().isEqualTo(broken);
        try (Stream<Path> beside = Files.list(home.resolve(".kube"))) {
            assertThat(beside).containsExactly(kubeconfig);
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws IOException {
        Path home = unwritable();

        Ran update = sallyport(creator.with("HOME", home.toString()).without("KUBECONFIG"), "kubeconfig", "update",
                "--name",
                Stage.CLUSTER);
        Ran sandbox = sallyport(creator.with("HOME", home.toString()).without("XDG_STATE_HOME"), "sandbox");

        update.exits(IMPOSSIBLE).printsExactly("").complains("sallyport kubeconfig update: ", home + "/.kube");
        sandbox.exits(IMPOSSIBLE).printsExactly("").complains("sallyport sandbox: ", home.toString());
    }

    @Test
    void withoutAHomeWhatNeedsNoneWorksAndWhatNeedsOneSaysSo() {
        Shell homeless = creator.without("HOME", "XDG_STATE_HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE");

        sallyport(homeless, "token", "--cluster-name", Stage.CLUSTER, "--token-only").succeeds()
                .matches("^k8s-aws-v1\\.");
        sallyport(homeless, "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();
        sallyport(homeless.without("KUBECONFIG"), "kubeconfig", "update", "--name", Stage.CLUSTER).exits(IMPOSSIBLE)
                .complains("HOME", "--kubeconfig");
        sallyport(homeless, "sandbox").exits(IMPOSSIBLE).complains("neither XDG_STATE_HOME nor HOME is set");
    }

    /** The command line, the word that is wrong, and the one that was meant; then the usage, and exit code 2. */
    @ParameterizedTest
    @CsvSource({"token --cluster-nam demo, sallyport token: unknown option --cluster-nam. Did you mean --cluster-name?",
        "tokn, sallyport: unknown command tokn. Did you mean token?",
        "sandbox --nmae x, sallyport sandbox: unknown option --nmae. Did you mean --name?",
        "kubeconfig updaet --name x, sallyport kubeconfig: unknown command updaet. Did you mean update?",
        "mapping lst, sallyport mapping: unknown command lst. Did you mean list?"})
    void aWrongWordGetsTheNearestOne(String commandLine, String sentence) {
        sallyport(creator, commandLine.split(" ", -1)).exits(USAGE).printsExactly("").complains(sentence,
                "Usage: sallyport",
                " --help");
    }

    @Test
    void aMissingOptionIsNamed() {
        sallyport(creator, "token").exits(USAGE).printsExactly("").complains("--cluster-name",
                "Usage: sallyport token");
        sallyport(creator, "kubeconfig", "update").exits(USAGE).complains("--name",
                "Usage: sallyport kubeconfig update");
        sallyport(creator, "sandbox", "env", "--shell", "csh").exits(USAGE).complains("\"csh\"", "fish");
    }

    @Test
    void aFolderWithoutAnApiServerIsNamed() {
        sallyport(creator, "sandbox", "--name", "real", "--apiserver", "/nowhere").exits(IMPOSSIBLE).printsExactly("")
                .complains("sallyport sandbox: --apiserver: there is no folder /nowhere", "KUBEBUILDER_ASSETS");
        sallyport(creator, "tour", "--apiserver", creator.home().toString()).exits(IMPOSSIBLE)
                .complains("sallyport tour: --apiserver: " + creator.home() + " holds no etcd");
    }

    private static Ran sallyport(Shell shell, String... words) {
        return shell
                .run(Stream.concat(Stream.of(Checkout.launcher().toString()), Stream.of(words)).toArray(String[]::new));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A port on which nothing listens: one that was free a moment ago. */
    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** A home in which nothing can be written: a folder without that permission, for root one of the kernel's own. */
    private Path unwritable() throws IOException {
        Path folder = Files.createDirectories(home.resolve("locked"));
        if (folder.toFile().setWritable(false) && !Files.isWritable(folder)) {
            return folder;
        }
        return Path.of("/sys/nobodys-home");
    }
}
