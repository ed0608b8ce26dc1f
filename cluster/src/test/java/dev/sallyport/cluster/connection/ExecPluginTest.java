package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.ClusterFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** Credential plugins, run as kubectl runs them. */
class ExecPluginTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));

    @Test
    void aPluginIsAskedAsKubectlAsksIt() {
        plugin("""
                echo "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/asked"
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1",
                "status":{"token":"'$1-$EXTRA'","expirationTimestamp":"2026-11-24T10:14:00Z"}}'
                """);
        write("config", config(exec("provideClusterInfo: true")));

        ClusterTarget target = target();

        assertThat(token(target)).isEqualTo("argument-variable");
        assertThat(read("asked")).contains("\"interactive\":false").contains("\"server\":\"https://prod\"")
                .contains("client.authentication.k8s.io/v1beta1");
        assertThat(target.login().toString()).doesNotContain("argument-variable");
    }

    @Test
    void aPluginsTokenIsKeptUntilItIsNearItsEnd() {
        plugin("""
                echo x >> "$(dirname "$0")/runs"
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1",
                "status":{"token":"t'$(wc -l < "$(dirname "$0")/runs" | tr -d ' ')'","expirationTimestamp":"2026-11-24T10:14:00Z"}}'
                """);
        write("config", config(exec("")));
        ClusterTarget target = target();

        assertThat(token(target)).isEqualTo("t1");
        now.set(Instant.parse("2026-11-24T10:13:40Z"));
        assertThat(token(target)).isEqualTo("t1");
        now.set(Instant.parse("2026-11-24T10:13:55Z"));
        assertThat(token(target)).isEqualTo("t2");
        now.set(Instant.parse("2026-11-24T10:00:00Z"));
        source(target).refused();
        assertThat(token(target)).isEqualTo("t3");
    }

    @Test
    void aPluginMayGiveACertificate() {
        plugin("""
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1",
                "status":{"clientCertificateData":"C","clientKeyData":"K"}}'
                """);
        write("config", config(exec("")));

        assertThat(target().login()).isEqualTo(new ClusterLogin.ClientCertificate("C", "K"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "echo hello                             | what it wrote is no JSON",
        "echo '{}'                              | what it wrote is no ExecCredential",
        "'echo ''{\"kind\":\"ExecCredential\"}''' | it answered in , the kubeconfig says client",
        "'echo Unable to locate credentials >&2; exit 255' | it ended with exit code 255: Unable to locate credentials.",
        "'echo \"sallyport token: No keys.\" >&2; exit 4' | it ended with exit code 4: sallyport token: No keys.",
        "'echo \"token=k8s-aws-v1.abcDEF-_x1\" >&2; exit 1' | it ended with exit code 1: token=[redacted].",
    })
    void pluginsThatGiveNothing(String script, String complaint) {
        plugin(script.replace("'echo", "echo"));
        write("config", config(exec("")));

        ClusterFailure failure = failure(read());

        assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(failure.message()).contains("./plugin of context prod gave no token: ").contains(complaint)
                .doesNotContain("..");
    }

    @Test
    void aPluginThatIsNotInstalledIsSaidWithItsOwnHint() {
        write("config", config(exec("installHint: Install the AWS CLI.").replace("./plugin", "no-such-plugin")));

        ClusterFailure failure = failure(read());

        assertThat(failure.sentence()).isEqualTo("The credential plugin no-such-plugin of context prod gave no token:"
                + " there is no such command. Install the AWS CLI.");
    }

    @Test
    void aPluginThatIsThereAndCannotBeStartedIsNotSaidToBeMissing() {
        plugin("");
        write("plugin", "#!/no/such/interpreter\n");
        write("config", config(exec("installHint: Install the AWS CLI.")));

        ClusterFailure failure = failure(read());

        assertThat(failure.sentence()).isEqualTo("The credential plugin ./plugin of context prod gave no token:"
                + " it cannot be started. Run it by hand to see more.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'eks, get-token, --cluster-name, demo, --output, json', demo", "'token, -i, demo', demo",
        "'eks, get-token, --cluster-name=demo', demo", "'eks, get-token, --cluster-id, outpost', outpost",
        "'token', -", "'token, -i', -",
    })
    void thePluginsArgumentsNameTheCluster(String arguments, String clusterId) {
        plugin("""
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1",
                "status":{"token":"t"}}'
                """);
        write("config", config(exec("").replace("[argument]", "[" + arguments + "]")));

        assertThat(source(target()).clusterId().orElse("-")).isEqualTo(clusterId);
    }

    private static String config(String user) {
        return """
                current-context: prod
                contexts:
                - name: prod
                  context: {cluster: c, user: u}
                clusters:
                - name: c
                  cluster: {server: "https://prod"}
                users:
                - name: u
                  user:
                    %s
                """.formatted(user);
    }

    private static String exec(String more) {
        return """
                exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      command: ./plugin
                      args: [argument]
                      env: [{name: EXTRA, value: variable}]
                      %s""".formatted(more);
    }

    private void plugin(String script) {
        write("plugin", "#!/bin/sh\n" + script);
        try {
            Files.setPosixFilePermissions(folder.resolve("plugin"), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ClusterAnswer<ClusterTarget> read() {
        Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin");
        return KubeconfigTargets.in(variables, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        }).read(KubeconfigSource.file(folder.resolve("config")), Optional.empty());
    }

    private ClusterTarget target() {
        return switch (read()) {
            case ClusterAnswer.Got<ClusterTarget> got -> got.value();
            case ClusterAnswer.Failed<ClusterTarget> failed -> throw new AssertionError(failed.failure().sentence());
        };
    }

    private static ClusterLogin.TokenSource source(ClusterTarget target) {
        return switch (target.login()) {
            case ClusterLogin.BearerToken token -> token.source();
            case ClusterLogin other -> throw new AssertionError("no token: " + other);
        };
    }

    private static String token(ClusterTarget target) {
        return source(target).token();
    }

    private static <T> ClusterFailure failure(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<T> failed -> failed.failure();
            case ClusterAnswer.Got<T> got -> throw new AssertionError("it was answered");
        };
    }
}
