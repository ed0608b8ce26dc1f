package dev.sallyport.webhook;

import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.PrivateDnsNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The webhook as an operator starts it, from files alone. */
class WebhookServiceTest {

    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapUsers: |
                - userarn: arn:aws:iam::123456789012:user/eks-test
                  username: %s
                  groups: [dev]
            """;

    private final FakeSts sts = new FakeSts().user(KEY, "eks-test");

    @TempDir
    private Path folder = Path.of("");

    private Path map() {
        return folder.resolve("aws-auth.yaml");
    }

    private WebhookOptions options() {
        return WebhookOptions.of(RunningWebhook.CLUSTER, Partition.AWS, folder.resolve("state"),
                List.of(new MappingBackend.MountedFile(map()))).listeningOn("127.0.0.1", 0);
    }

    private WebhookService start(WebhookOptions options) {
        return WebhookService.start(options, sts, Optional.empty(), PrivateDnsNames.NONE, Clock.systemUTC());
    }

    @Test
    void anApiServerThatReadsTheKubeconfigGetsItsAnswers() throws Exception {
        Files.writeString(map(), MAP.formatted("eks-test"));

        try (WebhookService service = start(options())) {
            Kubeconfig kubeconfig = Kubeconfig.read(folder.resolve("state").resolve("kubeconfig.yaml"));
            HttpResponse<String> answer = kubeconfig.ask();

            assertThat(kubeconfig.server).isEqualTo(service.url())
                    .isEqualTo(URI.create("https://127.0.0.1:" + service.port() + "/authenticate"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"username\":\"eks-test\"", "\"groups\":[\"dev\"]");
        }
    }

    @Test
    void anEditedFileIsInForceWithoutARestart() throws Exception {
        Files.writeString(map(), MAP.formatted("before"));

        try (WebhookService service = start(options())) {
            Kubeconfig kubeconfig = Kubeconfig.read(folder.resolve("state").resolve("kubeconfig.yaml"));
            assertThat(kubeconfig.ask().body()).contains("\"username\":\"before\"");
            Files.writeString(map(), MAP.formatted("after"));

            await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(kubeconfig.ask().body()).contains("\"username\":\"after\""));
            assertThat(service.port()).isPositive();
        }
    }

    @Test
    void anotherStartKeepsTheAuthoritySoThatTheApiServerNeedNot() throws IOException {
        Files.writeString(map(), MAP.formatted("eks-test"));
        Path kubeconfig = folder.resolve("state").resolve("kubeconfig.yaml");

        start(options()).close();
        String first = Kubeconfig.read(kubeconfig).authority;
        start(options()).close();

        assertThat(Kubeconfig.read(kubeconfig).authority).isEqualTo(first);
    }

    @Test
    void aCertificateThatWasReplacedIsServed() throws Exception {
        Files.writeString(map(), MAP.formatted("eks-test"));
        Path state = Files.createDirectories(folder.resolve("state"));
        CertificateAuthority theirs = CertificateAuthority.create("theirs", Clock.systemUTC());
        give(state, theirs);

        try (WebhookService service = start(options())) {
            CertificateAuthority next = CertificateAuthority.create("next", Clock.systemUTC());
            give(state, next);
            service.refreshCertificate();

            assertThat(Kubeconfig.ask(service.url(), next).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedBeforeAnythingStarts() {
        assertThatThrownBy(() -> start(options())).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining(map().toString());
    }

    @Test
    void watchingAClusterNeedsOne() {
        WebhookOptions watching = WebhookOptions.of(RunningWebhook.CLUSTER, Partition.AWS, folder.resolve("state"),
                List.of(new MappingBackend.EksConfigMap()));

        assertThatThrownBy(() -> start(watching)).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("EKSConfigMap").hasMessageContaining("no kubeconfig");
    }

    @Test
    void whileTheClusterCannotBeReadTheWebhookRunsAndIsNotReady() throws Exception {
        CertificateAuthority nobody = CertificateAuthority.create("nobody", Clock.systemUTC());
        ClusterTarget absent = ClusterTarget.of("absent", URI.create("https://127.0.0.1:1"), nobody.certificatePem(),
                new ClusterLogin.Anonymous());
        WebhookOptions watching = WebhookOptions.of(RunningWebhook.CLUSTER, Partition.AWS, folder.resolve("state"),
                MappingBackend.parse("EKSConfigMap,CRD", List.of())).listeningOn("127.0.0.1", 0);

        try (ClusterConnection cluster = ClusterClients.open(absent).optional().orElseThrow();
                WebhookService service = WebhookService.start(watching, sts, Optional.of(cluster), PrivateDnsNames.NONE,
                        Clock.systemUTC())) {
            String authority = Kubeconfig.read(folder.resolve("state").resolve("kubeconfig.yaml")).authority;
            HttpResponse<String> readiness = Kubeconfig.get(service.url().resolve("/readyz"), authority);

            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).startsWith("not ready\n").contains("aws-auth: not-yet-read",
                    "IAMIdentityMapping: not-yet-read");
            assertThat(Kubeconfig.get(service.url().resolve("/healthz"), authority).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeftBehind() throws IOException {
        Files.writeString(map(), MAP.formatted("eks-test"));

        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(options().listeningOn("127.0.0.1", taken.getLocalPort())))
                    .isInstanceOf(WebhookStartException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(folder.resolve("state").resolve("kubeconfig.yaml")).doesNotExist();
    }

    @Test
    void whereStateIsKept() {
        assertThat(WebhookOptions.defaultStateFolder(Map.of("XDG_STATE_HOME", "/s", "HOME", "/h")))
                .contains(Path.of("/s/sallyport/webhook"));
        assertThat(WebhookOptions.defaultStateFolder(Map.of("XDG_STATE_HOME", "relative", "HOME", "/h")))
                .contains(Path.of("/h/.local/state/sallyport/webhook"));
        assertThat(WebhookOptions.defaultStateFolder(Map.of())).isEmpty();
    }

    @Test
    void theApiServerIsToldAnAddressThatItCanReach() {
        assertThat(options().listeningOn("0.0.0.0", 1).url(1)).hasToString("https://127.0.0.1:1/authenticate");
        assertThat(options().listeningOn("fd00::1", 1).url(2)).hasToString("https://[fd00::1]:2/authenticate");
    }

    private static void give(Path state, CertificateAuthority authority) throws IOException {
        TlsIdentity tls = authority.issueServer("x", List.of(), List.of("127.0.0.1"));
        Files.writeString(state.resolve("cert.pem"), tls.certificatePem() + authority.certificatePem());
        Files.writeString(state.resolve("key.pem"), tls.privateKeyPem());
    }

    /** As much of a kubeconfig as an API server needs. */
    private record Kubeconfig(URI server, String authority) {

        private static final Pattern SERVER = Pattern.compile("server: \"(.*)\"");
        private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: (.*)");

        static Kubeconfig read(Path file) throws IOException {
            String text = Files.readString(file);
            return new Kubeconfig(URI.create(found(SERVER, text)), new String(Base64.getDecoder().decode(
                    found(AUTHORITY, text)), java.nio.charset.StandardCharsets.US_ASCII));
        }

        private static String found(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        }

        HttpResponse<String> ask() throws IOException, InterruptedException {
            return ask(server, authority);
        }

        static HttpResponse<String> get(URI page, String authorityPem) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(page).build(), authorityPem);
        }

        static HttpResponse<String> ask(URI server, CertificateAuthority authority)
                throws IOException, InterruptedException {
            return ask(server, authority.certificatePem());
        }

        private static HttpResponse<String> ask(URI server, String authorityPem)
                throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(server).POST(HttpRequest.BodyPublishers.ofString(
                    RunningWebhook.review(RunningWebhook.token(KEY)))).build(), authorityPem);
        }

        private static HttpResponse<String> send(HttpRequest request, String authorityPem)
                throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newBuilder().sslContext(RunningWebhook.trusting(authorityPem))
                    .build()) {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            }
        }
    }
}
