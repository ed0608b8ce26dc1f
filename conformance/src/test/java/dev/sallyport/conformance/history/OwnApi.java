package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.sandbox.kubernetes.LocalKubernetes;
import dev.sallyport.sandbox.kubernetes.LocalKubernetesSettings;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/** The sandbox's own Kubernetes API, with an administrator's certificate. */
final class OwnApi implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority;
    private final TlsIdentity admin;
    private final LocalKubernetes kubernetes;
    private final ClusterConnection connection;

    private OwnApi() {
        Clock clock = Clock.systemUTC();
        authority = CertificateAuthority.create("history", clock);
        admin = authority.issueClient("admin", List.of("system:masters"));
        kubernetes = LocalKubernetes.start(vertx,
                LocalKubernetesSettings.loopback(
                        authority.issueServer("kubernetes", List.of("localhost"), List.of("127.0.0.1")),
                        authority.certificatePem()),
                TokenAuthenticator.nobody(), clock);
        connection = connect(kubernetes.endpoint());
    }

    static OwnApi start() {
        return new OwnApi();
    }

    /** A connection of its own to this API, or to something that stands before it. */
    ClusterConnection connect(URI endpoint) {
        return opened(ClusterTarget.of("own", endpoint, authority.certificatePem(),
                new ClusterLogin.ClientCertificate(admin.certificatePem(), admin.privateKeyPem())));
    }

    static ClusterConnection opened(ClusterTarget target) {
        return switch (ClusterClients.open(target)) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed -> throw new AssertionError(failed.failure());
        };
    }

    /** A kubeconfig for programs, written into a folder; certificates are for https alone. */
    Path kubeconfig(Path folder, URI endpoint) {
        Base64.Encoder base64 = Base64.getEncoder();
        String secure = endpoint.getScheme().equals("https") ? """
                    certificate-authority-data: %s
                """.formatted(base64.encodeToString(authority.certificatePem().getBytes(StandardCharsets.UTF_8))) : "";
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: own
                    clusters:
                    - name: own
                      cluster:
                        server: %s
                    %scontexts:
                    - name: own
                      context: {cluster: own, user: admin}
                    users:
                    - name: admin
                      user:
                        client-certificate-data: %s
                        client-key-data: %s
                    """.formatted(endpoint, secure,
                    base64.encodeToString(admin.certificatePem().getBytes(StandardCharsets.UTF_8)),
                    base64.encodeToString(admin.privateKeyPem().getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trusts this API, and comes as its administrator. */
    HttpClientOptions clientOptions() {
        return new HttpClientOptions().setSsl(true).setVerifyHost(false)
                .setKeyCertOptions(new PemKeyCertOptions().addCertValue(Buffer.buffer(admin.certificatePem()))
                        .addKeyValue(Buffer.buffer(admin.privateKeyPem())))
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificatePem())));
    }

    ClusterConnection connection() {
        return connection;
    }

    URI endpoint() {
        return kubernetes.endpoint();
    }

    @Override
    public void close() {
        connection.close();
        kubernetes.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
