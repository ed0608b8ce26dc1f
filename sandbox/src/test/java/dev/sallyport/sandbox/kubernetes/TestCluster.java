package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A local API for tests, and a client that asks it as somebody: the user's name is their token. */
final class TestCluster implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Who can sign in, by token. */
    static final Map<String, KubernetesUser> USERS = Map.of("admin",
            new KubernetesUser("kubernetes-admin", "aws-iam-authenticator:123456789012:AIDAADMIN",
                    List.of("system:masters"), Map.of("arn", List.of("arn:aws:iam::123456789012:user/admin"))),
            "viewer", new KubernetesUser("viewer", "", List.of("node-viewers"), Map.of()),
            "nobody", new KubernetesUser("nobody", "", List.of(), Map.of()));

    final CertificateAuthority authority;
    final LocalKubernetes cluster;
    private final Vertx vertx;
    private final HttpClient client;

    TestCluster() {
        this.authority = CertificateAuthority.create("test", Clock.systemUTC());
        this.vertx = Vertx.vertx();
        TlsIdentity server = authority.issueServer("kubernetes", List.of("localhost"), List.of("127.0.0.1"));
        this.cluster = LocalKubernetes.start(vertx,
                LocalKubernetesSettings.loopback(server, authority.certificatePem()), TestCluster::authenticate,
                Clock.systemUTC());
        this.client = client(authority, Optional.empty());
    }

    private TestCluster(TestCluster other, TlsIdentity shown) {
        this.authority = other.authority;
        this.cluster = other.cluster;
        this.vertx = other.vertx;
        this.client = client(authority, Optional.of(shown));
    }

    /** The same API, asked by somebody who shows a certificate. */
    TestCluster as(TlsIdentity certificate) {
        return new TestCluster(this, certificate);
    }

    private static HttpClient client(CertificateAuthority authority, Optional<TlsIdentity> shown) {
        return HttpClient.newBuilder().sslContext(context(authority, shown)).build();
    }

    private static Future<TokenAuthenticator.Answer> authenticate(String token) {
        KubernetesUser user = USERS.get(token);
        return Future.succeededFuture(user == null
                ? new TokenAuthenticator.Answer.Unauthenticated()
                : new TokenAuthenticator.Answer.Authenticated(user));
    }

    private static SSLContext context(CertificateAuthority authority, Optional<TlsIdentity> shown) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("test", certificate(authority.certificatePem()));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            KeyStore own = empty();
            if (shown.isPresent()) {
                own.setKeyEntry("test", key(shown.get().privateKeyPem()), new char[0],
                        new Certificate[]{certificate(shown.get().certificatePem())});
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** An answer. */
    record Reply(int code, String text, HttpResponse<String> http) {
        JsonNode json() {
            return parse(text);
        }

        String message() {
            return json().path("message").asText();
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    Reply get(String user, String path, String... headers) {
        return send(user, "GET", path, "", headers);
    }

    Reply post(String user, String path, String body, String... headers) {
        return send(user, "POST", path, body, headers);
    }

    Reply put(String user, String path, String body) {
        return send(user, "PUT", path, body);
    }

    Reply delete(String user, String path, String body) {
        return send(user, "DELETE", path, body);
    }

    Reply patch(String user, String path, String type, String body) {
        return send(user, "PATCH", path, body, "Content-Type", type);
    }

    Reply send(String user, String method, String path, String body, String... headers) {
        try {
            HttpResponse<String> response = client.send(request(user, method, path, body, headers),
                    BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The events of a watch that ends by itself after some seconds. */
    List<JsonNode> watch(String user, String path) {
        try {
            HttpResponse<Stream<String>> response = client.send(request(user, "GET", path, ""),
                    BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                return lines.map(TestCluster::parse).toList();
            }
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cluster.endpoint() + path)).timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!user.isEmpty()) {
            request.header("Authorization", "Bearer " + user);
        }
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equals("Content-Type");
        }
        if (!body.isEmpty() && !typed) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    @Override
    public void close() {
        cluster.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
