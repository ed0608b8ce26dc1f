package dev.sallyport.access.minimize;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lays needs out over roles and bindings. What is needed in the whole cluster, and paths, go into a ClusterRole; what that
 * gives already is left out of the namespaces. What is needed in a namespace goes into a Role there. Where more than a few
 * namespaces need the same, they get one ClusterRole, and a RoleBinding each: that gives the same, written once.
 *
 * <p>A binding has the name of its role, and which kind of role that is shows in the name: the role of a binding can never
 * be changed, so a later run must not find its names taken for another kind. What is added to a name stands behind a colon,
 * which no name has that is made of somebody's.
 */
final class LeastRoles {

    private static final int FEW_NAMESPACES = 3;
    /** Names in one rule, so that a person can read it, and a role can be cut between rules. */
    private static final int MOST_NAMES = 500;
    /**
     * Characters in one role. kubectl apply keeps the whole object in an annotation, and all annotations together may have
     * 256 KiB (Kubernetes, {@code apimachinery/pkg/api/validation TotalAnnotationSizeLimitB}).
     */
    private static final int LARGEST = 100_000;

    private final String name;
    private final List<Subject> subjects;
    private final List<Role> roles = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();

    private LeastRoles(String name, List<Subject> subjects) {
        this.name = name;
        this.subjects = subjects;
    }

    /**
     * The roles and their bindings.
     *
     * @param name of the objects; several roles in one place have it with a number
     */
    static RbacSnapshot of(Collection<Need> needs, String name, List<Subject> subjects) {
        LeastRoles least = new LeastRoles(name, subjects);
        least.lay(needs);
        return new RbacSnapshot(least.roles, least.bindings);
    }

    private void lay(Collection<Need> needs) {
        Set<Need> everywhere = new HashSet<>();
        SortedMap<String, Set<Need.Resource>> inNamespaces = new TreeMap<>();
        for (Need need : needs) {
            if (need instanceof Need.Resource of && !of.namespace().isEmpty()) {
                inNamespaces.computeIfAbsent(of.namespace(), absent -> new HashSet<>()).add(of);
            } else {
                everywhere.add(need);
            }
        }
        List<List<PolicyRule>> clusterWide = portions(LeastRules.of(everywhere));
        for (int i = 0; i < clusterWide.size(); i++) {
            roles.add(new Role("", numbered(name, i), clusterWide.get(i)));
            bindings.add(new Binding("", numbered(name, i), RoleRef.clusterRole(numbered(name, i)), subjects));
        }
        Map<List<PolicyRule>, List<String>> namespacesOf = new LinkedHashMap<>();
        inNamespaces.forEach((namespace, of) -> {
            of.removeIf(need -> isAmong(everywhere, need));
            if (!of.isEmpty()) {
                namespacesOf.computeIfAbsent(LeastRules.of(of), absent -> new ArrayList<>()).add(namespace);
            }
        });
        int shared = 0;
        for (Map.Entry<List<PolicyRule>, List<String>> entry : namespacesOf.entrySet()) {
            boolean many = entry.getValue().size() > FEW_NAMESPACES;
            inNamespaces(portions(entry.getKey()), entry.getValue(), many
                    ? numbered(name + ":shared", shared++)
                    : name, many);
        }
    }

    private void inNamespaces(List<List<PolicyRule>> portions, List<String> namespaces, String called, boolean shared) {
        for (int i = 0; i < portions.size(); i++) {
            String role = i == 0 ? called : called + ":part-" + (i + 1);
            if (shared) {
                roles.add(new Role("", role, portions.get(i)));
            }
            for (String namespace : namespaces) {
                if (!shared) {
                    roles.add(new Role(namespace, role, portions.get(i)));
                }
                bindings.add(new Binding(namespace, role, shared ? RoleRef.clusterRole(role) : RoleRef.role(role),
                        subjects));
            }
        }
    }

    private static boolean isAmong(Set<Need> everywhere, Need.Resource need) {
        return everywhere.contains(new Need.Resource("", need.group(), need.resource(), need.verb(), need.name()))
                || everywhere.contains(new Need.Resource("", need.group(), need.resource(), need.verb(), ""));
    }

    private static String numbered(String name, int place) {
        return place == 0 ? name : name + ":" + (place + 1);
    }

    private static List<List<PolicyRule>> portions(List<PolicyRule> rules) {
        List<List<PolicyRule>> portions = new ArrayList<>();
        int size = LARGEST;
        for (PolicyRule rule : rules.stream().flatMap(rule -> cut(rule).stream()).toList()) {
            int more = rule.compact().length();
            if (size + more > LARGEST) {
                portions.add(new ArrayList<>());
                size = 0;
            }
            portions.getLast().add(rule);
            size += more;
        }
        return portions;
    }

    private static List<PolicyRule> cut(PolicyRule rule) {
        if (rule.resourceNames().size() <= MOST_NAMES) {
            return List.of(rule);
        }
        List<PolicyRule> pieces = new ArrayList<>();
        for (int from = 0; from < rule.resourceNames().size(); from += MOST_NAMES) {
            pieces.add(new PolicyRule(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()
                    .subList(from, Math.min(from + MOST_NAMES, rule.resourceNames().size())), List.of()));
        }
        return pieces;
    }
}
