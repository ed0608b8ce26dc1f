package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.ClusterFailure.Kind;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What kubeconfig files say, and what is said of those that say nothing good. */
class KubeconfigTargetsTest {

    private static final String CA = "-----BEGIN CERTIFICATE-----\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));

    @Test
    void theCurrentContextSaysWhereAndAsWhom() {
        write("config", config("prod", "server: https://10.0.0.5:8443\n    certificate-authority-data: " + base64(CA),
                "token: t0ken"));

        ClusterTarget target = target(Optional.empty());

        assertThat(target.name()).isEqualTo("context prod");
        assertThat(target.server()).isEqualTo(URI.create("https://10.0.0.5:8443"));
        assertThat(target.trust()).isEqualTo(new Trust.Authorities(CA));
        assertThat(token(target)).isEqualTo("t0ken");
        assertThat(target.toString()).doesNotContain("t0ken");
    }

    @Test
    void whoDoesNotSignInNeedsNoPlugin() {
        write("config", config("prod", "server: https://10.0.0.5", "exec: {command: does-not-exist}"));

        ClusterTarget target = got(KubeconfigTargets.in(variables, Clock.systemUTC())
                .withoutLogin(KubeconfigSource.file(folder.resolve("config")), Optional.of("prod")));

        assertThat(target.server()).isEqualTo(URI.create("https://10.0.0.5"));
        assertThat(target.login()).isInstanceOf(ClusterLogin.Anonymous.class);
    }

    @Test
    void aContextByNameBeatsTheCurrentOne() {
        write("config", config("prod", "server: https://prod", "token: a").replace("contexts:",
                "contexts:\n- name: other\n  context: {cluster: c-prod, user: u-prod}"));

        assertThat(target(Optional.of("other")).name()).isEqualTo("context other");
    }

    @Test
    void ofSeveralFilesTheFirstThatSaysSomethingWins() {
        Path first = write("one", config("prod", "server: https://first", "token: first"));
        Path second = write("two", config("prod", "server: https://second", "token: second")
                .replace("current-context: prod", "current-context: other"));
        Path missing = folder.resolve("missing");

        variables.put("KUBECONFIG", first + ":" + missing + "::" + second);
        KubeconfigSource source = KubeconfigSource.kubectls(variables, folder);

        assertThat(source.paths()).containsExactly(first, missing, second);
        assertThat(got(read(source, Optional.empty())).server()).isEqualTo(URI.create("https://first"));
    }

