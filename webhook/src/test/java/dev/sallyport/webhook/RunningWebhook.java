package dev.sallyport.webhook;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.PrivateDnsNames;
import io.vertx.core.Vertx;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.util.List;
import java.util.function.UnaryOperator;

/** A webhook on a free port with an STS and rules in memory, and a client that trusts it. */
final class RunningWebhook implements AutoCloseable {

    static final String CLUSTER = "eks-cluster";
    static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
    static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN";

    // Shared by all tests of a run: starting them for each would take most of its time.
    static final Vertx VERTX = Vertx.vertx();
    static final CertificateAuthority AUTHORITY = CertificateAuthority.create("test authority", Clock.systemUTC());
    private static final TlsIdentity TLS = AUTHORITY.issueServer("webhook", List.of("localhost"), List.of("127.0.0.1"));
    private static final SSLContext TRUST = trusting(AUTHORITY);

    final FakeSts sts = new FakeSts();
    final RulesInMemory rules = new RulesInMemory("aws-auth");
    volatile PrivateDnsNames dns = PrivateDnsNames.NONE;
    private final PrivateDnsNames dnsNames = instance -> dns.lookup(instance);
    final WebhookSettings settings;
    final WebhookServer server;
    final HttpClient http2;
    final HttpClient http1;

    RunningWebhook() {
        this(settings -> settings);
    }

    RunningWebhook(UnaryOperator<WebhookSettings> settings) {
        this.settings = settings.apply(WebhookSettings.defaults(TLS).listeningOn("127.0.0.1", 0));
        server = another(this.settings);
        http2 = client(HttpClient.Version.HTTP_2);
        http1 = client(HttpClient.Version.HTTP_1_1);
    }

    /** Another server over the same STS and rules. */
    WebhookServer another(WebhookSettings other) {
        return WebhookServer.start(VERTX, other, VerifierSettings.of(CLUSTER, Partition.AWS), sts,
                MappingTables.of(List.of(rules), MappingSettings.DEFAULTS, dnsNames), Clock.systemUTC());
    }

    /** A token as kubectl would bring it. */
    static String token(String accessKeyId) {
        return token(AwsCredentials.longLived(accessKeyId, SECRET));
    }

    static String token(AwsCredentials keys) {
        return new TokenMinter(Clock.systemUTC()).mint(CLUSTER, "eu-west-1", StsEndpoint.regional("eu-west-1"), keys)
                .token().reveal();
    }

    static String review(String token) {
        return "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\"" + token
                + "\",\"audiences\":[\"https://kubernetes.default.svc\"]}}";
    }

    HttpResponse<String> authenticate(String token) {
        return post(review(token));
    }

    HttpResponse<String> post(String body) {
        return send(http2, request("/authenticate").POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> get(String path) {
        return send(http2, request(path).build());
    }

    /** The value of one series on the metrics page. */
    double metric(String series) {
        return get("/metrics").body().lines().filter(line -> line.startsWith(series + " ")).findFirst()
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .orElseThrow(() -> new AssertionError("no series " + series));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(TRUST).build();
    }

    static SSLContext trusting(CertificateAuthority authority) {
        return trusting(authority.certificatePem());
    }

    static SSLContext trusting(String authorityPem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http1.close();
        http2.close();
        server.close();
    }
}
