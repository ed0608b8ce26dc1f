package dev.sallyport.rbac;

import java.util.List;

/**
 * A RoleBinding or ClusterRoleBinding.
 *
 * @param namespace empty for a ClusterRoleBinding
 */
public record Binding(String namespace, String name, RoleRef role, List<Subject> subjects) {
    public Binding {
        subjects = List.copyOf(subjects);
    }

    /** Whether this is a ClusterRoleBinding. */
    public boolean isClusterRoleBinding() {
        return namespace.isEmpty();
    }
}
