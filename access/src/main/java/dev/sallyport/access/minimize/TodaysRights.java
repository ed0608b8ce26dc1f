package dev.sallyport.access.minimize;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody may do today, held against what a log has seen of them.
 *
 * @param grants the bindings that speak of them by name or by a group of theirs, but for those that everybody has
 * @param masters whether they are in {@code system:masters}, which may do everything and which no role takes away
 * @param refusedToday what the log saw allowed, that the roles give and RBAC would refuse today; of a group, what its own
 *     bindings do not give
 */
public record TodaysRights(List<Used> grants, boolean masters, List<Asked> refusedToday) {

    private static final RbacUser NOBODY = new RbacUser("", List.of());

    public TodaysRights {
        grants = List.copyOf(grants);
        refusedToday = List.copyOf(refusedToday);
    }

    /**
     * How much of what one binding gives was seen.
     *
     * @param subject whom it names
     * @param unseen rights that no request of the log has used
     * @param partly rights that were used, and are wider than that
     */
    public record Used(Binding binding, Role role, Subject subject, List<PolicyRule> unseen, List<Partly> partly) {
        public Used {
            unseen = List.copyOf(unseen);
            partly = List.copyOf(partly);
        }
    }

    /**
     * A right that is wider than what was seen of it.
     *
     * @param rule one verb on one resource, or on one path
     * @param wildcard whether it stands for more than it names
     * @param names if every request named its object though any name would do, these names; else empty
     * @param namespaces if every request was in a namespace though the right is the whole cluster's, these; else empty
     */
    public record Partly(PolicyRule rule, boolean wildcard, List<String> names, List<String> namespaces) {
        public Partly {
            names = List.copyOf(names);
            namespaces = List.copyOf(namespaces);
        }
    }

    /**
     * Holds rights against requests.
     *
     * @param holders who holds them: users with their groups, or the group alone
     * @param allowed what was let through
     * @param theirs that without what everybody may
     */
    static TodaysRights of(RbacSnapshot today, Collection<RbacUser> holders, List<Asked> allowed, List<Asked> theirs) {
        Grants all = Grants.over(today);
        Set<Grant> grants = new LinkedHashSet<>();
        for (RbacUser holder : holders) {
            grants.addAll(all.of(holder));
        }
        Set<AccessRequest> requests = new HashSet<>();
        allowed.forEach(asked -> requests.add(asked.request()));
        List<Used> used = new ArrayList<>();
        for (Grant grant : grants) {
            grant.role().filter(
                    role -> !(grant.subject() instanceof Subject.Group(String name) && Party.Everybody.is(name)))
                    .ifPresent(role -> used.add(used(grant, role, requests)));
        }
        Map<String, RbacUser> byName = new LinkedHashMap<>();
        holders.forEach(holder -> byName.put(holder.name(), holder));
        RbacAuthorizer authorizer = RbacAuthorizer.over(today);
        return new TodaysRights(used, holders.stream().anyMatch(holder -> holder.groups().contains("system:masters")),
                theirs.stream().filter(asked -> !authorizer.decide(byName.getOrDefault(asked.user(), byName
                        .getOrDefault("", NOBODY)), asked.request()).allowed()).toList());
    }

    private static Used used(Grant grant, Role role, Set<AccessRequest> requests) {
        List<Need> unseen = new ArrayList<>();
        List<Partly> partly = new ArrayList<>();
        boolean everywhere = grant.binding().isClusterRoleBinding();
        List<AccessRequest> inScope = requests.stream().filter(request -> everywhere
                || (request instanceof AccessRequest.Resource of && of.namespace().equals(
                        grant.binding().namespace())))
                .toList();
        for (PolicyRule rule : role.rules()) {
            for (PolicyRule smallest : smallest(rule, everywhere)) {
                List<AccessRequest> using = inScope.stream().filter(smallest::allows).toList();
                if (using.isEmpty()) {
                    unseen.add(need(smallest));
                } else {
                    Partly part = partly(smallest, using, everywhere);
                    if (part.wildcard() || !part.names().isEmpty() || !part.namespaces().isEmpty()) {
                        partly.add(part);
                    }
                }
            }
        }
        return new Used(grant.binding(), role, grant.subject(), LeastRules.of(unseen), partly);
    }

    private static Partly partly(PolicyRule smallest, List<AccessRequest> using, boolean everywhere) {
        Set<String> names = new TreeSet<>();
        Set<String> namespaces = new TreeSet<>();
        for (AccessRequest request : using) {
            if (request instanceof AccessRequest.Resource of) {
                names.add(of.name());
                namespaces.add(of.name().equals(of.namespace()) && of.resource().equals("namespaces")
                        ? ""
                        : of.namespace());
            }
        }
        boolean path = !smallest.nonResourceUrls().isEmpty();
        return new Partly(smallest, isWildcard(smallest),
                path || !smallest.resourceNames().isEmpty() || names.contains("") ? List.of() : List.copyOf(names),
                path || !everywhere || namespaces.contains("") ? List.of() : List.copyOf(namespaces));
    }

    private static boolean isWildcard(PolicyRule smallest) {
        return smallest.verbs().contains("*") || smallest.apiGroups().contains("*")
                || smallest.resources().stream().anyMatch(resource -> resource.equals("*")
                        || resource.startsWith("*/"))
                || smallest.nonResourceUrls().stream().anyMatch(path -> path.endsWith("*"));
    }

    private static Need need(PolicyRule smallest) {
        String verb = smallest.verbs().getFirst();
        return smallest.nonResourceUrls().isEmpty()
                ? new Need.Resource("", smallest.apiGroups().getFirst(), smallest.resources().getFirst(), verb,
                        smallest.resourceNames().isEmpty() ? "" : smallest.resourceNames().getFirst())
                : new Need.Path(smallest.nonResourceUrls().getFirst(), verb);
    }

    /** One verb, one group, one resource, one name; or one verb, one path, which counts in ClusterRoleBindings alone. */
    private static List<PolicyRule> smallest(PolicyRule rule, boolean everywhere) {
        List<PolicyRule> smallest = new ArrayList<>();
        for (String verb : rule.verbs()) {
            for (String group : rule.apiGroups()) {
                for (String resource : rule.resources()) {
                    PolicyRule any = PolicyRule.resources(List.of(verb), List.of(group), List.of(resource));
                    if (rule.resourceNames().isEmpty()) {
                        smallest.add(any);
                    }
                    rule.resourceNames().forEach(name -> smallest.add(new PolicyRule(any.verbs(), any.apiGroups(),
                            any.resources(), List.of(name), List.of())));
                }
            }
            if (everywhere) {
                rule.nonResourceUrls().forEach(url -> smallest.add(PolicyRule.nonResources(List.of(verb),
                        List.of(url))));
            }
        }
        return smallest;
    }
}
