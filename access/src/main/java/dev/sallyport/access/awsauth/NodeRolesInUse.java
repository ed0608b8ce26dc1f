package dev.sallyport.access.awsauth;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.NodeRoleReader;
import dev.sallyport.cluster.review.NodeOrigin;
import dev.sallyport.cluster.review.NodeRoles;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the roles that nodes come in by, and says so only when every Node is accounted for: by the managed node group or
 * the Fargate profiles that EKS describes, or by the instance profile of the EC2 instance that it is. Node groups without a
 * Node count too: they may grow.
 */
final class NodeRolesInUse {

    private final NodeRoleReader aws;
    private final String cluster;

    NodeRolesInUse(NodeRoleReader aws, String cluster) {
        this.aws = aws;
        this.cluster = cluster;
    }

    NodeRoles of(List<NodeOrigin> nodes) {
        AwsAnswer<Map<String, String>> groups = aws.ofNodegroups(cluster);
        AwsAnswer<Map<String, String>> profiles = aws.ofFargateProfiles(cluster);
        Set<String> roles = new HashSet<>();
        groups.optional().ifPresent(found -> roles.addAll(found.values()));
        profiles.optional().ifPresent(found -> roles.addAll(found.values()));
        Map<String, String> instances = new TreeMap<>();
        for (NodeOrigin node : nodes) {
            boolean ofGroup = groups.optional()
                    .filter(found -> node.nodegroup().map(found::containsKey).orElse(false)).isPresent();
            boolean onFargate = node.fargate() && profiles.optional().filter(found -> !found.isEmpty()).isPresent();
            if (!ofGroup && !onFargate) {
                Optional<String> instance = node.instanceId();
                if (instance.isEmpty()) {
                    return new NodeRoles.Unknown("the Node " + node.name() + " is no instance of EC2"
                            + said(groups) + said(profiles));
                }
                instances.put(instance.get(), node.name());
            }
        }
        return instances.isEmpty() ? known(roles, groups, nodes) : withInstances(roles, instances);
    }

    /** Without a Node, and without EKS, nobody has said anything. */
    private static NodeRoles known(Set<String> roles, AwsAnswer<Map<String, String>> groups, List<NodeOrigin> nodes) {
        return nodes.isEmpty() && groups.optional().isEmpty()
                ? new NodeRoles.Unknown("EKS could not be asked" + said(groups))
                : NodeRoles.Known.of(roles);
    }

    private NodeRoles withInstances(Set<String> roles, Map<String, String> instances) {
        return switch (aws.ofInstances(instances.keySet())) {
            case AwsAnswer.Failed<Map<String, String>>(AwsFailure failure) ->
                new NodeRoles.Unknown("EC2 could not be asked: " + failure.message());
            case AwsAnswer.Got<Map<String, String>>(Map<String, String> found) -> {
                Optional<String> missing = instances.keySet().stream().filter(id -> !found.containsKey(id))
                        .findFirst();
                roles.addAll(found.values());
                yield missing.<NodeRoles>map(id -> new NodeRoles.Unknown("EC2 knows no role of " + id + ", the Node "
                        + instances.get(id))).orElseGet(() -> NodeRoles.Known.of(roles));
            }
        };
    }

    private static String said(AwsAnswer<Map<String, String>> answer) {
        return switch (answer) {
            case AwsAnswer.Got<Map<String, String>> _ -> "";
            case AwsAnswer.Failed<Map<String, String>>(AwsFailure failure) -> "; " + failure.message();
        };
    }
}
