package dev.sallyport.cluster.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.cluster.RbacReader;
import dev.sallyport.cluster.SelfReview;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.snapshot.MetadataRequest;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a review must know of a cluster, once. */
public final class ClusterStateReader {

    private final ClusterConnection cluster;

    private ClusterStateReader(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** Reads from this cluster. */
    public static ClusterStateReader of(ClusterConnection cluster) {
        return new ClusterStateReader(cluster);
    }

    /**
     * The state as it is now. What one may not read, or the cluster does not serve, is left empty; a cluster that cannot
     * be asked at all is a failure.
     */
    public ClusterAnswer<ClusterState> read() {
        return seen(SelfReview.of(cluster).ask()).then(this::with);
    }

    private ClusterAnswer<ClusterState> with(Optional<KubernetesUser> caller) {
        return seen(nodes(cluster)).then(nodes -> seen(RbacReader.of(cluster).read())
                .map((Optional<RbacSnapshot> rbac) -> new ClusterState(nodes, rbac, caller.map(Caller::of))));
    }

    static ClusterAnswer<List<String>> nodes(ClusterConnection cluster) {
        return cluster.ask("list the Nodes", () -> names(MetadataRequest.get(cluster, "/api/v1/nodes", true)));
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("items").forEach(node -> names.add(node.at("/metadata/name").asText()));
        return names;
    }

    private static <T> ClusterAnswer<Optional<T>> seen(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Got<T>(T value) -> new ClusterAnswer.Got<>(Optional.of(value));
            case ClusterAnswer.Failed<T>(ClusterFailure failure) -> switch (failure.kind()) {
                case FORBIDDEN, NOT_FOUND -> new ClusterAnswer.Got<>(Optional.empty());
                case CONFIGURATION, NO_CREDENTIALS, UNREACHABLE, UNTRUSTED, UNAUTHORIZED, CONFLICT, INVALID,
                        UNAVAILABLE, NONSENSE ->
                    new ClusterAnswer.Failed<>(failure);
            };
        };
    }
}
