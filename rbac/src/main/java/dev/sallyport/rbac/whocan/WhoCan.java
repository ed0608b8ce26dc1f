package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says who may do something, over one snapshot. Immutable; safe to share between threads.
 *
 * <p>The authorizer's index read backwards. Each rule is entered under the words that it has for resources ({@code pods},
 * <code>pods/log</code>, <code>*&#47;scale</code>, {@code *}); a request has at most three such words, so only rules that
 * may match are looked at. From a rule that allows, the way goes on to the bindings of its role whose scope reaches the
 * request, and to their subjects. So an answer costs as much as there are rules about this resource and bindings of
 * their roles, however large the rest of the cluster is.
 */
public final class WhoCan {

    private record PlacedRule(int rolePlace, int ruleIndex) implements Comparable<PlacedRule> {
        private static final Comparator<PlacedRule> ORDER = Comparator.comparingInt(PlacedRule::rolePlace)
                .thenComparingInt(PlacedRule::ruleIndex);

        @Override
        public int compareTo(PlacedRule other) {
            return ORDER.compare(this, other);
        }
    }

    /** The subjects of one binding, each in its one form, and the place of its role. */
    record Bound(int rolePlace, List<Subject> names) {}

    private record PlacedBinding(int place, Binding binding) {}

    private record PlacedChain(PlacedBinding by, int subjectPlace, Subject name, Decision.Chain.ByBinding chain) {}

    private static final Comparator<PlacedChain> ORDER = Comparator
            .comparing((PlacedChain found) -> !found.by().binding().isClusterRoleBinding())
            .thenComparingInt(found -> found.by().place())
            .thenComparingInt(PlacedChain::subjectPlace)
            .thenComparingInt(found -> found.chain().ruleIndex());

    private record RoleKey(String namespace, String name) {
        static RoleKey of(Role role) {
            return new RoleKey(role.namespace(), role.name());
        }
    }

    private final RbacSnapshot snapshot;
    private final List<Role> roles;
    private final Map<String, List<PlacedRule>> byResource = new HashMap<>();
    private final Map<RoleKey, Integer> places = new HashMap<>();
    private final Map<String, List<Bound>> boundIn = new HashMap<>();
    private final RbacAuthorizer authorizer;
    private final List<PlacedRule> aboutPaths = new ArrayList<>();
    private final Map<RoleKey, List<PlacedBinding>> bindingsOf = new HashMap<>();

    private WhoCan(RbacSnapshot snapshot) {
        this.snapshot = snapshot;
        Set<RoleKey> seen = new HashSet<>();
        // Of two of one name the first counts.
        this.roles = snapshot.roles().stream().filter(role -> seen.add(RoleKey.of(role))).toList();
        for (int place = 0; place < roles.size(); place++) {
            enter(roles.get(place), place);
        }
        for (int place = 0; place < roles.size(); place++) {
            places.put(RoleKey.of(roles.get(place)), place);
        }
        this.authorizer = RbacAuthorizer.over(snapshot);
        RbacAuthorizer named = RbacAuthorizer.over(new RbacSnapshot(roles, List.of()));
        for (int place = 0; place < snapshot.bindings().size(); place++) {
            PlacedBinding placed = new PlacedBinding(place, snapshot.bindings().get(place));
            named.resolve(placed.binding().role(), placed.binding().namespace()).map(RoleKey::of).ifPresent(role -> {
                bindingsOf.computeIfAbsent(role, absent -> new ArrayList<>()).add(placed);
                boundIn.computeIfAbsent(placed.binding().namespace(), absent -> new ArrayList<>())
                        .add(new Bound(places.getOrDefault(role, 0), placed.binding().subjects().stream()
                                .flatMap(subject -> Names.of(placed.binding(), subject).stream()).toList()));
            });
        }
    }

    private void enter(Role role, int place) {
        for (int i = 0; i < role.rules().size(); i++) {
            PlacedRule placed = new PlacedRule(place, i);
            role.rules().get(i).resources()
                    .forEach(word -> byResource.computeIfAbsent(word, absent -> new ArrayList<>()).add(placed));
            if (!role.rules().get(i).nonResourceUrls().isEmpty()) {
                aboutPaths.add(placed);
            }
        }
    }

    /** Builds the index over a snapshot. */
    public static WhoCan over(RbacSnapshot snapshot) {
        return new WhoCan(snapshot);
    }

    /** Everybody who may do this by themselves. */
    public Holders holders(AccessRequest request) {
        List<PlacedChain> found = new ArrayList<>();
        for (PlacedRule placed : rulesThatAllow(request)) {
            Role role = roles.get(placed.rolePlace());
            for (PlacedBinding by : bindingsOf.getOrDefault(RoleKey.of(role), List.of())) {
                if (reaches(by.binding(), request)) {
                    addChains(found, by, role, placed.ruleIndex());
                }
            }
        }
        found.sort(ORDER);
        Map<Subject, List<Decision.Chain>> chains = new LinkedHashMap<>();
        chains.put(new Subject.Group(Names.MASTERS), new ArrayList<>(List.of(new Decision.Chain.ByMasters())));
        found.forEach(
                each -> chains.computeIfAbsent(each.name(), absent -> new ArrayList<>()).add(each.chain()));
        chains.replaceAll((subject, list) -> List.copyOf(list));
        return new Holders(request, chains);
    }

