package dev.sallyport.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.LocalKubernetes;
import dev.sallyport.sandbox.kubernetes.LocalKubernetesSettings;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.sandbox.kubernetes.access.WebhookTokenAuthenticator;
import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;

import java.net.URI;
import java.time.Clock;

/** The sandbox's own Kubernetes API, in this process. */
final class OwnClusterApi implements ClusterApi {

    private static final String VERSION = LocalKubernetesSettings.DEFAULT_GIT_VERSION.replaceFirst("-eks.*", "");

    private final Vertx vertx;
    private final CertificateAuthority authority;
    private final Clock clock;
    private final LocalKubernetes kubernetes;

    private OwnClusterApi(Vertx vertx, CertificateAuthority authority, Clock clock) {
        this.vertx = vertx;
        this.authority = authority;
        this.clock = clock;
        this.kubernetes = LocalKubernetes.start(vertx,
                LocalKubernetesSettings.loopback(Sandbox.server(authority), authority.certificatePem()),
                TokenAuthenticator.nobody(), clock);
    }

    static OwnClusterApi start(Vertx vertx, CertificateAuthority authority, Clock clock) {
        return new OwnClusterApi(vertx, authority, clock);
    }

    @Override
    public URI endpoint() {
        return kubernetes.endpoint();
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String describe() {
        return "";
    }

    @Override
    public void create(ObjectNode object) {
        kubernetes.create(object);
    }

    @Override
    public void authenticateBy(URI webhook) {
        kubernetes.askAboutTokens(new WebhookTokenAuthenticator(vertx,
                WebhookTokenAuthenticator.Settings.of(webhook, authority.certificatePem()), clock));
    }

    @Override
    public void close() {
        kubernetes.close();
    }
}
