package dev.sallyport.sandbox.aws.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The few policies of AWS's own that the sandbox knows, by name. Each is as wide as AWS describes it where the sandbox
 * has the actions, and no copy of AWS's document.
 *
 * <p>Source: AWS Managed Policy Reference Guide.
 */
public final class ManagedPolicies {

    private static final Map<String, PolicyDocument> TABLE = table();

    private ManagedPolicies() {}

    /** The policy behind an ARN such as {@code arn:aws:iam::aws:policy/AdministratorAccess}. */
    public static Optional<PolicyDocument> byArn(String arn) {
        int at = arn.indexOf(":iam::aws:policy/");
        return at < 0
                ? Optional.empty()
                : Optional.ofNullable(TABLE.get(arn.substring(at + ":iam::aws:policy/".length())));
    }

    /** The names of all of them, sorted; with {@code arn:PARTITION:iam::aws:policy/} before it a name is an ARN. */
    public static List<String> names() {
        return List.copyOf(TABLE.keySet());
    }

    private static Map<String, PolicyDocument> table() {
        Map<String, PolicyDocument> table = new TreeMap<>();
        allow(table, "AdministratorAccess", "*");
        table.put("PowerUserAccess", read("PowerUserAccess", "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\",\"organizations:*\",\"account:*\"],\"Resource\":\"*\"},"
                + "{\"Effect\":\"Allow\",\"Action\":[\"iam:ListRoles\"],\"Resource\":\"*\"}]}"));
        allow(table, "ReadOnlyAccess", "eks:Describe*", "eks:List*", "eks:AccessKubernetesApi", "ec2:Describe*",
                "iam:Get*", "iam:List*", "sts:GetCallerIdentity", "sts:GetAccessKeyInfo");
        allow(table, "IAMFullAccess", "iam:*");
        allow(table, "IAMReadOnlyAccess", "iam:Get*", "iam:List*", "iam:GenerateServiceLastAccessedDetails");
        allow(table, "AmazonEC2ReadOnlyAccess", "ec2:Describe*");
        allow(table, "AmazonEC2FullAccess", "ec2:*");
        allow(table, "AmazonEKSClusterPolicy", "ec2:Describe*", "ec2:CreateTags");
        allow(table, "AmazonEKSWorkerNodePolicy", "ec2:DescribeInstances", "ec2:DescribeInstanceTypes",
                "ec2:DescribeSubnets", "ec2:DescribeVpcs", "eks:DescribeCluster");
        allow(table, "AmazonEKS_CNI_Policy", "ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces",
                "ec2:CreateNetworkInterface", "ec2:AttachNetworkInterface", "ec2:AssignPrivateIpAddresses");
        allow(table, "AmazonEC2ContainerRegistryReadOnly", "ecr:BatchGetImage", "ecr:GetAuthorizationToken",
                "ecr:GetDownloadUrlForLayer");
        allow(table, "AmazonSSMManagedInstanceCore", "ssm:UpdateInstanceInformation", "ssmmessages:*");
        return table;
    }

    private static void allow(Map<String, PolicyDocument> table, String name, String... actions) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}]}";
        table.put(name, read(name, text));
    }

    private static PolicyDocument read(String name, String text) {
        try {
            return PolicyDocument.identityPolicy(text);
        } catch (MalformedPolicy impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }
}
