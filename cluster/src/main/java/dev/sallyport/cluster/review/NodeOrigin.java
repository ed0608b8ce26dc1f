package dev.sallyport.cluster.review;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import io.fabric8.kubernetes.api.model.Node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a Node comes from.
 *
 * @param name the Node's
 * @param providerId such as {@code aws:///eu-west-1a/i-0123456789abcdef0}; empty where nobody wrote it down
 * @param nodegroup the managed node group that EKS made it for
 * @param fargate whether it stands for a Pod on Fargate
 */
public record NodeOrigin(String name, String providerId, Optional<String> nodegroup, boolean fargate) {

    private static final String NODEGROUP = "eks.amazonaws.com/nodegroup";
    private static final String COMPUTE_TYPE = "eks.amazonaws.com/compute-type";

    /** The EC2 instance that it is; empty for others. */
    public Optional<String> instanceId() {
        String last = providerId.substring(providerId.lastIndexOf('/') + 1);
        return providerId.startsWith("aws:") && last.matches("i-[0-9a-f]{8,17}")
                ? Optional.of(last)
                : Optional.empty();
    }

    /** Those of all Nodes of a cluster. */
    public static ClusterAnswer<List<NodeOrigin>> read(ClusterConnection cluster) {
        return cluster.ask("list the Nodes",
                () -> cluster.client().nodes().list().getItems().stream().map(NodeOrigin::of).toList());
    }

    private static NodeOrigin of(Node node) {
        Map<String, String> labels = Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
        String provider = Optional.ofNullable(node.getSpec()).flatMap(spec -> Optional.ofNullable(spec.getProviderID()))
                .orElse("");
        return new NodeOrigin(node.getMetadata().getName(), provider, Optional.ofNullable(labels.get(NODEGROUP)),
                "fargate".equals(labels.get(COMPUTE_TYPE)));
    }
}
