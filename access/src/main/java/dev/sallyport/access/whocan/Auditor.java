package dev.sallyport.access.whocan;

import dev.sallyport.access.whocan.WhoCanAnswer.Direct;
import dev.sallyport.access.whocan.WhoCanAnswer.Indirect;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;
import dev.sallyport.rbac.whocan.Grants;
import dev.sallyport.rbac.whocan.Grants.Grant;
import dev.sallyport.rbac.whocan.Reach;
import dev.sallyport.rbac.whocan.WhoCan;

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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Answers questions about everybody at once, over one map and one cluster's roles and bindings. The indexes are built
 * once, and nothing is asked over the network.
 *
 * <p>RBAC's own answer names subjects. Each mapped rule is turned into the users that its principals may be ({@link
 * Guise}), and each of these is looked up in the answer, so that a subject is followed to the lines of the map that lead
 * there. A subject to which no line leads is named by itself.
 */
public final class Auditor {

    private static final int FEW = 2; // ways of each, where nobody asks for more

    private static final Subject AUTHENTICATED = new Subject.Group("system:authenticated");

    private final Map<MappingRule, List<Guise>> guises = new LinkedHashMap<>();
    private final Set<String> givenUsers = new HashSet<>();
    private final Set<String> givenGroups = new HashSet<>();
    private final WhoCan whoCan;
    private final Reach reach;
    private final Grants grants;

    private Auditor(List<MappingRule> rules, RbacSnapshot rbac, ClusterTraits traits) {
        this.whoCan = WhoCan.over(rbac);
        this.reach = Reach.over(whoCan, traits);
        this.grants = Grants.over(rbac);
        Guises known = new Guises(rbac, rules);
        for (MappingRule rule : rules) {
            List<Guise> of = known.of(rule);
            guises.put(rule, of);
            of.forEach(guise -> {
                givenUsers.add(guise.user().name());
                givenGroups.addAll(guise.user().groups());
            });
        }
    }

    /**
     * Over a map and roles.
     *
     * @param rules those in force, such as {@code MappingTable.rules()}
     */
    public static Auditor over(List<MappingRule> rules, RbacSnapshot rbac, ClusterTraits traits) {
        return new Auditor(rules, rbac, traits);
    }

    /**
     * Who can do this.
     *
     * @param mostSteps how many steps before the request count as a way to it; 0 for none
     */
    public WhoCanAnswer whoCan(AccessRequest request, int mostSteps) {
        return whoCan(request, mostSteps, FEW);
    }

    /** As {@link #whoCan(AccessRequest, int)}, with at most so many ways of each. */
    public WhoCanAnswer whoCan(AccessRequest request, int mostSteps, int mostWays) {
        Answering ways = new Answering(reach.to(request, mostSteps), mostWays);
        List<Direct> direct = new ArrayList<>();
        List<Indirect> indirect = new ArrayList<>();
        others(direct, indirect, ways, Party.Everybody.class);
        guises.forEach((rule, all) -> {
            List<Direct> may = plainOrAll(all.stream().map(guise -> new Direct(new Party.Mapped(rule, guise),
                    own(ways.ways().chainsOf(guise.user())))).filter(found -> !found.chains().isEmpty()).toList(),
                    Direct::party);
            direct.addAll(may);
            if (may.stream().noneMatch(each -> isPlain(each.party()))) {
                indirect.addAll(plainOrAll(
                        all.stream().map(guise -> ways.of(new Party.Mapped(rule, guise), guise.user()))
                                .filter(found -> found.count() > 0).toList(),
                        Indirect::party));
            }
        });
        others(direct, indirect, ways, Party.ServiceAccount.class);
        others(direct, indirect, ways, Party.NamedUser.class);
        others(direct, indirect, ways, Party.NamedGroup.class);
        return new WhoCanAnswer(request, direct, indirect);
    }

