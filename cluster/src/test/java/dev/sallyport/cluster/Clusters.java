package dev.sallyport.cluster;

/** Opens clients that must open. */
final class Clusters {

    private Clusters() {}

    static ClusterConnection open(ClusterTarget target) {
        return switch (ClusterClients.open(target)) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed ->
                throw new AssertionError(failed.failure().sentence());
        };
    }
}
