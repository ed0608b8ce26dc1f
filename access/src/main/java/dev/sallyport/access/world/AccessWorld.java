package dev.sallyport.access.world;

import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Both doors of one cluster at one moment: what maps, what authorizes, and what was not looked at. Immutable; the indexes
 * are built once. Reads of it are safe from any thread.
 *
 * <p>A second map and a second authorizer, EKS's access entries and access policies, will stand here beside the first.
 */
public final class AccessWorld {

    private final ClusterSnapshot cluster;
    private final AuthenticationMode mode;
    private final MappingTable table;
    private final RbacAuthorizer authorizer;
    private final Set<String> gone;

    private AccessWorld(ClusterSnapshot cluster, AuthenticationMode mode, Set<String> gone) {
        this.cluster = cluster;
        this.mode = mode;
        this.gone = Set.copyOf(gone);
        this.table = cluster.table();
        this.authorizer = RbacAuthorizer.over(cluster.rbac());
    }

    /** Over a snapshot. */
    public static AccessWorld of(ClusterSnapshot cluster, AuthenticationMode mode) {
        return new AccessWorld(cluster, mode, Set.of());
    }

    /**
     * The same, where IAM was asked and knows no such users and roles.
     *
     * @param principals their ARNs, as the map writes them
     */
    public AccessWorld without(Set<String> principals) {
        return new AccessWorld(cluster, mode, principals);
    }

    /** The ARNs of users and roles that IAM was asked for and does not know. */
    public Set<String> gone() {
        return gone;
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
