package dev.sallyport.sandbox;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Cluster;
import dev.sallyport.sandbox.aws.world.EksClusters;
import dev.sallyport.sandbox.aws.world.Instance;
import dev.sallyport.sandbox.aws.world.PolicyHolder;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The AWS account as it is when the story begins: somebody has made a cluster, and its nodes have joined.
 *
 * @param world everything that exists
 * @param creatorArn who made the cluster
 * @param creator their keys
 * @param nodeRoleArn the nodes' role, as it stands in {@code aws-auth}
 * @param nodes the nodes' instances
 * @param workstation an instance without a role, on which somebody may be logged in
 */
record SandboxAccount(AwsWorld world, String creatorArn, AwsCredentials creator, String nodeRoleArn,
        List<Instance> nodes, Instance workstation) {

    private static final String ACCOUNT = SandboxOptions.ACCOUNT;
    private static final String REGION = SandboxOptions.REGION;
    private static final String IMAGE = "ami-0123456789abcdef0";

    SandboxAccount {
        nodes = List.copyOf(nodes);
    }

    static SandboxAccount create(Clock clock) {
        AwsWorld world = AwsWorld.create(Partition.AWS, clock).addAccount(ACCOUNT);
        world.users(ACCOUNT).create("cluster-creator");
        world.policies(ACCOUNT).attach(PolicyHolder.USER, "cluster-creator",
                world.policies(ACCOUNT).awsArn("AdministratorAccess"));
        AwsCredentials creator = world.users(ACCOUNT).createKey("cluster-creator");
        String creatorArn = "arn:aws:iam::" + ACCOUNT + ":user/cluster-creator";
        world.roles(ACCOUNT).create("eks-cluster-role", trust("eks.amazonaws.com"));
        String nodeRole = world.roles(ACCOUNT).create("eks-node-role", trust("ec2.amazonaws.com")).arn();
        world.roles(ACCOUNT).createProfile("eks-node-role");
        world.roles(ACCOUNT).addToProfile("eks-node-role", "eks-node-role");
        world.clusters(ACCOUNT, REGION).create(creatorArn, new EksClusters.Order(SandboxOptions.CLUSTER, "1.34",
                "arn:aws:iam::" + ACCOUNT + ":role/eks-cluster-role",
                List.of("subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"), List.of("sg-0123456789abcdef0"),
                "CONFIG_MAP", true, Map.of()));
        world.clusters(ACCOUNT, REGION).addNodegroup(SandboxOptions.CLUSTER, "ng-1", nodeRole,
                List.of("subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"));
        List<Instance> nodes = List.of(node(world, "192.168.12.34"), node(world, "192.168.56.78"));
        Instance workstation = world.instances(ACCOUNT, REGION).run(IMAGE, "t3.small", Optional.of("192.168.90.12"),
                Map.of("Name", "workstation"));
        return new SandboxAccount(world, creatorArn, creator, nodeRole, nodes, workstation);
    }

    /** Tells EKS where the cluster answers and what runs there, whereupon it is {@code ACTIVE}. */
    void connectCluster(URI endpoint, String authorityPem, String version) {
        world.clusters(ACCOUNT, REGION).connect(SandboxOptions.CLUSTER,
                new Cluster.Connection(endpoint, authorityPem, version));
    }

    /** Who signs the tokens of the cluster's service accounts. */
    String issuer() {
        return world.clusters(ACCOUNT, REGION).get(SandboxOptions.CLUSTER).issuer();
    }

    /** What {@code {{EC2PrivateDNSName}}} becomes for an instance of this account. */
    Optional<String> privateDnsName(String instanceId) {
        return world.instances(ACCOUNT, REGION).list().stream().filter(instance -> instance.id().equals(instanceId))
                .map(Instance::privateDnsName).findFirst();
    }

    private static Instance node(AwsWorld world, String address) {
        Instance instance = world.instances(ACCOUNT, REGION).run(IMAGE, "m6i.large", Optional.of(address),
                Map.of("Name", "eks-cluster-node", "kubernetes.io/cluster/eks-cluster", "owned"));
        return world.instances(ACCOUNT, REGION).associate(instance.id(), "eks-node-role");
    }

    private static String trust(String service) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "%s"}}]}""".formatted(service);
    }
}
