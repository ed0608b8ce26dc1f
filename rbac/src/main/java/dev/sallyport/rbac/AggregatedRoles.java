package dev.sallyport.rbac;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says what rules the aggregation controller writes into ClusterRoles that gather those of others.
 *
 * <p>An aggregated role's rules are, selector by selector, those of the selected roles in the order of their names,
 * each rule once, its own never. A role that gathers may itself be gathered ({@code view} by {@code edit} by {@code
 * admin}), so one write leads to the next until nothing changes.
 *
 * <p>The controller applies what it gathered, as the owner of the rules. To apply nothing takes away what the controller
 * itself wrote before, and nothing else: rules that somebody wrote into a role that gathers nothing yet stay in force.
 *
 * <p>Source: Kubernetes, {@code pkg/controller/clusterroleaggregation}.
 */
public final class AggregatedRoles {

    private AggregatedRoles() {}

    /**
     * A ClusterRole as the controller sees it.
     *
     * @param rules as they stand
     * @param selectors of its aggregation rule; empty for a role that gathers nothing and keeps its rules
     * @param gathered whether the controller wrote the rules, and owns them still
     */
    public record Candidate(String name, Map<String, String> labels, List<PolicyRule> rules,
            List<LabelSelector> selectors, boolean gathered) {
        public Candidate {
            labels = Map.copyOf(labels);
            rules = List.copyOf(rules);
            selectors = List.copyOf(selectors);
        }

        private Candidate withRules(List<PolicyRule> newRules) {
            return new Candidate(name, labels, newRules, selectors, true);
        }
    }

    /**
     * Lets the controller run until it rests.
     *
     * <p>Roles that gather each other in a ring of three or more may pass rules around forever, here as there: it is
     * stopped after as many rounds as there are roles, which is more than any chain without a ring needs.
     *
     * @param clusterRoles all ClusterRoles of the cluster, in any order
     * @return the new rules of each role that the controller would write to, by name; empty when all is settled
     */
    public static SortedMap<String, List<PolicyRule>> changes(List<Candidate> clusterRoles) {
        Map<String, Candidate> current = new LinkedHashMap<>();
        clusterRoles.stream().sorted(Comparator.comparing(Candidate::name))
                .forEach(role -> current.put(role.name(), role));
        boolean changed = true;
        for (int round = 0; changed && round <= clusterRoles.size(); round++) {
            changed = false;
            for (Candidate role : List.copyOf(current.values())) {
                if (role.selectors().isEmpty()) {
                    continue;
                }
                List<PolicyRule> gathered = gather(role, current.values());
                if (!gathered.equals(role.rules()) && (role.gathered() || !gathered.isEmpty())) {
                    current.put(role.name(), role.withRules(gathered));
                    changed = true;
                }
            }
        }
        SortedMap<String, List<PolicyRule>> changes = new TreeMap<>();
        for (Candidate before : clusterRoles) {
            Candidate after = current.getOrDefault(before.name(), before);
            if (!after.rules().equals(before.rules())) {
                changes.put(before.name(), after.rules());
            }
        }
        return changes;
    }

    /** What one role gathers from the roles as they stand, which must be sorted by name. */
    private static List<PolicyRule> gather(Candidate into, Iterable<Candidate> sorted) {
        Set<PolicyRule> rules = new LinkedHashSet<>();
        for (LabelSelector selector : into.selectors()) {
            for (Candidate from : sorted) {
                if (!from.name().equals(into.name()) && selector.matches(from.labels())) {
                    rules.addAll(from.rules());
                }
            }
        }
        return List.copyOf(rules);
    }
}
