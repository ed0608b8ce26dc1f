package dev.sallyport.cluster.connection;

/** Opens clients that must open. */
public final class Clusters {

    private Clusters() {}

    public static ClusterConnection open(ClusterTarget target) {
        return switch (ClusterClients.open(target)) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed ->
                throw new AssertionError(failed.failure().sentence());
        };
    }
}
