package dev.sallyport.cluster.snapshot;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Role;

/**
 * Which object is meant.
 *
 * @param kind such as {@code ClusterRole}
 * @param namespace empty for a cluster-scoped one
 */
public record ObjectKey(String kind, String namespace, String name) {

    /** The key of a role. */
    public static ObjectKey of(Role role) {
        return new ObjectKey(role.isClusterRole() ? "ClusterRole" : "Role", role.namespace(), role.name());
    }

    /** The key of a binding. */
    public static ObjectKey of(Binding binding) {
        return new ObjectKey(binding.isClusterRoleBinding() ? "ClusterRoleBinding" : "RoleBinding",
                binding.namespace(), binding.name());
    }

    /** {@code RoleBinding dev/admins}, {@code ClusterRole view}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
