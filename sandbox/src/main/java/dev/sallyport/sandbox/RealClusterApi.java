package dev.sallyport.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.apiserver.RealApiServer;
import dev.sallyport.sandbox.apiserver.ServerBinaries;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.WebhookKubeconfig;

import java.net.URI;
import java.nio.file.Path;

/** A real API server out of a user's own binaries, which asks the webhook as it does on a self-managed cluster. */
final class RealClusterApi implements ClusterApi {

    private final RealApiServer server;
    private final String version;
    private final URI webhook;

    private RealClusterApi(RealApiServer server, String version, URI webhook) {
        this.server = server;
        this.version = version;
        this.webhook = webhook;
    }

    /**
     * Starts one.
     *
     * @param folder an empty folder for its state and logs
     * @param webhook where the webhook will answer: a real server is told at its start and cannot be told anew
     */
    static RealClusterApi start(ServerBinaries binaries, Path folder, CertificateAuthority authority, URI webhook) {
        String version = binaries.version();
        Path told = folder.resolve("webhook.kubeconfig");
        WebhookKubeconfig.write(told, webhook, authority.certificatePem());
        return new RealClusterApi(RealApiServer.start(binaries, folder, authority, told), version, webhook);
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String describe() {
        return "kube-apiserver " + version + (server.hasControllers()
                ? ", with its controllers"
                : ", without kube-controller-manager: namespaces cannot end, and admin, edit and view stay empty");
    }

    @Override
    public void create(ObjectNode object) {
        server.create(object);
    }

    @Override
    public void authenticateBy(URI asked) {
        if (!asked.equals(webhook)) {
            throw new IllegalStateException("the API server was told of a webhook at " + webhook + ", not " + asked);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
