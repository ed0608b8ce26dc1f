package dev.sallyport.access.doctor;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.aws.AccessEntries;
import dev.sallyport.aws.AccessEntries.AccessEntry;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.NodeRoleReader;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.PrivateDnsNames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why a node does not join: whether its instance has a role, whether the map lets that role in, as a node and in the
 * groups that a kubelet needs. Source: Amazon EKS User Guide, "Troubleshoot problems with nodes": the role of the
 * instance, not of its profile, and without its path; user name {@code system:node:{{EC2PrivateDNSName}}}, groups {@code
 * system:bootstrappers} and {@code system:nodes}.
 */
final class NodeCheck implements Check {

    static final String NAME = "system:node:{{EC2PrivateDNSName}}";
    static final List<String> GROUPS = List.of("system:bootstrappers", "system:nodes");

    private final String node;
    private final Asking asking;

    /** Who is asked about AWS's side. */
    interface Asking {
        Optional<NodeRoleReader> nodes(Surroundings place, Facts known);

        Optional<AccessEntries> entries(Surroundings place, Facts known);
    }

    /**
     * A node to look at.
     *
     * @param node an instance's id or a role's ARN; empty for the roles of the cluster's managed node groups
     */
    NodeCheck(String node, Asking asking) {
        this.node = node;
        this.asking = asking;
    }

    /** Asks as the person. */
    static NodeCheck of(String node) {
        return new NodeCheck(node, new Asking() {
            @Override
            public Optional<NodeRoleReader> nodes(Surroundings place, Facts known) {
                return known.settings().flatMap(settings -> known.credentials()
                        .map(found -> NodeRoleReader.of(settings, found.credentials(), place.clock())));
            }

            @Override
            public Optional<AccessEntries> entries(Surroundings place, Facts known) {
                return known.settings().flatMap(settings -> known.credentials()
                        .map(found -> AccessEntries.of(settings, found.credentials(), place.clock())));
            }
        });
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        List<Observation> seen = new ArrayList<>();
        Set<String> roles = roles(place, known, seen);
        Map<String, Observation> byEntry = new HashMap<>();
        roles.forEach(role -> byEntry(place, known, role).ifPresent(one -> byEntry.put(role, one)));
        // reading the map reads RBAC as well, so it is read once, and where an entry leaves something open
        Optional<AccessWorld> world = byEntry.keySet().containsAll(roles) ? Optional.empty() : MapView.of(place, known);
        roles.forEach(role -> seen.add(Optional.ofNullable(byEntry.get(role))
                .orElseGet(() -> observe(place, world, role))));
        return new Seen(known, seen);
    }

    /** The roles to look at; what keeps them from being known is observed. */
    private Set<String> roles(Surroundings place, Facts known, List<Observation> seen) {
        if (node.startsWith("arn:")) {
            return Set.of(node);
        }
        Optional<NodeRoleReader> aws = asking.nodes(place, known);
        Optional<String> cluster = known.cluster().map(ClusterFacts::name)
                .or(() -> known.plugin().flatMap(PluginCall::clusterName));
        if (aws.isEmpty() || (node.isEmpty() && cluster.isEmpty())) {
            seen.add(Observation.unseen(Station.NODE, "AWS cannot be asked for the node's role; give its ARN"));
            return Set.of();
        }
        AwsAnswer<Map<String, String>> answer = node.isEmpty()
                ? aws.get().ofNodegroups(cluster.orElseThrow())
                : aws.get().ofInstances(Set.of(node));
        return switch (answer) {
            case AwsAnswer.Failed<Map<String, String>>(var failure) -> {
                seen.add(Observation.unseen(Station.NODE, "the node's role is not known: " + failure.message()
                        + " Give its ARN"));
                yield Set.of();
            }
            case AwsAnswer.Got<Map<String, String>>(Map<String, String> roles) -> {
                if (roles.isEmpty()) {
                    seen.add(node.isEmpty()
                            ? Observation.unseen(Station.NODE, "the cluster has no managed node group; give an"
                                    + " instance's id or a role's ARN")
                            : Observation.fault(CheckCode.W_ROLE, "EC2 shows no role for " + node
                                    + ": it is not there, or no instance profile is attached",
                                    Cure.accountAdministrator("attach an instance profile with the nodes' role"
                                            + " (aws ec2 associate-iam-instance-profile)")));
                }
                yield new TreeSet<>(roles.values());
            }
        };
    }

    private static Observation observe(Surroundings place, Optional<AccessWorld> world, String roleArn) {
        Asker.Iam role;
        try {
            role = Asker.of(roleArn);
        } catch (IllegalArgumentException e) {
            return Observation.unseen(Station.NODE, String.valueOf(e.getMessage()));
        }
        if (world.isEmpty() || world.get().hidden(Unseen.Hides.THE_MAP)) {
            return Observation.unseen(Station.NODE, "role " + roleArn + ": aws-auth could not be read;"
                    + " --reader-context or --with shows it");
        }
        return byMap(world.get(), asNode(role.identity()), new MapCures(role.identity(), place.toTheReader()));
    }

