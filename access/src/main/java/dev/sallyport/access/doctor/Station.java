package dev.sallyport.access.doctor;

import java.util.Locale;

/** The stretches of the way from the shell to the cluster, in the order a request takes. */
public enum Station {
    /** The program. */
    KUBECTL,
    /** Its files, the context, what the context points to. */
    KUBECONFIG,
    /** The credential plugin: its entry, its command, its arguments. */
    EXEC,
    /** Where AWS credentials come from, and what stands in their way. */
    CREDENTIALS,
    /** What STS says of them, and of the clock. */
    IDENTITY,
    /** What EKS says of the cluster. */
    CLUSTER,
    /** The way to the API server: name, address, proxy, certificate. */
    NETWORK,
    /** The token that the plugin makes, and whether the API server takes it. */
    TOKEN,
    /** The map from IAM to Kubernetes. */
    MAPPING,
    /** What the Kubernetes user may do. */
    ACCESS,
    /** A node that does not join. */
    NODE,
    /** The EKS console. */
    CONSOLE;

    /** The label in front of the line, such as {@code kubectl}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
