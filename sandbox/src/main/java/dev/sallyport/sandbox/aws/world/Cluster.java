package dev.sallyport.sandbox.aws.world;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An EKS cluster, as its API describes it.
 *
 * @param name unique in its account and region
 * @param arn with the region
 * @param region such as {@code ap-northeast-2}
 * @param version such as {@code 1.33}
 * @param created when
 * @param creatorArn who made it, as {@code GetCallerIdentity} gives it; no answer of EKS ever says it
 * @param roleArn the cluster's own role
 * @param subnetIds as asked for
 * @param securityGroupIds as asked for
 * @param authenticationMode {@code CONFIG_MAP} and its successors
 * @param creatorIsAdmin what was asked for as {@code bootstrapClusterCreatorAdminPermissions}
 * @param connection where its API answers; empty while it is being created
 * @param tags key to value
 * @param nodegroups its managed node groups, by name
 * @param fargateProfiles its Fargate profiles, by name
 */
public record Cluster(String name, String arn, String region, String version, Instant created, String creatorArn,
        String roleArn, List<String> subnetIds, List<String> securityGroupIds, String authenticationMode,
        boolean creatorIsAdmin, Optional<Connection> connection, Table<String> tags, Table<NodePool> nodegroups,
        Table<NodePool> fargateProfiles) {

    /**
     * Where a cluster's API answers.
     *
     * @param endpoint the API server
     * @param authorityPem the certificate to trust it by
     * @param version what runs there, such as {@code 1.34}
     */
    public record Connection(URI endpoint, String authorityPem, String version) {}

    /**
     * A managed node group, or a Fargate profile.
     *
     * @param name unique among its kind in the cluster
     * @param arn with the cluster's name
     * @param roleArn by which its nodes come in
     * @param subnetIds as asked for
     * @param created when
     */
    public record NodePool(String name, String arn, String roleArn, List<String> subnetIds, Instant created) {
        public NodePool {
            subnetIds = List.copyOf(subnetIds);
        }
    }

    public Cluster {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
    }

    /** {@code ACTIVE} once it has a connection. */
    public String status() {
        return connection.isPresent() ? "ACTIVE" : "CREATING";
    }

    Cluster connectedTo(Connection other) {
        return new Cluster(name, arn, region, other.version(), created, creatorArn, roleArn, subnetIds,
                securityGroupIds, authenticationMode, creatorIsAdmin, Optional.of(other), tags, nodegroups,
                fargateProfiles);
    }

    Cluster withMode(String mode) {
        return new Cluster(name, arn, region, version, created, creatorArn, roleArn, subnetIds, securityGroupIds,
                mode, creatorIsAdmin, connection, tags, nodegroups, fargateProfiles);
    }

    Cluster withPools(Table<NodePool> groups, Table<NodePool> profiles) {
        return new Cluster(name, arn, region, version, created, creatorArn, roleArn, subnetIds, securityGroupIds,
                authenticationMode, creatorIsAdmin, connection, tags, groups, profiles);
    }
}
