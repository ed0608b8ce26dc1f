package dev.sallyport.sandbox.aws.world;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The clusters of an account in a region. Source: EKS API Reference.
 *
 * <p>A cluster becomes {@code ACTIVE} when something that runs is put behind it ({@link #connect}); until then it stays
 * {@code CREATING}, as one that was made through the API and that no process stands for does for good.
 */
public final class EksClusters {

    /** The authentication modes, in the order in which they may follow each other. */
    public static final List<String> MODES = List.of("CONFIG_MAP", "API_AND_CONFIG_MAP", "API");

    private static final String NAME = "[0-9A-Za-z][A-Za-z0-9_-]{0,99}";

    private static final String ENDPOINT = "sandbox:endpoint";

    private final AwsWorld world;
    private final String account;
    private final String region;

    EksClusters(AwsWorld world, String account, String region) {
        this.world = world;
        this.account = account;
        this.region = region;
    }

    /**
     * What is asked for in a new cluster.
     *
     * @param name unique in account and region
     * @param version such as {@code 1.33}
     * @param roleArn the cluster's role
     * @param subnetIds any
     * @param securityGroupIds any
     * @param authenticationMode {@code CONFIG_MAP}, {@code API_AND_CONFIG_MAP} or {@code API}
     * @param creatorIsAdmin whether whoever creates it becomes its administrator
     * @param access from where its endpoint may be reached
     * @param tags key to value; {@code sandbox:endpoint} says where it answers, whereupon it is {@code ACTIVE} at once
     */
    public record Order(String name, String version, String roleArn, List<String> subnetIds,
            List<String> securityGroupIds, String authenticationMode, boolean creatorIsAdmin,
            Cluster.EndpointAccess access, Map<String, String> tags) {

        /** A cluster whose endpoint may be reached from everywhere. */
        public Order(String name, String version, String roleArn, List<String> subnetIds, List<String> securityGroupIds,
                String authenticationMode, boolean creatorIsAdmin, Map<String, String> tags) {
            this(name, version, roleArn, subnetIds, securityGroupIds, authenticationMode, creatorIsAdmin,
                    Cluster.EndpointAccess.USUAL, tags);
        }
    }

    /** Creates a cluster, and records who did. */
    public Cluster create(String creatorArn, Order order) {
        if (!order.name().matches(NAME)) {
            throw new AwsFault(400, "InvalidParameterException", "The cluster name " + order.name()
                    + " is not valid: it has 1 to 100 letters, digits, hyphens and underscores, and begins with a"
                    + " letter or digit.");
        }
        return world.change(account, before -> {
            if (find(before, order.name()).isPresent()) {
                throw new AwsFault(409, "ResourceInUseException", "Cluster already exists with name: " + order.name());
            }
            Cluster cluster = new Cluster(order.name(), arn(order.name()), region, order.version(), world.now(),
                    creatorArn, order.roleArn(), order.subnetIds(), order.securityGroupIds(),
                    order.authenticationMode(), order.creatorIsAdmin(), order.access(), answering(before, order),
                    Tags.of(order.tags()),
                    Table.empty(), Table.empty());
            return new AwsWorld.Change<>(before.withClusters(before.clusters().with(cluster.arn(), cluster)), cluster);
        });
    }

    /** Where a tag says that the cluster answers, with the authority of those that are there. */
    private static Optional<Cluster.Connection> answering(Account before, Order order) {
        return Optional.ofNullable(order.tags().get(ENDPOINT)).map(endpoint -> {
            if (!endpoint.startsWith("https://")) {
                throw AwsFault
                        .validation("The tag " + ENDPOINT + " takes an address such as https://127.0.0.1:6443, not "
                                + endpoint + ".");
            }
            return new Cluster.Connection(URI.create(endpoint),
                    before.clusters().values().stream().flatMap(cluster -> cluster.connection().stream())
                            .map(Cluster.Connection::authorityPem).findFirst().orElse(""),
                    order.version());
        });
    }

    /** Says where a cluster's API answers, whereupon the cluster is {@code ACTIVE}. */
    public Cluster connect(String name, Cluster.Connection connection) {
        return change(name, cluster -> cluster.connectedTo(connection));
    }

    /**
     * Changes the authentication mode, which only ever goes forward. Source: EKS User Guide, "Change authentication mode
     * to use access entries".
     */
    public Cluster setMode(String name, String mode) {
        return change(name, cluster -> {
            int before = MODES.indexOf(cluster.authenticationMode());
            int after = MODES.indexOf(mode);
            if (after < 0) {
                throw AwsFault.validation("authenticationMode must be one of " + MODES);
            }
            if (after == before) {
                throw new AwsFault(400, "InvalidRequestException", "Cluster is already at the desired authentication"
                        + " mode: " + mode);
            }
            if (after < before) {
                throw new AwsFault(400, "InvalidParameterException", "Unsupported authentication mode update from "
                        + cluster.authenticationMode() + " to " + mode);
            }
            return cluster.withMode(mode);
        });
    }

    /** Says from where the API server may be reached. */
    public Cluster setAccess(String name, Cluster.EndpointAccess access) {
        if (!access.fromOutside() && !access.fromInside()) {
            throw new AwsFault(400, "InvalidParameterException",
                    "Private and public endpoint access cannot be false");
        }
        return change(name, cluster -> cluster.with(access));
    }

    /** Adds a managed node group; no instance comes of it. */
    public Cluster.NodePool addNodegroup(String name, String group, String roleArn, List<String> subnetIds) {
        Cluster.NodePool pool = pool(name, "nodegroup", group, roleArn, subnetIds);
        change(name, cluster -> {
            demandFresh(cluster.nodegroups(), "NodeGroup", group);
            return cluster.withPools(cluster.nodegroups().with(group, pool), cluster.fargateProfiles());
        });
        return pool;
    }

    /** Adds a Fargate profile. */
    public Cluster.NodePool addFargateProfile(String name, String profile, String roleArn, List<String> subnetIds) {
        Cluster.NodePool pool = pool(name, "fargateprofile", profile, roleArn, subnetIds);
        change(name, cluster -> {
            demandFresh(cluster.fargateProfiles(), "FargateProfile", profile);
            return cluster.withPools(cluster.nodegroups(), cluster.fargateProfiles().with(profile, pool));
        });
        return pool;
    }

    /** Removes a managed node group. */
    public void removeNodegroup(String name, String group) {
        change(name, cluster -> cluster.withPools(cluster.nodegroups().without(group), cluster.fargateProfiles()));
    }

    /** Removes a Fargate profile. */
    public void removeFargateProfile(String name, String profile) {
        change(name, cluster -> cluster.withPools(cluster.nodegroups(), cluster.fargateProfiles().without(profile)));
    }

    private Cluster.NodePool pool(String name, String kind, String pool, String roleArn, List<String> subnetIds) {
        return new Cluster.NodePool(pool, arn(name).replace(":cluster/", ":" + kind + "/") + "/" + pool
                + "/0123abcd-4567-89ef-0123-456789abcdef", roleArn, subnetIds, world.now());
    }

    private static void demandFresh(Table<Cluster.NodePool> pools, String kind, String name) {
        if (pools.find(name).isPresent()) {
            throw new AwsFault(409, "ResourceInUseException", kind + " already exists with name " + name);
        }
    }

    private Cluster change(String name, UnaryOperator<Cluster> change) {
        return world.change(account, before -> {
            Cluster cluster = change.apply(get(before, name));
            return new AwsWorld.Change<>(before.withClusters(before.clusters().with(cluster.arn(), cluster)), cluster);
        });
    }

    /** The cluster of this name. */
    public Cluster get(String name) {
        return get(world.account(account), name);
    }

    /** The region's clusters, by name. */
    public List<Cluster> list() {
        return world.account(account).clusters().values().stream().filter(cluster -> cluster.region().equals(region))
                .toList();
    }

    /** Removes a cluster from the API's view; what runs behind it is not touched. */
    public Cluster delete(String name) {
        return world.change(account, before -> {
            Cluster cluster = get(before, name);
            return new AwsWorld.Change<>(before.withClusters(before.clusters().without(cluster.arn())), cluster);
        });
    }

    /** The ARN that a cluster of this name has, whether it exists or not. */
    public String arn(String name) {
        return "arn:" + world.partition().id() + ":eks:" + region + ":" + account + ":cluster/" + name;
    }

    private Optional<Cluster> find(Account in, String name) {
        return in.clusters().find(arn(name));
    }

    private Cluster get(Account in, String name) {
        return find(in, name).orElseThrow(() -> new AwsFault(404, "ResourceNotFoundException",
                "No cluster found for name: " + name + "."));
    }
}