    private static CallerIdentity asNode(CallerIdentity role) {
        return new CallerIdentity(role.arn(), role.canonicalArn(), role.account(), role.userId(),
                "i-0123456789abcdef0", role.accessKeyId());
    }

    private static Observation byMap(AccessWorld world, CallerIdentity role, MapCures cures) {
        PrivateDnsNames any = _ -> Optional.of("ip-10-0-0-1.ec2.internal");
        return switch (world.table().lookup(role, any)) {
            case MappingResult.Unmapped _ -> {
                Optional<NearRule> near = world.table().nearest(role, 1).stream().findFirst();
                yield Observation.fault(CheckCode.W_NOT_MAPPED, "aws-auth has no entry for "
                        + role.canonicalArn() + near.map(other -> "\n" + other.rule().place() + " has "
                                + other.rule().subject() + ": " + other.reason().words()).orElse(""),
                        cures.addAs(NAME, GROUPS, "let nodes with this role in"));
            }
            case MappingResult.Mapped(KubernetesUser user, MappingRule rule) -> entry(rule, user, cures);
            case MappingResult.Unfillable(MappingRule rule, String problem) -> template(rule, problem, cures);
            case MappingResult.Unavailable(MappingRule rule, String problem) -> template(rule, problem, cures);
        };
    }

    private static Observation entry(MappingRule rule, KubernetesUser user, MapCures cures) {
        if (!user.username().startsWith("system:node:")) {
            return template(rule, "a kubelet must be system:node: and its node's name, and would be "
                    + user.username(), cures);
        }
        List<String> missing = GROUPS.stream().filter(group -> !user.groups().contains(group)).toList();
        return missing.isEmpty()
                ? Observation.ok(Station.NODE, rule.place() + " lets " + rule.subject() + " in as a node")
                : Observation.fault(CheckCode.W_GROUPS, rule.place() + " leaves " + String.join(" and ", missing)
                        + " out of the groups of " + rule.subject(), cures.joinGroups(rule, GROUPS));
    }

    private static Observation template(MappingRule rule, String problem, MapCures cures) {
        return Observation.fault(CheckCode.W_TEMPLATE, rule.place() + " has the user name " + rule.username() + ":\n"
                + problem, cures.rename(rule.subject(), NAME));
    }

    /** By its access entry, where that decides: in mode {@code API} alone, else where it lets the node in. */
    private Optional<Observation> byEntry(Surroundings place, Facts known, String roleArn) {
        Optional<ClusterFacts> asks = known.cluster().filter(found -> found.authenticationMode().startsWith("API"));
        if (asks.isEmpty() || Arn.tryParse(roleArn).isEmpty()) {
            return Optional.empty();
        }
        ClusterFacts cluster = asks.get();
        boolean alone = cluster.authenticationMode().equals("API");
        Optional<Observation> said = asking.entries(place, known)
                .flatMap(eks -> eks.describe(cluster.name(), roleArn).optional())
                .map(found -> found.map(entry -> ofType(entry, cluster)).orElseGet(() -> Observation.fault(
                        CheckCode.W_NOT_MAPPED, "EKS has no access entry for " + roleArn,
                        Cure.accountAdministrator("let nodes with this role in", create(cluster, roleArn)))));
        return alone
                ? said.or(() -> Optional.of(Observation.unseen(Station.NODE, "role " + roleArn
                        + ": EKS does not say whether it has an access entry, and " + cluster.name()
                        + " asks nothing else (mode API)")))
                : said.filter(one -> one.level() == Level.OK);
    }

    private static Observation ofType(AccessEntry entry, ClusterFacts cluster) {
        return entry.type().equals("STANDARD")
                ? Observation.fault(CheckCode.W_TEMPLATE, "the access entry of " + entry.principalArn()
                        + " is of type STANDARD, for people",
                        Cure.accountAdministrator("make it anew for nodes",
                                ShellLine.of("aws", "eks", "delete-access-entry", "--cluster-name", cluster.name(),
                                        "--region", cluster.region(), "--principal-arn", entry.principalArn()),
                                create(cluster, entry.principalArn())))
                : Observation.ok(Station.NODE, "an access entry of type " + entry.type() + " lets "
                        + entry.principalArn() + " in as a node");
    }

    private static String create(ClusterFacts cluster, String roleArn) {
        return ShellLine.of("aws", "eks", "create-access-entry", "--cluster-name", cluster.name(), "--region",
                cluster.region(), "--principal-arn", Arn.parse(roleArn).toString(), "--type", "EC2_LINUX");
    }
}
