package dev.sallyport.cluster.connection;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.function.Supplier;

/**
 * A client of one cluster, with the words to say what went wrong there. Cheap to hold; nothing is sent until something
 * is asked. Safe for use by several threads.
 */
public final class ClusterConnection implements AutoCloseable {

    private final ClusterTarget target;
    private final KubernetesClient client;

    ClusterConnection(ClusterTarget target, KubernetesClient client) {
        this.target = target;
        this.client = client;
    }

    /** Where this goes. */
    public ClusterTarget target() {
        return target;
    }

    /** fabric8's client, for what this room has no words for. */
    public KubernetesClient client() {
        return client;
    }

    /**
     * Asks the cluster something.
     *
     * @param what is asked for, to follow "may not": {@code read the ConfigMap kube-system/aws-auth}
     * @param question uses the {@link #client()}
     */
    public <T> ClusterAnswer<T> ask(String what, Supplier<T> question) {
        try {
            return new ClusterAnswer.Got<>(question.get());
        } catch (RuntimeException e) {
            return new ClusterAnswer.Failed<>(failure(what, e));
        }
    }

    /** What an exception of the {@link #client()} means, in words. */
    public ClusterFailure failure(String what, Throwable thrown) {
        return ClusterFailures.read(target, what, thrown);
    }

    @Override
    public void close() {
        client.close();
    }
}
