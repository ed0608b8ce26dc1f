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

import java.net.URI;
import java.time.Clock;
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
