package dev.sallyport.rbac;

import java.util.List;

/**
 * A Role or ClusterRole, with its rules as they stand in the cluster (an aggregated role's rules are what the
 * controller wrote there, or what {@link RbacSnapshot} adds up when it is asked to).
 *
 * @param namespace empty for a ClusterRole
 */
public record Role(String namespace, String name, List<PolicyRule> rules) {
    public Role {
        rules = List.copyOf(rules);
    }

    /** Whether this is a ClusterRole. */
    public boolean isClusterRole() {
        return namespace.isEmpty();
    }
}