    /**
     * Where more can than in the whole cluster: for each namespace with a binding, how many of those whom {@link
     * #whoCan(AccessRequest, int)} names for it may not do this everywhere. Namespaces without any are left out.
     *
     * @param everywhere a request for all namespaces
     */
    public SortedMap<String, Integer> moreInNamespaces(AccessRequest.Resource everywhere) {
        Set<Subject> already = whoCan.subjects(everywhere);
        Map<Subject, Set<Party>> partiesOf = new HashMap<>();
        guises.forEach((rule, all) -> {
            if (mayNot(already, all.getFirst().user())) { // else everybody of the rule may
                all.stream().filter(guise -> mayNot(already, guise.user())).forEach(
                        guise -> WhoCan.names(guise.user()).stream().filter(name -> !name.equals(AUTHENTICATED))
                                .forEach(name -> partiesOf.computeIfAbsent(name, absent -> new HashSet<>())
                                        .add(new Party.Mapped(rule, guise))));
            }
        });
        named().filter(named -> !already.contains(named.subject()))
                .filter(named -> !(named.party() instanceof Party.ServiceAccount account)
                        || mayNot(already, userOf(account)))
                .forEach(named -> partiesOf.computeIfAbsent(named.subject(), absent -> new HashSet<>())
                        .add(named.party()));
        SortedMap<String, Integer> more = new TreeMap<>();
        for (String namespace : grants.namespaces()) {
            Set<Party> here = new HashSet<>();
            whoCan.subjects(new AccessRequest.Resource(everywhere.verb(), everywhere.group(), everywhere.resource(),
                    everywhere.subresource(), everywhere.name(), namespace))
                    .forEach(subject -> here.addAll(partiesOf.getOrDefault(subject, Set.of())));
            if (!here.isEmpty()) {
                more.put(namespace, Party.withoutNeedless(here).size());
            }
        }
        return more;
    }

    private static boolean mayNot(Set<Subject> holders, RbacUser user) {
        return WhoCan.names(user).stream().noneMatch(holders::contains);
    }

