package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The listener, as an API server meets it: over TLS. */
class GuardServerTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("first", Clock.systemUTC());
    private static final CertificateAuthority OTHER = CertificateAuthority.create("second", Clock.systemUTC());

    private volatile Optional<String> unready = Optional.empty();
    private final GuardServer server = GuardServer.start(VERTX, "127.0.0.1", 0, certificate(AUTHORITY),
            new Guard(() -> GuardRules.DEFAULTS, () -> new ClusterSight.Seen(Edits.WITH_A_NODE, List.of()),
                    user -> new OverrideRight.Answer.Denied(), new RecentEdits()),
            () -> unready);
    private final HttpClient client = client(AUTHORITY);

    private static TlsIdentity certificate(CertificateAuthority authority) {
        return authority.issueServer("guard", List.of(), List.of("127.0.0.1"));
    }

    private static HttpClient client(CertificateAuthority authority) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(authority.certificatePem().getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(HttpClient from, String method, String path, String body) throws IOException {
        try {
            return from.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                    .timeout(Duration.ofSeconds(20)).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> post(String body) throws IOException {
        return send(client, "POST", "/validate", body);
    }

    private double metric(String series) throws IOException {
        return send(client, "GET", "/metrics", "").body().lines().filter(line -> line.startsWith(series + " "))
                .findFirst().map(line -> Double.parseDouble(line.substring(series.length() + 1))).orElseThrow();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aReviewIsAnswered() throws IOException {
        HttpResponse<String> answer = post(AdmissionRequestTest.review("CREATE",
                AdmissionRequestTest.map("aws-auth", "- rolearn: x\\n\\tusername: y\\n"), "null"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"uid\":\"u-1\"", "\"allowed\":false", "A-TAB");
        assertThat(metric("sallyport_guard_reviews_total{outcome=\"refused\"}")).isEqualTo(1);
        assertThat(metric("sallyport_guard_refusals_total{code=\"A-TAB\"}")).isEqualTo(1);
    }

    @Test
    void whatIsNoReviewIsABadRequest() throws IOException {
        HttpResponse<String> answer = post("{\"kind\": \"Pod\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("expected an AdmissionReview of admission.k8s.io/v1");
        assertThat(metric("sallyport_guard_reviews_total{outcome=\"malformed\"}")).isEqualTo(1);
    }

    @Test
    void twoMapsAtTheWallFitIntoOneReview() throws IOException {
        String largest = "#".repeat(1_000_000);

        assertThat(post(AdmissionRequestTest.review("UPDATE", AdmissionRequestTest.map("aws-auth", largest),
                AdmissionRequestTest.map("aws-auth", largest))).body()).contains("\"allowed\":true");
    }

    @Test
    void aBodyBeyondTheBoundIsCutOff() throws IOException {
        assertThat(post(" ".repeat(Admission.MAX_BODY + 1)).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
        try (Socket slow = begun(Admission.MAX_BODY + 1)) {
            slow.setSoTimeout(2_500); // less than a body is given to arrive

            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void slowClientsKeepNobodyElseOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                slow.add(begun(1_000));
            }

            assertThat(post("{}").statusCode()).isEqualTo(400);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A client that announces so much, sends a little of it, and waits. */
    private Socket begun(int announced) throws IOException {
        Socket socket = client.sslContext().getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.getOutputStream().write(("POST /validate HTTP/1.1\r\nHost: guard\r\nContent-Length: " + announced
                + "\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void nobodyIsAuthenticatedHere() throws IOException {
        assertThat(send(client, "POST", "/authenticate", "{}").statusCode()).isEqualTo(405);
        assertThat(send(client, "GET", "/authenticate", "").statusCode()).isEqualTo(404);
        assertThat(send(client, "GET", "/validate", "").statusCode()).isEqualTo(405);
    }

    @Test
    void readinessSaysWhyTheApiServerDoesNotAsk() throws IOException {
        assertThat(send(client, "GET", "/healthz", "").statusCode()).isEqualTo(200);
        assertThat(send(client, "GET", "/readyz", "").body()).isEqualTo("ready\n");
        unready = Optional.of("there is no registration");

        assertThat(send(client, "GET", "/readyz", "").statusCode()).isEqualTo(503);
        assertThat(send(client, "GET", "/readyz", "").body()).isEqualTo("not ready: there is no registration\n");
    }

    @Test
    void aRenewedCertificateIsServedWithoutANewStart() throws IOException {
        try (HttpClient trustingTheNext = client(OTHER)) {
            assertThatThrownBy(() -> send(trustingTheNext, "GET", "/healthz", "")).isInstanceOf(IOException.class);

            server.replaceCertificate(certificate(OTHER));

            assertThat(send(trustingTheNext, "GET", "/healthz", "").statusCode()).isEqualTo(200);
        }
    }
}
