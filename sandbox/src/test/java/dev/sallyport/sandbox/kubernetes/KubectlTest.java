package dev.sallyport.sandbox.kubernetes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The oldest and the newest real kubectl on the PATH ({@code kubectl}, {@code kubectl.1.NN}), unmodified, against the
 * API.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlTest {

    private static final long PATIENCE_SECONDS = 60;

    private Path home = Path.of("");

    private final TestCluster kube = new TestCluster();
    private List<Path> kubectls = List.of();

    /** What a command printed, and how it ended. */
    private record Run(int exit, String text) {}

    @BeforeAll
    void find(@TempDir Path folder) throws IOException {
        home = folder;
        kubectls = onPath();
        assumeFalse(kubectls.isEmpty(), "SKIPPED: no kubectl (or kubectl.1.NN) is on the PATH, so that the real one "
                + "cannot be tried against the local API");
        StringBuilder config = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster:\n    "
                + "server: " + kube.cluster.endpoint() + "\n    certificate-authority-data: "
                + Base64.getEncoder().encodeToString(kube.authority.certificatePem()
                        .getBytes(StandardCharsets.US_ASCII))
                + "\nusers:\n");
        List<String> users = List.of("admin", "nobody", "stranger");
        users.forEach(user -> config.append("- name: ").append(user).append("\n  user: {token: ").append(user)
                .append("}\n"));
        config.append("contexts:\n");
        users.forEach(user -> config.append("- name: ").append(user).append("\n  context: {cluster: c, user: ")
                .append(user).append("}\n"));
        Files.writeString(home.resolve("config"), config);
    }

    @AfterAll
    void stop() {
        kube.close();
    }

    private static List<Path> onPath() throws IOException {
        List<Path> versioned = new ArrayList<>();
        List<Path> plain = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            for (Path place : List.of(Path.of(folder), real(Path.of(folder, "kubectl")))) {
                if (Files.isDirectory(place)) {
                    try (Stream<Path> files = Files.list(place)) {
                        files.filter(file -> file.getFileName().toString().matches("kubectl\\.1\\.\\d\\d"))
                                .forEach(versioned::add);
                    }
                }
            }
            if (Files.isExecutable(Path.of(folder, "kubectl"))) {
                plain.add(Path.of(folder, "kubectl"));
            }
        }
        if (versioned.isEmpty()) {
            return plain.isEmpty() ? List.of() : List.of(plain.getFirst());
        }
        versioned.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return List.of(versioned.getFirst(), versioned.getLast());
    }

    /** The folder that a link on the PATH leads to: others may lie beside. */
    private static Path real(Path file) {
        try {
            Path parent = file.toRealPath().getParent();
            return parent == null ? file : parent;
        } catch (IOException e) {
            return file;
        }
    }

    private Run run(Path kubectl, String context, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(kubectl.toString(), "--context", context));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", home.resolve("config").toString());
        builder.environment().put("HOME", home.resolve(kubectl.getFileName().toString()).toString());
        builder.environment().put("KUBE_EDITOR", "sed -i s/before/after/");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(String.join(" ", command)).isTrue();
        return new Run(process.exitValue(), text);
    }

    private String ok(Path kubectl, String... arguments) throws IOException, InterruptedException {
        Run run = run(kubectl, "admin", arguments);
        assertThat(run.exit()).as("%s %s: %s", kubectl.getFileName(), String.join(" ", arguments), run.text()).isZero();
        return run.text();
    }

    @Test
    void aStrangerIsToldToLogIn() throws Exception {
        for (Path kubectl : kubectls) {
            Run run = run(kubectl, "stranger", "get", "--raw", "/api/v1/nodes");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.text()).contains("error: You must be logged in to the server (Unauthorized)");
        }
    }

    @Test
    void whoMayNotIsToldWhat() throws Exception {
        for (Path kubectl : kubectls) {
            assertThat(run(kubectl, "nobody", "get", "nodes").text())
                    .contains("Error from server (Forbidden): nodes is "
                            + "forbidden: User \"nobody\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        }
    }

    @Test
    void aDayAtTheCluster() throws Exception {
        Path manifest = home.resolve("app.yaml");
        Files.writeString(manifest, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app, namespace: day, labels: {app: x}}
                data: {word: before}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: day}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "nginx:1"}]}
                """);
        for (Path kubectl : kubectls) {
            ok(kubectl, "create", "namespace", "day");
            assertThat(ok(kubectl, "apply", "-f", manifest.toString())).contains("configmap/app created");
            assertThat(ok(kubectl, "apply", "-f", manifest.toString())).contains("deployment.apps/web unchanged");
            assertThat(ok(kubectl, "edit", "configmap", "app", "-n", "day")).contains("configmap/app edited");
            assertThat(ok(kubectl, "get", "cm", "app", "-n", "day", "-o", "jsonpath={.data.word}")).isEqualTo("after");
            assertThat(run(kubectl, "admin", "diff", "-f", manifest.toString()).text()).contains("-  word: after",
                    "+  word: before");
            ok(kubectl, "patch", "deploy", "web", "-n", "day", "-p",
                    "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"nginx:2\"}]}}}}");
            assertThat(ok(kubectl, "get", "deploy", "-n", "day", "-o", "wide")).contains("0/1", "nginx:2", "app=web");
            ok(kubectl, "scale", "deploy", "web", "--replicas=3", "-n", "day");
            ok(kubectl, "label", "cm", "app", "tier=front", "-n", "day");
            ok(kubectl, "annotate", "cm", "app", "note=x", "-n", "day");
            assertThat(ok(kubectl, "get", "cm", "-n", "day", "-l", "tier in (front)", "-o", "name"))
                    .isEqualToIgnoringNewLines("configmap/app");
            assertThat(ok(kubectl, "describe", "configmap", "app", "-n", "day")).contains("word:", "after");
            assertThat(ok(kubectl, "get", "clusterroles", "--chunk-size=10", "-o", "name").lines())
                    .hasSizeGreaterThan(60);
            assertThat(ok(kubectl, "apply", "--server-side", "--force-conflicts", "-f", manifest.toString()))
                    .contains("configmap/app serverside-applied");
            assertThat(run(kubectl, "admin", "auth", "can-i", "list", "secrets").text()).contains("yes");
            assertThat(ok(kubectl, "auth", "can-i", "--list")).contains("*.*");
            assertThat(ok(kubectl, "api-resources")).contains("clusterrolebindings");
            assertThat(ok(kubectl, "version")).contains("v1.34");
            ok(kubectl, "replace", "--force", "-f", manifest.toString());
            assertThat(ok(kubectl, "delete", "namespace", "day", "--wait")).contains("namespace \"day\" deleted");
        }
    }
}
