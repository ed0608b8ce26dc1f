package dev.sallyport.access.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.whocan.Evidence;
import dev.sallyport.rbac.whocan.Route;

import java.util.List;

/**
 * Who can do one thing.
 *
 * @param direct who may do it by themselves. What everybody may stands there once, and not again for each
 * @param indirect who may get there by first doing something else
 */
public record WhoCanAnswer(AccessRequest request, List<Direct> direct, List<Indirect> indirect) {

    public WhoCanAnswer {
        direct = List.copyOf(direct);
        indirect = List.copyOf(indirect);
    }

    /**
     * Somebody who may.
     *
     * @param chains every way by which they may; none of them is needed while there is another
     */
    public record Direct(Party party, List<Decision.Chain> chains) {
        public Direct {
            chains = List.copyOf(chains);
        }

        /** Whether this is a part of Kubernetes, and has it by bindings that Kubernetes itself makes alone. */
        public boolean isKubernetesOwn() {
            return party.isPartOfKubernetes() && chains.stream().allMatch(WhoCanAnswer::isKubernetesOwn);
        }
    }

    /**
     * Somebody who may get there.
     *
     * @param ways the first of their shortest ways
     * @param count how many there are
     * @param isKubernetesOwn whether this is a part of Kubernetes, and is bound by bindings that Kubernetes itself makes
     *     alone
     */
    public record Indirect(Party party, List<Way> ways, int count, boolean isKubernetesOwn) {
        public Indirect {
            ways = List.copyOf(ways);
        }
    }

    /**
     * One way.
     *
     * @param evidence for each step of the route what it needs and by what it is had, and at the end the request's own
     */
    public record Way(Route route, List<List<Evidence>> evidence) {
        public Way {
            evidence = evidence.stream().map(List::copyOf).toList();
        }
    }

    private static boolean isKubernetesOwn(Decision.Chain chain) {
        return switch (chain) {
            case Decision.Chain.ByBinding by -> isKubernetesOwn(by.binding());
            case Decision.Chain.ByMasters _ -> true;
        };
    }

    /** Whether Kubernetes makes a binding of this name at its start. */
    public static boolean isKubernetesOwn(Binding binding) {
        return binding.name().startsWith("system:") || binding.name().equals("cluster-admin");
    }

    /** Whether anybody can, be it in steps. The group {@code system:masters} always can, and does not count here. */
    public boolean anybody() {
        return !direct.isEmpty() || !indirect.isEmpty();
    }
}
