package dev.sallyport.conformance.admission;

import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.peers.ApiAnswer;
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
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks around the sandbox's own Kubernetes API. */
final class OwnApiAdmissionTest extends AdmissionContract {

    private static final KubernetesUser ADMIN = new KubernetesUser("admin", "admin", List.of("system:masters"),
            Map.of());

    private final Scratch scratch = Scratch.create();
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
    boolean noticesAtOnce() {
        return true;
    }

    @Override
    void end() {
        Objects.requireNonNull(kubernetes).close();
        scratch.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aServiceLeadsToWhereItsEndpointSliceSays() {
        admin().post("/api/v1/namespaces/default/services", """
                {"metadata": {"name": "webhook"}, "spec": {"ports": [{"name": "https", "port": 443}]}}""").succeeds();
        stage().configure("""
                [{clientConfig: {service: {name: webhook, namespace: default, path: /one.sallyport.test}, caBundle: %s},
                  answer: {allowed: false, status: {message: found}}}]""".formatted(stage().caBundle()));
        assertThat(create().body()).contains("no endpoints available for service \\\"webhook\\\"");

        admin().post("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", """
                {"metadata": {"name": "webhook-here", "labels": {"kubernetes.io/service-name": "webhook"}},
                 "addressType": "IPv4", "endpoints": [{"addresses": ["127.0.0.1"]}],
                 "ports": [{"name": "https", "port": %d}]}""".formatted(stage().webhook().port())).succeeds();

        assertThat(create().body()).contains("denied the request: found");
        stage().configure("[]");
        admin().delete("/api/v1/namespaces/default/services/webhook");
    }

    @Test
    void nothingIsMadeInANamespaceThatWentWhileItWasAskedAbout() {
        admin().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"going\"}}").succeeds();
        stage().configure("[{}]");
        stage().webhook().meanwhile(() -> admin().delete("/api/v1/namespaces/going").succeeds());

        ApiAnswer answer = admin().post("/api/v1/namespaces/going/configmaps", "{\"metadata\":{\"name\":\"late\"}}");

        assertThat(answer.status()).isIn(403, 404); // it is on its way, or gone
        assertThat(admin().get("/api/v1/configmaps").body()).doesNotContain("\"late\"");
    }

    private ApiAnswer create() {
        return admin().post("/api/v1/namespaces/default/configmaps", "{\"metadata\":{\"name\":\"asked-about\"}}");
    }

    @Test
    void policiesInCelAreNoKindThatIsServed() {
        ApiAnswer answer = admin().get("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("the server could not find the requested resource");
        assertThat(Kubectl.of("1.36", kubeconfig()).run("get", "validatingadmissionpolicies")).isEqualTo("""
                error: the server doesn't have a resource type "validatingadmissionpolicies"
                exit 1""");
    }

    @Override
    Path kubeconfig() {
        Path file = scratch.folder().resolve("kubeconfig");
        try {
            Files.writeString(file, """
                    {"kind": "Config", "apiVersion": "v1", "current-context": "own",
                     "clusters": [{"name": "own", "cluster": {"server": "%s", "certificate-authority-data": "%s"}}],
                     "users": [{"name": "own", "user": {"token": "admin"}}],
                     "contexts": [{"name": "own", "context": {"cluster": "own", "user": "own"}}]}
                    """.formatted(Objects.requireNonNull(kubernetes).endpoint(), Base64.getEncoder()
                    .encodeToString(authority.certificatePem().getBytes(StandardCharsets.US_ASCII))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    ApiClient admin() {
        return ApiClient.of(Objects.requireNonNull(kubernetes).endpoint(), authority.certificatePem(), "admin");
    }
}