    @Test
    void whatIsNoKubeconfigAtAllIsSaidToBeNone() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[]{(byte) 0xff, 0});

        assertThat(failure(read(KubeconfigSource.file(binary), Optional.empty())).message())
                .isEqualTo("The kubeconfig " + binary + " cannot be read: it is no text in UTF-8.");
        assertThat(failure(read(KubeconfigSource.file(Path.of("/dev/zero")), Optional.empty())).message())
                .isEqualTo("The kubeconfig /dev/zero cannot be read: it is longer than 8 MiB.");
    }

    @Test
    void aFolderIsSaidToBeOne() {
        assertThat(failure(read(KubeconfigSource.file(folder), Optional.empty())).message())
                .isEqualTo("The kubeconfig " + folder + " cannot be read: it is a folder.");
    }

    @Test
    void withoutAVariableItIsTheFileInTheHome() {
        assertThat(KubeconfigSource.kubectls(Map.of("KUBECONFIG", ""), folder).paths())
                .containsExactly(folder.resolve(".kube/config"));
    }

    @Test
    void filesBesideTheKubeconfigAreFoundFromItsFolder() {
        write("ca.pem", CA);
        write("token.txt", "from-file\n");
        write("config", config("prod", "server: https://prod\n    certificate-authority: ca.pem",
                "tokenFile: token.txt\n    token: from-text"));

        ClusterTarget target = target(Optional.empty());

        assertThat(target.trust()).isEqualTo(new Trust.Authorities(CA));
        assertThat(token(target)).isEqualTo("from-file");

        write("token.txt", "renewed\n");
        assertThat(token(target)).isEqualTo("renewed");
    }

    @Test
    void theOtherWaysToSignIn() {
        write("config", config("prod", "server: https://prod", "username: u\n    password: p"));
        assertThat(target(Optional.empty()).login()).isEqualTo(new ClusterLogin.Basic("u", "p"));

        write("config", config("prod", "server: https://prod", "client-certificate-data: " + base64("C")
                + "\n    client-key-data: " + base64("K")));
        assertThat(target(Optional.empty()).login()).isEqualTo(new ClusterLogin.ClientCertificate("C", "K"));

        write("config", config("prod", "server: https://prod\n    insecure-skip-tls-verify: true", "as: eks-test\n"
                + "    as-groups: [a]"));
        ClusterTarget target = target(Optional.empty());
        assertThat(target.login()).isEqualTo(new ClusterLogin.Anonymous());
        assertThat(target.trust()).isEqualTo(new Trust.Anybody());
        assertThat(target.impersonation()).contains(new ClusterTarget.Impersonation("eks-test", List.of("a")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "no file         | -                                                  | There is no kubeconfig",
        "no YAML         | a: [b                                              | cannot be used: it is no YAML in line 1",
        "a tab           | 'a:\n\tb: c'                                       | it is no YAML in line 2",
        "a scalar        | hello                                              | cannot be used: it is no mapping",
        "lists are none  | contexts: {}                                       | contexts is no list",
        "empty           | ''                                                 | has no current context",
        "no such context | current-context: x                                 | has no context x.",
        "no cluster      | '{current-context: x, contexts: [{name: x, context: {}}]}' | context x names no cluster",
        "dangling        | '{current-context: x, contexts: [{name: x, context: {cluster: y}}]}' | the cluster y, which does not exist",
    })
    void filesThatSayNothing(String title, String text, String complaint) {
        if (!text.equals("-")) {
            write("config", text);
        }

        ClusterFailure failure = failure(read(KubeconfigSource.file(folder.resolve("config")), Optional.empty()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.message()).contains(complaint);
        assertThat(failure.remedy()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "no server        | ''                                           | token: t    | has the server \"\"",
        "another scheme   | 'server: ftp://x'                            | token: t    | it should look like https://HOST",
        "no URL           | 'server: \"https://a b\"'                     | token: t    | it should look like https://HOST",
        "another TLS name | 'server: https://x\n    tls-server-name: y'  | token: t    | tls-server-name, which is not supported",
        "a SOCKS proxy    | 'server: https://x\n    proxy-url: socks5://p:1' | token: t | should look like http://HOST:PORT",
        "CA no base64     | 'server: https://x\n    certificate-authority-data: \"a\"' | token: t | certificate-authority-data of context prod is not base64",
        "CA missing       | 'server: https://x\n    certificate-authority: gone.pem' | token: t | gone.pem, cannot be read (NoSuchFileException)",
        "CA without end   | 'server: https://x\n    certificate-authority: /dev/zero' | token: t | /dev/zero, is larger than 1 MiB",
        "half a login     | 'server: https://x'                          | client-key-data: YQ== | a client key without its certificate",
        "old provider     | 'server: https://x'                          | 'auth-provider: {name: gcp}' | auth-provider, which kubectl dropped",
        "plugin, no name  | 'server: https://x'                          | 'exec: {apiVersion: v1}' | a credential plugin without a command",
    })
    void entriesThatCannotBeUsed(String title, String cluster, String user, String complaint) {
        write("config", config("prod", cluster, user));

        ClusterFailure failure = failure(read(KubeconfigSource.file(folder.resolve("config")), Optional.empty()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.message()).contains(complaint);
        assertThat(failure.remedy()).isNotEmpty();
    }

    @Test
    void aFaultInALineWithASecretIsShownByItsPlaceAlone() {
        write("config", "users:\n- name: u\n  user: {token: s3cret, \"bad\n");

        assertThat(failure(read(KubeconfigSource.file(folder.resolve("config")), Optional.empty())).sentence())
                .contains("line").doesNotContain("s3cret");
    }

    @Test
    void theContextsThereAreAreOffered() {
        write("config", config("prod", "server: https://prod", "token: t"));

        assertThat(failure(read(KubeconfigSource.file(folder.resolve("config")), Optional.of("prd"))).remedy())
                .isEqualTo("Its contexts: prod.");
    }

    @Test
    void aTokenFileThatIsGoneIsSaidWhenATokenIsNeeded() {
        write("config", config("prod", "server: https://prod", "tokenFile: gone"));
        ClusterTarget target = target(Optional.empty());

        assertThatThrownBy(() -> token(target)).isInstanceOf(ClusterLogin.NoCredentialsException.class)
                .hasMessageContaining("gone gives no token: NoSuchFileException");
        try (ClusterConnection cluster = Clusters.open(target)) {
            assertThat(failure(cluster.ask("list the nodes", () -> cluster.client().nodes().list())).kind())
                    .isEqualTo(Kind.NO_CREDENTIALS);
        }
    }

    @ParameterizedTest(name = "NO_PROXY={0} https://{1}: {2}")
    @CsvSource({
        "'', api.example.com, true", "api.example.com, api.example.com, false",
        "example.com, api.example.com, false", ".example.com, api.example.com, false",
        ".example.com, example.com, true", "*, api.example.com, false", "ample.com, api.example.com, true",
        "10.0.0.0/8, 10.1.2.3, false", "10.0.0.0/8, 11.1.2.3, true", "10.1.2.3, 10.1.2.3, false",
        "api.example.com:443, api.example.com, false", "api.example.com:8443, api.example.com, true",
        "'a, api.example.com', api.example.com, false", "'', 127.0.0.1, false", "'', localhost, false",
        "*.example.com, api.example.com, false", "10.0.0.0/99, 10.1.2.3, true", "x/8, 10.1.2.3, true",
    })
    void theProxyOfTheEnvironment(String noProxy, String host, boolean proxied) {
        variables.put("HTTPS_PROXY", "proxy:3128");
        variables.put("no_proxy", noProxy);
        write("config", config("prod", "server: https://" + host, "token: t"));

        assertThat(target(Optional.empty()).proxy())
                .isEqualTo(proxied ? Optional.of(URI.create("http://proxy:3128")) : Optional.empty());
    }

    @Test
    void aServerWithoutASchemeIsAskedInPlainTextAndAsNobodyAsKubectlDoes() {
        write("config", config("prod", "server: prod:6443", "token: t"));

        assertThat(target(Optional.empty()).server()).isEqualTo(URI.create("http://prod:6443"));
        assertThat(target(Optional.empty()).login()).isEqualTo(new ClusterLogin.Anonymous());
    }

    @Test
    void aSchemeMayBeWrittenInCapitals() {
        write("config", config("prod", "server: HTTPS://prod\n    proxy-url: HTTP://proxy:3128", "token: t"));

        assertThat(target(Optional.empty()).server()).isEqualTo(URI.create("https://prod"));
        assertThat(target(Optional.empty()).proxy()).contains(URI.create("http://proxy:3128"));
    }

    @Test
    void theClustersOwnProxyWins() {
        variables.put("HTTPS_PROXY", "http://elsewhere:1");
        write("config", config("prod", "server: https://prod\n    proxy-url: http://proxy", "token: t"));

        assertThat(target(Optional.empty()).proxy()).contains(URI.create("http://proxy:80"));
    }

    private static String config(String name, String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                contexts:
                - name: %1$s
                  context: {cluster: c-%1$s, user: u-%1$s}
                clusters:
                - name: c-%1$s
                  cluster:
                    %2$s
                users:
                - name: u-%1$s
                  user:
                    %3$s
                """.formatted(name, cluster, user);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ClusterAnswer<ClusterTarget> read(KubeconfigSource source, Optional<String> context) {
        return KubeconfigTargets.in(variables, Clock.systemUTC()).read(source, context);
    }

    private ClusterTarget target(Optional<String> context) {
        return got(read(KubeconfigSource.file(folder.resolve("config")), context));
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

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ClusterTarget got(ClusterAnswer<ClusterTarget> answer) {
        return switch (answer) {
            case ClusterAnswer.Got<ClusterTarget> got -> got.value();
            case ClusterAnswer.Failed<ClusterTarget> failed -> throw new AssertionError(failed.failure().sentence());
        };
    }

    private static <T> ClusterFailure failure(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<T> failed -> failed.failure();
            case ClusterAnswer.Got<T> got -> throw new AssertionError("it was answered");
        };
    }
}
