package dev.sallyport.sandbox.aws.world;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

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
 * @param access from where its API may be reached
 * @param connection where its API answers; empty while it is being created
 * @param tags key to value
 * @param nodegroups its managed node groups, by name
 * @param fargateProfiles its Fargate profiles, by name
 */
public record Cluster(String name, String arn, String region, String version, Instant created, String creatorArn,
        String roleArn, List<String> subnetIds, List<String> securityGroupIds, String authenticationMode,
        boolean creatorIsAdmin, EndpointAccess access, Optional<Connection> connection, Table<String> tags,
        Table<NodePool> nodegroups,
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
     * From where an API server may be reached. EKS's word alone: here it can be reached whatever is said.
     *
     * @param fromOutside from the internet
     * @param fromInside from the cluster's own network, by another address
     * @param cidrs where on the internet; everywhere is {@code 0.0.0.0/0}
     */
    public record EndpointAccess(boolean fromOutside, boolean fromInside, List<String> cidrs) {

        /** As EKS makes it where nothing else is asked for. */
        public static final EndpointAccess USUAL = new EndpointAccess(true, false, List.of("0.0.0.0/0"));

        public EndpointAccess {
            cidrs = List.copyOf(cidrs);
        }
    }

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
                securityGroupIds, authenticationMode, creatorIsAdmin, access, Optional.of(other), tags, nodegroups,
                fargateProfiles);
    }

    Cluster withMode(String mode) {
        return new Cluster(name, arn, region, version, created, creatorArn, roleArn, subnetIds, securityGroupIds,
                mode, creatorIsAdmin, access, connection, tags, nodegroups, fargateProfiles);
    }

    Cluster with(EndpointAccess other) {
        return new Cluster(name, arn, region, version, created, creatorArn, roleArn, subnetIds, securityGroupIds,
                authenticationMode, creatorIsAdmin, other, connection, tags, nodegroups, fargateProfiles);
    }

    /** The issuer of its service accounts' tokens. Source: EKS User Guide, "IAM roles for service accounts". */
    public String issuer() {
        String id = UUID.nameUUIDFromBytes((arn + created).getBytes(StandardCharsets.UTF_8)).toString();
        return "https://oidc.eks." + region + ".amazonaws.com/id/" + id.replace("-", "").toUpperCase(Locale.ROOT);
    }

    Cluster withPools(Table<NodePool> groups, Table<NodePool> profiles) {
        return new Cluster(name, arn, region, version, created, creatorArn, roleArn, subnetIds, securityGroupIds,
                authenticationMode, creatorIsAdmin, access, connection, tags, groups, profiles);
    }
}
