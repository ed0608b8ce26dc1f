package dev.sallyport.rbac;

import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may, and by what.
 *
 * @param allowed the verdict
 * @param chains every way that leads to a yes, the one that the API server would name first; empty for a no. Taking
 *     all of them away makes it a no, taking fewer does not
 * @param problems references that lead nowhere, met on the way, as the API server reports them
 */
public record Decision(boolean allowed, List<Chain> chains, List<String> problems) {

    public Decision {
        chains = List.copyOf(chains);
        problems = List.copyOf(problems);
    }

    /** One way to a yes. */
    public sealed interface Chain {

        /**
         * By a binding.
         *
         * @param ruleIndex the 0-based place of the rule in the role
         */
        record ByBinding(Binding binding, Subject subject, Role role, int ruleIndex, PolicyRule rule)
                implements
                    Chain {

            /**
             * The chain in the API server's words, such as {@code ClusterRoleBinding "admins" of ClusterRole
             * "cluster-admin" to Group "ops"}. It writes a namespaced thing's name before its namespace.
             */
            public String describe() {
                String kind = binding.isClusterRoleBinding() ? "ClusterRoleBinding" : "RoleBinding";
                String name = binding.isClusterRoleBinding()
                        ? binding.name()
                        : binding.name() + "/" + binding.namespace();
                return kind + " " + Quoted.text(name) + " of " + binding.role().kind().kubernetesName() + " "
                        + Quoted.text(binding.role().name()) + " to " + describeSubject();
            }

            private String describeSubject() {
                return switch (subject) {
                    case Subject.User user -> "User " + Quoted.text(user.name());
                    case Subject.Group group -> "Group " + Quoted.text(group.name());
                    case Subject.ServiceAccount account -> {
                        String namespace = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
                        yield "ServiceAccount " + Quoted.text(account.name() + "/" + namespace);
                    }
                };
            }
        }

        /** By the group {@code system:masters}, which no rule can take away. */
        record ByMasters() implements Chain {}
    }

    /** The chain that the API server would name, for a yes. */
    public Optional<Chain> first() {
        return chains.stream().findFirst();
    }

    /**
     * The reason as the API server words it, in a review's {@code status.reason} and at the end of a {@code Forbidden}
     * sentence. Empty for {@code system:masters}, and for a no without dangling references.
     */
    public String reason() {
        if (!chains.isEmpty()) {
            return switch (chains.getFirst()) {
                case Chain.ByBinding by -> "RBAC: allowed by " + by.describe();
                case Chain.ByMasters masters -> "";
            };
        }
        return problems.isEmpty() ? "" : "RBAC: " + Problems.joined(problems);
    }
}
