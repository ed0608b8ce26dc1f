package dev.sallyport.access.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The IAM half: what a principal must be allowed for the console to show a cluster's nodes and workloads.
 *
 * <p>Source: Amazon EKS User Guide, "View Kubernetes resources in the AWS Management Console", required permissions; for
 * what each action can be limited to, Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * EKS". AWS's example allows every parameter of Systems Manager; those of EKS, which are public, are all that the console
 * reads.
 */
public final class ConsolePolicy {

    private final ConsoleCluster cluster;

    private ConsolePolicy(ConsoleCluster cluster) {
        this.cluster = cluster;
    }

    /** For one cluster, or for any of an account. */
    public static ConsolePolicy of(ConsoleCluster cluster) {
        return new ConsolePolicy(cluster);
    }

    /**
     * A statement of the policy.
     *
     * @param resource what it is limited to
     * @param example one that is asked about, to learn whether the actions are allowed already
     */
    record Statement(List<String> actions, String resource, String example) {}

    List<Statement> statements() {
        String parameters = "parameter/aws/service/eks/";
        return List.of(
                new Statement(List.of("eks:AccessKubernetesApi", "eks:DescribeCluster", "eks:ListNodegroups",
                        "eks:ListUpdates", "eks:ListAddons", "eks:ListFargateProfiles",
                        "eks:ListIdentityProviderConfigs"), cluster.arn(), cluster.arn()),
                new Statement(List.of("eks:DescribeNodegroup"),
                        cluster.eks("nodegroup/" + cluster.name() + "/*/*"),
                        cluster.eks("nodegroup/" + cluster.name() + "/any/any")),
                new Statement(List.of("eks:ListClusters", "eks:DescribeAddonVersions", "iam:ListRoles"), "*", "*"),
                new Statement(List.of("ssm:GetParameter"),
                        "arn:" + cluster.partition() + ":ssm:*:*:" + parameters + "*",
                        "arn:" + cluster.partition() + ":ssm:" + cluster.region() + "::" + parameters
                                + "optimized-ami"));
    }

    /** All actions, the one that opens the Kubernetes API first. */
    public List<String> actions() {
        return statements().stream().flatMap(statement -> statement.actions().stream()).toList();
    }

    /** What an inline policy with it is called. */
    public String name() {
        return "eks-console" + (cluster.isKnown() ? "-" + cluster.name() : "");
    }

    /** The policy as JSON on one line. It allows these actions, each on as little as AWS lets it be limited to. */
    public String document() {
        List<String> all = new ArrayList<>();
        statements().forEach(statement -> all.add("{\"Effect\":\"Allow\",\"Action\":"
                + statement.actions().stream().map(ConsolePolicy::quoted).collect(Collectors.joining(",", "[", "]"))
                + ",\"Resource\":" + quoted(statement.resource()) + "}"));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", all) + "]}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
