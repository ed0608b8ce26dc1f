package dev.sallyport.sandbox.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.sandbox.SandboxOptions;
import dev.sallyport.sandbox.SandboxStartException;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A running etcd and kube-apiserver, with kube-controller-manager where it is there. As on EKS, RBAC and the Node
 * authorizer decide, nobody is anonymous, and bearer tokens are the webhook's to judge. Thread-safe; {@link #close()}
 * ends the processes.
 */
public final class RealApiServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ADMIN = "sallyport-sandbox";
    private static final int CONFLICT = 409;
    private static final Duration SETTLED = Duration.ofSeconds(30); // a loaded machine; less than one is usual
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final OpenParts parts = new OpenParts("the API server");
    private final URI endpoint;
    private final ClusterConnection admin;
    private final boolean withControllers;

    private RealApiServer(ServerBinaries binaries, Path folder, CertificateAuthority authority, Path webhook) {
        RandomGenerator random = new SecureRandom();
        ServerFiles files = ServerFiles.write(folder, authority);
        URI etcd = URI.create("http://" + LOOPBACK + ":" + FreePort.find(random));
        URI etcdPeers = URI.create("http://" + LOOPBACK + ":" + FreePort.find(random));
        endpoint = URI.create("https://" + LOOPBACK + ":" + FreePort.find(random));
        withControllers = binaries.controllers().isPresent();
        try {
            parts.add(ServerProcess.start(folder, "etcd", binaries.etcd(), ServerFlags.etcd(files, etcd, etcdPeers)));
            ServerProcess apiserver = parts.add(ServerProcess.start(folder, "kube-apiserver", binaries.apiserver(),
                    ServerFlags.apiserver(files, etcd, endpoint, webhook)));
            admin = parts.add(connect(authority));
            KubernetesClient client = admin.client();
            apiserver.await(() -> answers(client, "/readyz"));
            if (withControllers) {
                ServerProcess controllers = parts.add(ServerProcess.start(folder, "kube-controller-manager",
                        binaries.controllers().orElseThrow(), ServerFlags.controllers(files, endpoint)));
                controllers.await(() -> areAtWork(client));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param folder an empty folder for state, keys and logs
     * @param authority signs the server's certificate, and the client certificates that the server believes
     * @param webhook the file that tells the server where the token webhook is; it is asked when a first token comes
     * @throws SandboxStartException when a program does not start; with the end of its log
     */
    public static RealApiServer start(ServerBinaries binaries, Path folder, CertificateAuthority authority,
            Path webhook) {
        return new RealApiServer(binaries, folder, authority, webhook);
    }

    private ClusterConnection connect(CertificateAuthority authority) {
        TlsIdentity identity = authority.issueClient(ADMIN, List.of("system:masters"));
        return switch (ClusterClients.open(ClusterTarget.of(SandboxOptions.CLUSTER, endpoint,
                authority.certificatePem(),
                new ClusterLogin.ClientCertificate(identity.certificatePem(), identity.privateKeyPem())))) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed ->
                throw new SandboxStartException(failed.failure().message());
        };
    }

    private static boolean answers(KubernetesClient client, String path) {
        try {
            return client.raw(path) != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** The first things that only controllers do. */
    private static boolean areAtWork(KubernetesClient client) {
        try {
            var view = client.rbac().clusterRoles().withName("view").get();
            return view != null && view.getRules() != null && !view.getRules().isEmpty()
                    && client.serviceAccounts().inNamespace("kube-system").withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** Whether kube-controller-manager runs beside it. */
    public boolean hasControllers() {
        return withControllers;
    }

    /**
     * Puts an object into the cluster as its administrator; a node's status is kept. A server that has just become ready
     * makes its own namespaces a moment later, so it is asked again for a while.
     *
     * @throws SandboxStartException when the server refuses it
     */
    public void create(ObjectNode object) {
        HasMetadata typed = admin.client().getKubernetesSerialization().convertValue(object, HasMetadata.class);
        String what = "create the " + typed.getKind() + " " + typed.getMetadata().getName();
        long end = System.nanoTime() + SETTLED.toNanos();
        ClusterAnswer<Boolean> answer = admin.ask(what, () -> write(typed));
        while (answer instanceof ClusterAnswer.Failed<Boolean> && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            answer = admin.ask(what, () -> write(typed));
        }
        if (answer instanceof ClusterAnswer.Failed<Boolean>(ClusterFailure failure)) {
            throw new SandboxStartException("The API server runs and cannot be furnished: " + failure.sentence());
        }
    }

    private boolean write(HasMetadata typed) {
        KubernetesClient client = admin.client();
        try {
            client.resource(typed).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) { // an earlier try came through
                throw e;
            }
        }
        if (typed instanceof Node node) {
            client.nodes().withName(node.getMetadata().getName()).editStatus(stored -> {
                stored.setStatus(node.getStatus());
                return stored;
            });
        }
        return true;
    }

    @Override
    public void close() {
        parts.close();
    }
}
