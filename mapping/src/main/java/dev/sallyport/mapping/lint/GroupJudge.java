package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.List;
import java.util.Set;

/**
 * Judges groups: nodes and people are to be kept apart. A node is who has a node's user name, as the Node authorizer
 * sees it (Kubernetes, "Using Node Authorization").
 */
final class GroupJudge {

    private static final String MASTERS = "system:masters";
    private static final String NODES = "system:nodes";

    /** What EKS gives to nodes on Linux, on Windows and on Fargate. */
    private static final Set<String> OF_NODES = Set.of(NODES, "system:bootstrappers", "system:node-proxier",
            "eks:kube-proxy-windows");

    private GroupJudge() {}

    static void judge(JudgedEntry entry) {
        List<String> groups = entry.rule().groups();
        if (groups.contains(MASTERS)) {
            entry.findAtGroup(FindingCode.MASTERS, MASTERS,
                    "whoever this is may do everything, past RBAC, and nobody can take it away inside the cluster",
                    "Bind a group of your own to the ClusterRole cluster-admin.");
        }
        for (String group : groups) {
            if (group.startsWith("system:") && !group.equals(MASTERS) && !OF_NODES.contains(group)) {
                entry.findAtGroup(FindingCode.SYSTEM_GROUP, group, "the group " + Quoted.of(group)
                        + " begins with system:, which Kubernetes keeps for its own",
                        "Bind a group of your own to what is needed.");
            }
        }
        if (entry.isNode()) {
            judgeNode(entry, groups);
            return;
        }
        groups.stream().filter(OF_NODES::contains).findFirst().ifPresent(group -> entry.findAtGroup(
                FindingCode.PERSON_AS_NODE, group,
                "the group " + Quoted.of(group) + " is for nodes, and this user name is no node's",
                "Give nodes the name system:node:{{EC2PrivateDNSName}}, and people groups of their own."));
    }

    private static void judgeNode(JudgedEntry entry, List<String> groups) {
        if (!groups.contains(NODES)) {
            entry.find(FindingCode.NODE_GROUPS, "username",
                    "a node that is not in system:nodes may do nothing, and stays NotReady",
                    "Give it the groups system:bootstrappers and system:nodes.");
        }
        groups.stream().filter(group -> !OF_NODES.contains(group)).findFirst().ifPresent(group -> entry.findAtGroup(
                FindingCode.NODE_AS_PERSON, group,
                "every node gets the group " + Quoted.of(group) + ", and with it whoever breaks into one",
                "Map people by a role of their own."));
    }
}
