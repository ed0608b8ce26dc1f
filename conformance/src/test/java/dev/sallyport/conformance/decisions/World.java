package dev.sallyport.conformance.decisions;

import dev.sallyport.rbac.PolicyRule;

import java.util.List;
import java.util.Map;

/**
 * Roles and bindings as somebody wrote them. In every name, {@code %} stands for the place that the world gets in a
 * server, so that many worlds fit into one: no Kubernetes name of ours contains it otherwise.
 *
 * @param namespaces those that exist
 */
record World(List<String> namespaces, List<WrittenRole> roles, List<WrittenBinding> bindings) {

    World {
        namespaces = List.copyOf(namespaces);
        roles = List.copyOf(roles);
        bindings = List.copyOf(bindings);
    }

    /**
     * A Role, or a ClusterRole.
     *
     * @param namespace empty for a ClusterRole
     * @param labels of the object, for others to gather it by
     * @param gathers the labels of each selector of its aggregation rule; empty for a role with rules of its own
     */
    record WrittenRole(String namespace, String name, Map<String, String> labels, List<PolicyRule> rules,
            List<Map<String, String>> gathers) {

        WrittenRole {
            labels = Map.copyOf(labels);
            rules = List.copyOf(rules);
            gathers = gathers.stream().map(Map::copyOf).toList();
        }

        WrittenRole withRules(List<PolicyRule> others) {
            return new WrittenRole(namespace, name, labels, others, gathers);
        }
    }

    /**
     * A RoleBinding, or a ClusterRoleBinding.
     *
     * @param namespace empty for a ClusterRoleBinding
     * @param roleKind {@code Role} or {@code ClusterRole}
     */
    record WrittenBinding(String namespace, String name, String roleKind, String roleName,
            List<WrittenSubject> subjects) {

        WrittenBinding {
            subjects = List.copyOf(subjects);
        }

        WrittenBinding withSubjects(List<WrittenSubject> others) {
            return new WrittenBinding(namespace, name, roleKind, roleName, others);
        }
    }

    /**
     * Whom a binding speaks of.
     *
     * @param kind {@code User}, {@code Group} or {@code ServiceAccount}
     * @param namespace of a service account; empty for none
     */
    record WrittenSubject(String kind, String namespace, String name) {}

    World withRoles(List<WrittenRole> others) {
        return new World(namespaces, others, bindings);
    }

    World withBindings(List<WrittenBinding> others) {
        return new World(namespaces, roles, others);
    }
}
