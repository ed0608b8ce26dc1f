package dev.sallyport.cluster.connection;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that this process runs in, as its service account. Source: Kubernetes, "Accessing the Kubernetes API from a
 * Pod". The token is read anew for each request, since the kubelet replaces it.
 */
public final class InClusterTarget {

    /** Where a pod finds its service account. */
    public static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final String NAME = "this cluster";

    private InClusterTarget() {}

    /** Whether this process runs in a pod that has a service account. */
    public static boolean isThere(Map<String, String> variables, Path mounted) {
        return variables.containsKey("KUBERNETES_SERVICE_HOST") && Files.isReadable(mounted.resolve("token"));
    }

    /**
     * The cluster, by the variables and files that every pod is given.
     *
     * @param mounted {@link #MOUNTED}
     */
    public static ClusterAnswer<ClusterTarget> read(Map<String, String> variables, Path mounted) {
        String host = variables.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = variables.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        try {
            URI server = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            return new ClusterAnswer.Got<>(ClusterTarget.of(NAME, server, Files.readString(mounted.resolve("ca.crt")),
                    new ClusterLogin.BearerToken(new TokenFile(mounted.resolve("token")))));
        } catch (IOException | IllegalArgumentException e) {
            return new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.CONFIGURATION,
                    "The service account in " + mounted + " cannot be used: " + PlainText.of(String.valueOf(
                            e.getMessage())) + ".",
                    "Give the pod a service account, or name a cluster with --kubeconfig."));
        }
    }

    /** The namespace that the pod runs in; empty where no file says it. */
    public static Optional<String> namespace(Path mounted) {
        try {
            return Optional.of(Files.readString(mounted.resolve("namespace")).strip()).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
