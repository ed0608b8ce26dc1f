package dev.sallyport.sandbox.apiserver;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How the programs are told to be a cluster like EKS's, on loopback alone. */
final class ServerFlags {

    /** An address for documentation (RFC 5737): newer servers refuse to advertise loopback, and nothing comes there. */
    private static final String ADVERTISED = "192.0.2.1";

    private ServerFlags() {}

    static List<String> etcd(ServerFiles files, URI clients, URI peers) {
        return List.of("--name=sandbox", "--data-dir=" + files.folder().resolve("etcd"), "--unsafe-no-fsync",
                "--log-level=warn", "--listen-client-urls=" + clients, "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers, "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=sandbox=" + peers);
    }

    static List<String> apiserver(ServerFiles files, URI etcd, URI endpoint, Path webhook) {
        return List.of("--etcd-servers=" + etcd, "--bind-address=127.0.0.1", "--secure-port=" + endpoint.getPort(),
                "--advertise-address=" + ADVERTISED, "--tls-cert-file=" + files.certificate(),
                "--tls-private-key-file=" + files.key(), "--client-ca-file=" + files.authority(),
                "--authentication-token-webhook-config-file=" + webhook,
                "--authentication-token-webhook-version=v1",
                // EKS has answered 401 to requests without any credential since 1.32.
                "--anonymous-auth=false", "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction", "--service-account-issuer=" + endpoint,
                "--service-account-signing-key-file=" + files.serviceAccountKey(),
                "--service-account-key-file=" + files.serviceAccountKey(),
                "--service-cluster-ip-range=10.100.0.0/16", "--allow-privileged=true");
    }

    static List<String> controllers(ServerFiles files, URI endpoint) {
        Path kubeconfig = files.controllersKubeconfig(endpoint);
        return List.of("--kubeconfig=" + kubeconfig, "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig, "--bind-address=127.0.0.1", "--secure-port=0",
                "--leader-elect=false", "--use-service-account-credentials",
                "--service-account-private-key-file=" + files.serviceAccountKey(),
                "--root-ca-file=" + files.authority(),
                // No kubelet reports here: the nodes would be taken for lost after a while.
                "--controllers=*,-node-lifecycle-controller,-taint-eviction-controller");
    }
}