    /** All that bindings can call a user by: the name, or the service account that has it, and the groups. */
    public static Set<Subject> names(RbacUser user) {
        return Names.of(user);
    }

    /** Everybody who may do this by themselves, without by what; {@code system:masters} among them. */
    public Set<Subject> subjects(AccessRequest request) {
        BitSet allowing = placesOfRolesThatAllow(request);
        Set<Subject> subjects = new HashSet<>(Set.of(new Subject.Group(Names.MASTERS)));
        boundIn("").stream().filter(bound -> allowing.get(bound.rolePlace()))
                .forEach(bound -> subjects.addAll(bound.names()));
        if (request instanceof AccessRequest.Resource wanted && !wanted.namespace().isEmpty()) {
            boundIn(wanted.namespace()).stream().filter(bound -> allowing.get(bound.rolePlace()))
                    .forEach(bound -> subjects.addAll(bound.names()));
        }
        return subjects;
    }

    /**
     * Who of many may do which of many things: for each user, in their order, the places of the requests that they may
     * make by themselves. Costs one look at the rules a request, and one look-up a user and request.
     */
    public List<BitSet> allowed(List<RbacUser> users, List<AccessRequest> requests) {
        List<Set<Subject>> holders = requests.stream().map(this::subjects).toList();
        return users.stream().map(user -> {
            Set<Subject> names = Names.of(user);
            BitSet allowed = new BitSet(requests.size());
            for (int place = 0; place < holders.size(); place++) {
                allowed.set(place, names.stream().anyMatch(holders.get(place)::contains));
            }
            return allowed;
        }).toList();
    }

    /** The roles with a rule that allows this, in the snapshot's order, whether they are bound or not. */
    List<Role> rolesThatAllow(AccessRequest request) {
        return rulesThatAllow(request).stream().map(PlacedRule::rolePlace).distinct().map(roles::get).toList();
    }

    BitSet placesOfRolesThatAllow(AccessRequest request) {
        BitSet allowing = new BitSet();
        rulesThatAllow(request).forEach(placed -> allowing.set(placed.rolePlace()));
        return allowing;
    }

    /** The bindings of a namespace, or those of the cluster, whose role exists. */
    List<Bound> boundIn(String namespace) {
        return boundIn.getOrDefault(namespace, List.of());
    }

    int placeOf(Role role) {
        return places.getOrDefault(RoleKey.of(role), 0);
    }

    /** By what somebody with these names may do this, as the authorizer would name it. */
    Optional<Decision.Chain> firstChain(Set<Subject> names, AccessRequest request) {
        return names.isEmpty() ? Optional.empty() : authorizer.decide(Names.user(names), request).first();
    }

    /** The roles that count: of two of one name the first. */
    List<Role> roles() {
        return roles;
    }

    /** The bindings that name a role. */
    List<Binding> bindingsOf(Role role) {
        return bindingsOf.getOrDefault(RoleKey.of(role), List.of()).stream().map(PlacedBinding::binding).toList();
    }

    RbacSnapshot snapshot() {
        return snapshot;
    }

    private SortedSet<PlacedRule> rulesThatAllow(AccessRequest request) {
        SortedSet<PlacedRule> allowing = new TreeSet<>();
        switch (request) {
            case AccessRequest.Resource wanted -> {
                String combined = wanted.subresource().isEmpty()
                        ? wanted.resource()
                        : wanted.resource() + "/" + wanted.subresource();
                addAllowing(allowing, byResource.getOrDefault(combined, List.of()), request);
                addAllowing(allowing, byResource.getOrDefault("*", List.of()), request);
                if (!wanted.subresource().isEmpty()) {
                    addAllowing(allowing, byResource.getOrDefault("*/" + wanted.subresource(), List.of()), request);
                }
            }
            case AccessRequest.NonResource _ -> addAllowing(allowing, aboutPaths, request);
        }
        return allowing;
    }

    private void addAllowing(SortedSet<PlacedRule> allowing, List<PlacedRule> candidates, AccessRequest request) {
        for (PlacedRule placed : candidates) {
            if (roles.get(placed.rolePlace()).rules().get(placed.ruleIndex()).allows(request)) {
                allowing.add(placed);
            }
        }
    }

    private static boolean reaches(Binding binding, AccessRequest request) {
        return binding.isClusterRoleBinding() || (request instanceof AccessRequest.Resource wanted
                && wanted.namespace().equals(binding.namespace()));
    }

    private static void addChains(List<PlacedChain> found, PlacedBinding by, Role role, int ruleIndex) {
        List<Subject> subjects = by.binding().subjects();
        for (int i = 0; i < subjects.size(); i++) {
            int place = i;
            Subject subject = subjects.get(i);
            Names.of(by.binding(), subject).ifPresent(name -> found.add(new PlacedChain(by, place, name,
                    new Decision.Chain.ByBinding(by.binding(), subject, role, ruleIndex,
                            role.rules().get(ruleIndex)))));
        }
    }
}