    /**
     * Everybody by everything: those whom rules let in, each guise by itself, then the service accounts that bindings
     * name.
     *
     * @param serviceAccounts whether these are wanted
     */
    public Matrix matrix(List<AccessRequest> requests, boolean serviceAccounts) {
        List<Party> parties = new ArrayList<>();
        List<RbacUser> users = new ArrayList<>();
        guises.forEach((rule, all) -> all.forEach(guise -> {
            parties.add(new Party.Mapped(rule, guise));
            users.add(guise.user());
        }));
        named().filter(named -> serviceAccounts && named.party() instanceof Party.ServiceAccount).forEach(named -> {
            parties.add(named.party());
            users.add(userOf((Party.ServiceAccount) named.party()));
        });
        List<BitSet> allowed = whoCan.allowed(users, requests);
        List<Matrix.Row> rows = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            rows.add(new Matrix.Row(parties.get(i), allowed.get(i)));
        }
        return new Matrix(requests, rows);
    }

    /** Who is let in by a rule. */
    public List<Profile> profiles(MappingRule rule) {
        return guises.getOrDefault(rule, List.of()).stream()
                .map(guise -> profile(new Party.Mapped(rule, guise), guise.user())).toList();
    }

    /** A rule's principal with a session of this name, or whoever else the map makes of them. */
    public Profile profile(MappingRule rule, RbacUser user) {
        return profile(new Party.Mapped(rule, new Guise(user, Optional.empty())), user);
    }

    /** A service account, whether a binding names it or not. */
    public Profile profile(Party.ServiceAccount account) {
        return profile(account, userOf(account));
    }

    /** A user by name, without any group; the rules that make somebody this user stand beside. */
    public Profile user(String name) {
        return new Profile(new Party.NamedUser(name), grants.byName(new Subject.User(name)), List.of(),
                rulesThat(guise -> guise.user().name().equals(name)));
    }

    /** The members of a group, whoever they are; the rules that put somebody in it stand beside. */
    public Profile group(String name) {
        Party party = Party.Everybody.is(name) ? new Party.Everybody(name) : new Party.NamedGroup(name);
        return new Profile(party, grants.byName(new Subject.Group(name)), List.of(),
                name.equals("system:authenticated")
                        ? List.of()
                        : rulesThat(guise -> guise.user().groups().contains(name)));
    }

    /** Whether a binding or a rule knows a user of this name. */
    public boolean knowsUser(String name) {
        return givenUsers.contains(name) || grants.subjects().contains(new Subject.User(name));
    }

    /** Whether a binding or a rule knows a group of this name. */
    public boolean knowsGroup(String name) {
        return givenGroups.contains(name) || grants.subjects().contains(new Subject.Group(name));
    }

    /** Whether a rule of the map makes somebody a user of this name. */
    public boolean leadsToUser(String name) {
        return givenUsers.contains(name);
    }

    /** Whether a rule of the map puts somebody into a group of this name. */
    public boolean leadsToGroup(String name) {
        return givenGroups.contains(name);
    }

    private List<MappingRule> rulesThat(Predicate<Guise> fits) {
        return guises.entrySet().stream().filter(entry -> entry.getValue().stream().anyMatch(fits))
                .map(Map.Entry::getKey).toList();
    }

    private Profile profile(Party party, RbacUser user) {
        List<Grant> everything = grants.of(user);
        return new Profile(party, everything.stream().filter(grant -> !grant.subject().equals(AUTHENTICATED)).toList(),
                everything.stream().filter(grant -> grant.subject().equals(AUTHENTICATED)).toList(), List.of());
    }

    private static RbacUser userOf(Party.ServiceAccount account) {
        return new RbacUser(Subject.ServiceAccount.userName(account.namespace(), account.name()),
                List.of("system:serviceaccounts", "system:serviceaccounts:" + account.namespace(),
                        "system:authenticated"));
    }

    /** What the plain guise has, everyone of the rule has: then the chosen ones add nothing. */
    private static <T> List<T> plainOrAll(List<T> found, Function<T, Party> party) {
        return found.stream().filter(each -> isPlain(party.apply(each))).findFirst().map(List::of).orElse(found);
    }

    private static boolean isPlain(Party party) {
        return party instanceof Party.Mapped(var _, Guise guise) && guise.chosen().isEmpty();
    }

    private static List<Decision.Chain> own(List<Decision.Chain> chains) {
        return chains.stream().filter(chain -> !(chain instanceof Decision.Chain.ByBinding by
                && by.subject().equals(AUTHENTICATED))).toList();
    }

    /** Those of a kind whom bindings name. */
    private void others(List<Direct> direct, List<Indirect> indirect, Answering ways, Class<? extends Party> kind) {
        named().filter(named -> kind.isInstance(named.party())).forEach(named -> {
            List<Decision.Chain> chains = ways.ways().holders().chains().getOrDefault(named.subject(), List.of());
            if (!chains.isEmpty()) {
                direct.add(new Direct(named.party(), chains));
                return;
            }
            boolean isKubernetesOwn = named.party().isPartOfKubernetes() && grants.byName(named.subject()).stream()
                    .allMatch(grant -> WhoCanAnswer.isKubernetesOwn(grant.binding()));
            Indirect found = ways.of(named.party(), named.subject(), isKubernetesOwn);
            if (found.count() > 0) {
                indirect.add(found);
            }
        });
    }

    /** A subject of bindings as a party. */
    private record Named(Subject subject, Party party) {}

    /** Everybody whom bindings name and no rule leads to, in the order of their names. */
    private Stream<Named> named() {
        return grants.subjects().stream().<Named>mapMulti((subject, into) -> {
            switch (subject) {
                case Subject.ServiceAccount account ->
                    into.accept(new Named(subject, new Party.ServiceAccount(account.namespace(), account.name())));
                case Subject.User user -> {
                    if (!givenUsers.contains(user.name())) {
                        into.accept(new Named(subject, new Party.NamedUser(user.name())));
                    }
                }
                case Subject.Group group -> {
                    if (Party.Everybody.is(group.name())) {
                        into.accept(new Named(subject, new Party.Everybody(group.name())));
                    } else if (!givenGroups.contains(group.name())) {
                        into.accept(new Named(subject, new Party.NamedGroup(group.name())));
                    }
                }
            }
        }).sorted(Comparator.comparing(named -> named.subject().toString()));
    }
}
