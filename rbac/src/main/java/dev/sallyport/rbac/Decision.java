package dev.sallyport.rbac;

import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may, and by what.
 *
 * @param allowed the verdict
 * @param chains every way that leads to a yes, the one that the API server would name first; empty for a no
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
                    Chain {}

        /** By the group {@code system:masters}, which no rule can take away. */
        record ByMasters() implements Chain {}
    }

    /** The chain that the API server would name, for a yes. */
    public Optional<Chain> first() {
        return chains.stream().findFirst();
    }
}
