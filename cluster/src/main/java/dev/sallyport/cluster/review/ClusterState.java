package dev.sallyport.cluster.review;

import dev.sallyport.rbac.RbacSnapshot;

import java.util.List;
import java.util.Optional;

/**
 * What a review must know of a cluster. What could not be seen is empty, and counts as the worse case.
 *
 * @param nodes the Nodes' names; where they cannot be seen, there may be some
 * @param rbac the roles and bindings; where they cannot be seen, {@code system:masters} alone counts as administrator
 * @param caller who makes the change; where nobody can say, no way in is known to be theirs
 */
public record ClusterState(Optional<List<String>> nodes, Optional<RbacSnapshot> rbac, Optional<Caller> caller) {

    public ClusterState {
        nodes = nodes.map(List::copyOf);
    }

    /** Nothing is known, as where a file is edited that belongs to no cluster yet. */
    public static ClusterState unknown() {
        return new ClusterState(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same cluster, changed by somebody else. */
    public ClusterState askedBy(Caller other) {
        return new ClusterState(nodes, rbac, Optional.of(other));
    }

    /** Whether a node may be locked out: there is one, or nobody can say that there is none. */
    boolean mayHaveNodes() {
        return nodes.map(names -> !names.isEmpty()).orElse(true);
    }
}
