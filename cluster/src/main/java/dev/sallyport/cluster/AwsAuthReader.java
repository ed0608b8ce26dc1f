package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.mapping.AwsAuth;
import io.fabric8.kubernetes.api.model.ConfigMap;

import java.util.Map;
import java.util.Optional;

/** Reads the ConfigMap {@code kube-system/aws-auth} once: for commands. */
public final class AwsAuthReader {

    static final String NAMESPACE = "kube-system";
    static final String NAME = "aws-auth";

    private final ClusterConnection cluster;

    private AwsAuthReader(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** Reads from this cluster. */
    public static AwsAuthReader of(ClusterConnection cluster) {
        return new AwsAuthReader(cluster);
    }

    /**
     * The document at one moment.
     *
     * @param resourceVersion for a write that must not overtake another
     */
    public record Document(AwsAuth awsAuth, String resourceVersion) {}

    /**
     * The document as it stands now. {@link ClusterFailure.Kind#NOT_FOUND} when the cluster has none, as one that uses
     * access entries alone.
     */
    public ClusterAnswer<Document> read() {
        return cluster.ask("read the ConfigMap " + NAMESPACE + "/" + NAME,
                () -> Optional.ofNullable(
                        cluster.client().configMaps().inNamespace(NAMESPACE).withName(NAME).get()))
                .then(found -> found.<ClusterAnswer<Document>>map(configMap -> new ClusterAnswer.Got<>(
                        new Document(AwsAuth.parse(data(configMap)), configMap.getMetadata().getResourceVersion())))
                        .orElseGet(this::notFound));
    }

    private ClusterAnswer<Document> notFound() {
        return new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.NOT_FOUND,
                "There is no ConfigMap " + NAMESPACE + "/" + NAME + " in " + cluster.target().name() + ".",
                "Its access entries may say who is let in: aws eks list-access-entries."));
    }

    static Map<String, String> data(ConfigMap configMap) {
        Map<String, String> data = configMap.getData();
        return data == null ? Map.of() : data;
    }
}
