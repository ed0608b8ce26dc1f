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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** The history in front of the sandbox's own Kubernetes API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnApiHistoryTest extends HistoryContract {

    private final Vertx vertx = Vertx.vertx();
    private @Nullable LocalKubernetes kubernetes;
    private @Nullable ClusterConnection connection;

    @BeforeAll
    void start() {
        Clock clock = Clock.systemUTC();
        CertificateAuthority authority = CertificateAuthority.create("history", clock);
        TlsIdentity admin = authority.issueClient("admin", List.of("system:masters"));
        kubernetes = LocalKubernetes.start(vertx,
                LocalKubernetesSettings.loopback(
                        authority.issueServer("kubernetes", List.of("localhost"), List.of("127.0.0.1")),
                        authority.certificatePem()),
                TokenAuthenticator.nobody(), clock);
        connection = switch (ClusterClients.open(ClusterTarget.of("own", kubernetes.endpoint(),
                authority.certificatePem(),
                new ClusterLogin.ClientCertificate(admin.certificatePem(), admin.privateKeyPem())))) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed -> throw new AssertionError(failed.failure());
        };
    }

    @AfterAll
    void end() {
        cluster().close();
        Objects.requireNonNull(kubernetes).close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    ClusterConnection cluster() {
        return Objects.requireNonNull(connection);
    }

    @Test
    @Tag("long")
    void sixWritersWithAHundredChangesEach() {
        writersLoseNothing(6, 100);
    }
}
