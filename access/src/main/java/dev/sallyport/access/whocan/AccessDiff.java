package dev.sallyport.access.whocan;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.PrivilegeEscalation;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who gained and who lost what between two worlds: two clusters, two files, two times.
 *
 * <p>Compared is what one may do, not how it is written: a rule that moved from one role to another is no change, and
 * neither is one that was wider already. For each name that either world knows, and for the whole cluster and each
 * namespace where it has a binding, the rules of one world that those of the other do not cover are the difference.
 */
public final class AccessDiff {

    private AccessDiff() {}

    /**
     * What one name gained and lost.
     *
     * @param who an ARN, {@code user NAME}, {@code group NAME} or {@code service account NAMESPACE/NAME}
     * @param before whether the first world knows it
     * @param after whether the second does
     */
    public record Change(String who, boolean before, boolean after, List<Scoped> gained, List<Scoped> lost) {
        public Change {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
        }
    }

    /**
     * Rules, and where they hold.
     *
     * @param namespace empty for the whole cluster
     */
    public record Scoped(String namespace, List<PolicyRule> rules) {
        public Scoped {
            rules = List.copyOf(rules);
        }
    }

    /** One side: the rules of a map that are in force, and the roles and bindings. */
    public record Side(List<MappingRule> rules, RbacSnapshot rbac) {
        public Side {
            rules = List.copyOf(rules);
        }
    }

    /** The changes, in the order in which the names occur, those of the second world that the first lacks last. */
    public static List<Change> between(Side one, Side other) {
        // A name that one side's bindings know is one that a session may have on the other side, too.
        List<Binding> bindings = new ArrayList<>(one.rbac().bindings());
        bindings.addAll(other.rbac().bindings());
        RbacSnapshot known = new RbacSnapshot(List.of(), bindings);
        Holdings before = new Holdings(one.rules(), one.rbac(), known);
        Holdings after = new Holdings(other.rules(), other.rbac(), known);
        Set<String> names = new LinkedHashSet<>(before.users().keySet());
        names.addAll(after.users().keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<RbacUser> then = Optional.ofNullable(before.users().get(name));
            Optional<RbacUser> now = Optional.ofNullable(after.users().get(name));
            List<Scoped> gained = more(before, then, after, now);
            List<Scoped> lost = more(after, now, before, then);
            boolean letInOrOut = then.isPresent() != now.isPresent() && name.startsWith("arn:");
            if (!gained.isEmpty() || !lost.isEmpty() || letInOrOut) {
                changes.add(new Change(name, then.isPresent(), now.isPresent(), gained, lost));
            }
        }
        return changes;
    }

    /** What somebody holds there and not here. */
    private static List<Scoped> more(Holdings here, Optional<RbacUser> asHere, Holdings there,
            Optional<RbacUser> asThere) {
        if (asThere.isEmpty()) {
            return List.of();
        }
        List<Scoped> more = new ArrayList<>();
        List<PolicyRule> everywhere = PrivilegeEscalation.uncovered(held(here, asHere, ""),
                there.rules(asThere.get(), ""));
        if (!everywhere.isEmpty()) {
            more.add(new Scoped("", merged(everywhere)));
        }
        for (String namespace : there.namespaces(asThere.get())) {
            List<PolicyRule> covered = new ArrayList<>(held(here, asHere, namespace));
            covered.addAll(everywhere);
            // Paths count in ClusterRoleBindings alone.
            List<PolicyRule> inside = PrivilegeEscalation.uncovered(covered, there.rules(asThere.get(), namespace))
                    .stream().filter(rule -> rule.nonResourceUrls().isEmpty()).toList();
            if (!inside.isEmpty()) {
                more.add(new Scoped(namespace, merged(inside)));
            }
        }
        return more;
    }

    private static List<PolicyRule> held(Holdings holdings, Optional<RbacUser> user, String namespace) {
        return user.map(known -> holdings.rules(known, namespace)).orElse(List.of());
    }

    /** Puts smallest rules together again: first the verbs of a resource, then the resources with the same verbs. */
    private static List<PolicyRule> merged(List<PolicyRule> smallest) {
        Map<PolicyRule, Set<String>> verbs = new LinkedHashMap<>();
        for (PolicyRule rule : smallest) {
            PolicyRule without = new PolicyRule(List.of(), rule.apiGroups(), rule.resources(), rule.resourceNames(),
                    rule.nonResourceUrls());
            verbs.computeIfAbsent(without, absent -> new LinkedHashSet<>()).addAll(rule.verbs());
        }
        Map<PolicyRule, Set<String>> resources = new LinkedHashMap<>();
        verbs.forEach((rule, with) -> resources.computeIfAbsent(
                new PolicyRule(List.copyOf(with), rule.apiGroups(), List.of(), rule.resourceNames(),
                        rule.nonResourceUrls()),
                absent -> new LinkedHashSet<>()).addAll(rule.resources()));
        return resources.entrySet().stream().map(entry -> new PolicyRule(entry.getKey().verbs(),
                entry.getKey().apiGroups(), List.copyOf(entry.getValue()), entry.getKey().resourceNames(),
                entry.getKey().nonResourceUrls())).toList();
    }
}
