package dev.sallyport.access.world;

import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Both doors of one cluster at one moment: what maps, what authorizes, and what was not looked at. Immutable; the indexes
 * are built once. Reads of it are safe from any thread.
 *
 * <p>A second map and a second authorizer, EKS's access entries and access policies, will stand here beside the first.
 */
public final class AccessWorld {

    private static final int NAMED = 5; // lines of the map; the rest is counted
    private static final Pattern CANONICAL = Pattern
            .compile("arn:[^:]+:(?:iam::[0-9]*:(?:role/[^/]+|user/.+|root)|sts::[0-9]*:federated-user/.+)");

    private final ClusterSnapshot cluster;
    private final AuthenticationMode mode;
    private final MappingTable table;
    private final RbacAuthorizer authorizer;
    private final IamWord iam;

    private AccessWorld(ClusterSnapshot cluster, AuthenticationMode mode, IamWord iam) {
        this.cluster = cluster;
        this.mode = mode;
        this.iam = iam;
        this.table = cluster.table();
        this.authorizer = RbacAuthorizer.over(cluster.rbac());
    }

    /** Over a snapshot. */
    public static AccessWorld of(ClusterSnapshot cluster, AuthenticationMode mode) {
        return new AccessWorld(cluster, mode, IamWord.NONE);
    }

    /** The same, where IAM was asked. */
    public AccessWorld with(IamWord said) {
        return new AccessWorld(cluster, mode, said);
    }

    /** What IAM said of those who matter here; nothing where it was not asked. */
    public IamWord iam() {
        return iam;
    }

    /** Over a map and roles alone, where aws-auth is the only map. */
    public static AccessWorld of(String name, AwsAuth awsAuth, RbacSnapshot rbac) {
        return of(ClusterSnapshot.of(name, awsAuth, rbac), AuthenticationMode.CONFIG_MAP);
    }

    /** What it was built from. */
    public ClusterSnapshot cluster() {
        return cluster;
    }

    public AuthenticationMode mode() {
        return mode;
    }

    /** Who is let in, over all sources that could be read. */
    public MappingTable table() {
        return table;
    }

    /**
     * The rules that let somebody in, which are fewer than the map has: none where aws-auth is not asked, and none whose ARN
     * nobody signs in with, such as a role's with its path or a session's. {@link #vainRules} says so of these.
     */
    public List<MappingRule> rulesInForce() {
        return mode == AuthenticationMode.API
                ? List.of()
                : table.rules().stream().filter(AccessWorld::isSomebodys).toList();
    }

    /** What is to be said of the map's rules that let nobody in; empty where each lets somebody in. */
    public Optional<String> vainRules() {
        List<String> vain = mode == AuthenticationMode.API
                ? List.of()
                : table.rules().stream().filter(rule -> !isSomebodys(rule)).map(rule -> rule.place().toString())
                        .toList();
        if (vain.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((vain.size() == 1 ? "A line" : vain.size() + " lines") + " of the map "
                + (vain.size() == 1 ? "lets" : "let") + " nobody in, for nobody signs in with such an ARN: "
                + String.join(", ", vain.subList(0, Math.min(NAMED, vain.size())))
                + (vain.size() > NAMED ? ", ..." : "")
                + ". See sallyport mapping lint.");
    }

    /** Source: {@code arn.Canonicalize} of aws-iam-authenticator, which makes one of these of whoever signs in. */
    private static boolean isSomebodys(MappingRule rule) {
        return switch (rule) {
            case MappingRule.Account _,MappingRule.ArnPattern _ -> true;
            case MappingRule.Role _,MappingRule.User _ -> CANONICAL.matcher(ArnCase.folded(rule.subject())).matches();
        };
    }

    /** What RBAC allows. */
    public RbacAuthorizer authorizer() {
        return authorizer;
    }

    /** Whether something could not be seen that hides this. */
    public boolean hidden(Unseen.Hides what) {
        return cluster.unseen().stream().anyMatch(unseen -> unseen.hides() == what);
    }

    /** What every answer must say of its limits, a sentence each. */
    public List<String> limits() {
        List<String> limits = new ArrayList<>();
        mode.remark().ifPresent(limits::add);
        cluster.unseen().stream().map(Unseen::sentence).forEach(limits::add);
        return limits;
    }
}
