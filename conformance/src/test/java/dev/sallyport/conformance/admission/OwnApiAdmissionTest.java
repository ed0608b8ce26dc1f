package dev.sallyport.conformance.admission;

import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.LocalKubernetes;
import dev.sallyport.sandbox.kubernetes.LocalKubernetesSettings;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Webhooks around the sandbox's own Kubernetes API. */
final class OwnApiAdmissionTest extends AdmissionContract {

    private static final KubernetesUser ADMIN = new KubernetesUser("admin", "admin", List.of("system:masters"),
            Map.of());

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("admission", Clock.systemUTC());
    private @Nullable LocalKubernetes kubernetes;

    @BeforeAll
    void start() {
        kubernetes = LocalKubernetes.start(vertx,
                LocalKubernetesSettings.loopback(
                        authority.issueServer("kubernetes", List.of("localhost"), List.of("127.0.0.1")),
                        authority.certificatePem()),
                _ -> Future.succeededFuture(new TokenAuthenticator.Answer.Authenticated(ADMIN)), Clock.systemUTC());
    }

    @Override
    void end() {
        Objects.requireNonNull(kubernetes).close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    ApiClient admin() {
        return ApiClient.of(Objects.requireNonNull(kubernetes).endpoint(), authority.certificatePem(), "admin");
    }
}
