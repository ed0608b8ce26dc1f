package dev.sallyport.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Holds back who would write a role or a binding that gives more than they have.
 *
 * <p>What is wanted is broken down into the smallest rules (one group, one resource, one name, one verb; or one path,
 * one verb), each of which a single rule of the writer's must cover. What is left over is what the writer lacks.
 *
 * <p>Two verbs lift this for a role: {@code escalate} on it for writing it, {@code bind} on it for binding it. The
 * group {@code system:masters} is free.
 *
 * <p>Source: Kubernetes, {@code component-helpers/auth/rbac/validation} and {@code pkg/registry/rbac}.
 */
public final class PrivilegeEscalation {

    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
    private static final List<PolicyRule> FULL_AUTHORITY = List.of(
            PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")),
            PolicyRule.nonResources(List.of("*"), List.of("*")));

    private final RbacAuthorizer authorizer;

    private PrivilegeEscalation(RbacAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Checks against what users hold by this authorizer. */
    public static PrivilegeEscalation under(RbacAuthorizer authorizer) {
        return new PrivilegeEscalation(authorizer);
    }

    /** How a check ends. Switch on it without a default branch. */
    public sealed interface Verdict {

        /** The write may go on. */
        record Fine() implements Verdict {}

        /**
         * The write is refused with a 403.
         *
         * @param reason what follows {@code … is forbidden: } in the API server's sentence
         * @param missing what the writer lacks, in the smallest rules; empty where only the reason is known
         */
        record Escalates(String reason, List<PolicyRule> missing) implements Verdict {
            public Escalates {
                missing = List.copyOf(missing);
            }
        }

        /**
         * The binding's role does not exist, and the writer may not bind it unseen: a 404.
         *
         * @param message the API server's sentence
         */
        record RoleNotFound(String message) implements Verdict {}
    }

    /**
     * Checks a write of a role.
     *
     * @param nameInRequest the name in the request's path: empty when the role is being created
     * @param aggregates whether the role has selectors of an aggregation rule, or had them before the write
     */
    public Verdict writeRole(RbacUser writer, Role role, String nameInRequest, boolean aggregates) {
        String resource = role.isClusterRole() ? "clusterroles" : "roles";
        if (isFree(writer)
                || may(writer, "escalate", resource, nameInRequest, role.namespace())) {
            return new Verdict.Fine();
        }
        Verdict verdict = confirm(writer, role.namespace(), role.rules());
        if (verdict instanceof Verdict.Fine && aggregates
                && confirm(writer, role.namespace(), FULL_AUTHORITY) instanceof Verdict.Escalates) {
            return new Verdict.Escalates("must have cluster-admin privileges to use the aggregationRule", List.of());
        }
        return verdict;
    }

    /** Checks a write of a binding. */
    public Verdict writeBinding(RbacUser writer, Binding binding) {
        String resource = switch (binding.role().kind()) {
            case ROLE -> "roles";
            case CLUSTER_ROLE -> "clusterroles";
        };
        if (isFree(writer) || may(writer, "bind", resource, binding.role().name(), binding.namespace())) {
            return new Verdict.Fine();
        }
        return authorizer.resolve(binding.role(), binding.namespace())
                .map(role -> confirm(writer, binding.namespace(), role.rules()))
                .orElseGet(() -> new Verdict.RoleNotFound(Problems.notFound(binding.role())));
    }

    /** The smallest rules of what is wanted that no single rule of what is held covers; empty when all is covered. */
    public static List<PolicyRule> uncovered(List<PolicyRule> held, List<PolicyRule> wanted) {
        return wanted.stream().flatMap(rule -> broken(rule).stream())
                .filter(smallest -> held.stream().noneMatch(rule -> covers(rule, smallest)))
                .toList();
    }

    /** Whether what is held covers what is wanted. */
    public static boolean covers(List<PolicyRule> held, List<PolicyRule> wanted) {
        return uncovered(held, wanted).isEmpty();
    }

    private static boolean isFree(RbacUser writer) {
        return writer.groups().contains(RbacAuthorizer.MASTERS);
    }

    private boolean may(RbacUser writer, String verb, String resource, String name, String namespace) {
        return authorizer.decide(writer,
                new AccessRequest.Resource(verb, RBAC_GROUP, resource, "", name, namespace)).allowed();
    }

    private Verdict confirm(RbacUser writer, String namespace, List<PolicyRule> wanted) {
        EffectiveRules held = authorizer.rulesFor(writer, namespace);
        List<PolicyRule> missing = uncovered(held.rules(), wanted);
        if (missing.isEmpty()) {
            return new Verdict.Fine();
        }
        TreeSet<String> lines = new TreeSet<>();
        compacted(missing).forEach(rule -> lines.add(rule.compact()));
        String reason = "user " + Quoted.text(writer.name()) + " (groups=" + Quoted.list(writer.groups())
                + ") is attempting to grant RBAC permissions not currently held:\n" + String.join("\n", lines);
        if (!held.problems().isEmpty()) {
            reason += "; resolution errors: [" + held.evaluationError() + "]";
        }
        return new Verdict.Escalates(reason, missing);
    }

    /** Puts the verbs of rules about the same group and resource together again, for people to read. */
    private static List<PolicyRule> compacted(List<PolicyRule> smallest) {
        record GroupResource(String group, String resource) {}
        List<PolicyRule> others = new ArrayList<>();
        Map<GroupResource, List<String>> verbs = new LinkedHashMap<>();
        for (PolicyRule rule : smallest) {
            if (rule.resources().isEmpty() || !rule.resourceNames().isEmpty()) {
                others.add(rule);
            } else {
                verbs.computeIfAbsent(new GroupResource(rule.apiGroups().getFirst(), rule.resources().getFirst()),
                        absent -> new ArrayList<>()).addAll(rule.verbs());
            }
        }
        verbs.forEach((of, all) -> others
                .add(PolicyRule.resources(all, List.of(of.group()), List.of(of.resource()))));
        return others;
    }

    private static List<PolicyRule> broken(PolicyRule rule) {
        List<PolicyRule> smallest = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    PolicyRule ofAnyName = PolicyRule.resources(List.of(verb), List.of(group), List.of(resource));
                    if (rule.resourceNames().isEmpty()) {
                        smallest.add(ofAnyName);
                    }
                    for (String name : rule.resourceNames()) {
                        smallest.add(new PolicyRule(ofAnyName.verbs(), ofAnyName.apiGroups(), ofAnyName.resources(),
                                List.of(name), List.of()));
                    }
                }
            }
        }
        for (String url : rule.nonResourceUrls()) {
            for (String verb : rule.verbs()) {
                smallest.add(PolicyRule.nonResources(List.of(verb), List.of(url)));
            }
        }
        return smallest;
    }

    private static boolean covers(PolicyRule held, PolicyRule smallest) {
        return allOrEach(held.verbs(), smallest.verbs())
                && allOrEach(held.apiGroups(), smallest.apiGroups())
                && smallest.resources().stream().allMatch(resource -> coversResource(held.resources(), resource))
                && smallest.nonResourceUrls().stream().allMatch(url -> held.nonResourceUrls().stream()
                        .anyMatch(mine -> PolicyRule.pathCovers(mine, url)))
                && (held.resourceNames().isEmpty() || (!smallest.resourceNames().isEmpty()
                        && held.resourceNames().containsAll(smallest.resourceNames())));
    }

    private static boolean allOrEach(List<String> held, List<String> wanted) {
        return held.contains(PolicyRule.ALL) || held.containsAll(wanted);
    }

    private static boolean coversResource(List<String> held, String resource) {
        if (held.contains(PolicyRule.ALL) || held.contains(resource)) {
            return true;
        }
        int slash = resource.indexOf('/');
        return slash >= 0 && held.contains("*" + resource.substring(slash));
    }
}
