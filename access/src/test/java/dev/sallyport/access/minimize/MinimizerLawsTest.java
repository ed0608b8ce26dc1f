package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of the roles out of every log. Few words to draw from, so that requests cover one another often. */
class MinimizerLawsTest {

    private static final RbacUser ANA = new RbacUser("ana", List.of());

    @Property(tries = 150)
    void theReplayDeniesNothing(@ForAll("logs") List<AuditedRequest> log) {
        Minimized least = minimize(log);

        assertThat(least.replay().denied()).isEmpty();
        assertThat(least.replay().replayed()).isEqualTo(theirs(log).size());
    }

    @Property(tries = 150)
    void nothingCanBeTakenOut(@ForAll("logs") List<AuditedRequest> log) {
        RbacSnapshot roles = minimize(log).roles();
        Set<AccessRequest> requests = theirs(log);

        List<RbacSnapshot> smaller = smaller(roles);
        Statistics.label("ways to take something out").collect(Math.min(smaller.size() / 10, 6));
        for (RbacSnapshot without : smaller) {
            RbacAuthorizer authorizer = RbacAuthorizer.over(without);
            assertThat(requests).as("denied by %s", without)
                    .anyMatch(request -> !authorizer.decide(ANA, request).allowed());
        }
    }

    @Property(tries = 150)
    void whatNoSeenRequestCoversIsDenied(@ForAll("logs") List<AuditedRequest> log,
            @ForAll("requests") AccessRequest other) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(minimize(log).roles());

        assertThat(authorizer.decide(ANA, other).allowed())
                .isEqualTo(theirs(log).stream().anyMatch(seen -> covers(seen, other)));
    }

    @Property(tries = 80)
    void whatIsBroadenedAllowsAllThatTheLeastDoes(@ForAll("logs") List<AuditedRequest> log,
            @ForAll boolean anyNamespace, @ForAll boolean read, @ForAll boolean anyName) {
        Set<Broadening.Verbs> together = read ? Set.of(Broadening.Verbs.READ) : Set.of();
        Broadening broadening = new Broadening(anyName ? Set.of("pods", "deployments.apps") : Set.of(), anyNamespace,
                together);
        Minimizer.Wishes wishes = new Minimizer.Wishes(broadening, false, false, Optional.empty(), "wide");

        assertThat(Minimizer.of(wishes).minimize(seen(log)).replay().denied()).isEmpty();
    }

    @Property(tries = 40)
    void theOrderOfTheLogChangesNothing(@ForAll("logs") List<AuditedRequest> log) {
        List<AuditedRequest> turned = new ArrayList<>(log).reversed();

        assertThat(minimize(turned).text()).isEqualTo(minimize(log).text());
    }

    /** A naive reading: who may this may that, because the one is the other, or is wider in name or namespace. */
    private static boolean covers(AccessRequest seen, AccessRequest other) {
        return seen.equals(other) || (seen instanceof AccessRequest.Resource one
                && other instanceof AccessRequest.Resource two
                && one.verb().equals(two.verb()) && one.group().equals(two.group())
                && one.resource().equals(two.resource()) && one.subresource().equals(two.subresource())
                && (one.name().isEmpty() || one.name().equals(two.name()))
                && (one.namespace().isEmpty() || one.namespace().equals(two.namespace())));
    }

    /** The same roles with one rule less, or with one word less in one rule. */
    private static List<RbacSnapshot> smaller(RbacSnapshot roles) {
        List<RbacSnapshot> smaller = new ArrayList<>();
        for (int i = 0; i < roles.roles().size(); i++) {
            Role role = roles.roles().get(i);
            for (int j = 0; j < role.rules().size(); j++) {
                for (List<PolicyRule> instead : less(role.rules().get(j))) {
                    List<PolicyRule> rules = new ArrayList<>(role.rules());
                    rules.remove(j);
                    rules.addAll(instead);
                    List<Role> all = new ArrayList<>(roles.roles());
                    all.set(i, new Role(role.namespace(), role.name(), rules));
                    smaller.add(new RbacSnapshot(all, roles.bindings()));
                }
            }
        }
        for (Binding binding : roles.bindings()) {
            List<Binding> all = new ArrayList<>(roles.bindings());
            all.remove(binding);
            smaller.add(new RbacSnapshot(roles.roles(), all));
        }
        return smaller;
    }

    private static List<List<PolicyRule>> less(PolicyRule rule) {
        List<List<PolicyRule>> less = new ArrayList<>();
        less.add(List.of());
        without(rule.verbs()).forEach(verbs -> less.add(List.of(new PolicyRule(verbs, rule.apiGroups(),
                rule.resources(), rule.resourceNames(), rule.nonResourceUrls()))));
        without(rule.apiGroups()).forEach(groups -> less.add(List.of(new PolicyRule(rule.verbs(), groups,
                rule.resources(), rule.resourceNames(), rule.nonResourceUrls()))));
        without(rule.resources()).forEach(resources -> less.add(List.of(new PolicyRule(rule.verbs(),
                rule.apiGroups(), resources, rule.resourceNames(), rule.nonResourceUrls()))));
        without(rule.resourceNames()).forEach(names -> less.add(List.of(new PolicyRule(rule.verbs(),
                rule.apiGroups(), rule.resources(), names, rule.nonResourceUrls()))));
        without(rule.nonResourceUrls()).forEach(paths -> less.add(List.of(new PolicyRule(rule.verbs(),
                rule.apiGroups(), rule.resources(), rule.resourceNames(), paths))));
        return less;
    }

    /** The list without each of its words in turn; of one word nothing is left, and that is the rule gone. */
    private static Stream<List<String>> without(List<String> words) {
        return words.size() < 2
                ? Stream.of()
                : words.stream().map(word -> words.stream().filter(other -> !other.equals(word)).toList());
    }

    private static Set<AccessRequest> theirs(List<AuditedRequest> log) {
        Set<AccessRequest> theirs = new HashSet<>();
        log.stream().filter(event -> event.outcome() == Outcome.ALLOWED && event.user().name().equals("ana"))
                .forEach(event -> theirs.addAll(event.needs()));
        return theirs;
    }

    private static SeenRequests seen(List<AuditedRequest> log) {
        SeenRequests seen = SeenRequests.of(new LogSubject.User("ana"));
        log.forEach(seen);
        return seen;
    }

    private static Minimized minimize(List<AuditedRequest> log) {
        return Minimizer.of(Logged.least()).minimize(seen(log));
    }

    @Provide
    Arbitrary<List<AuditedRequest>> logs() {
        Arbitrary<String> users = Arbitraries.of("ana", "ana", "ana", "ana", "bob");
        Arbitrary<Outcome> outcomes = Arbitraries.of(Outcome.ALLOWED, Outcome.ALLOWED, Outcome.ALLOWED,
                Outcome.ALLOWED, Outcome.DENIED, Outcome.UNDECIDED);
        return Combinators.combine(users, outcomes, requests())
                .as((user, outcome, request) -> Logged.of(Logged.user(user), outcome, request)).list().ofMinSize(8)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        Arbitrary<String> verbs = Arbitraries.of("get", "list", "watch", "create", "delete");
        Arbitrary<AccessRequest> paths = Combinators.combine(Arbitraries.of("get", "post"),
                Arbitraries.of("/metrics", "/healthz", "/api", "/apis/apps")).as(AccessRequest.NonResource::new);
        Arbitrary<String> places = Arbitraries.of("", "a", "b", "c", "d", "e", "no"); // the last is a word of YAML's
        Arbitrary<AccessRequest> resources = Combinators.combine(verbs, Arbitraries.of("", "apps", "events.k8s.io"),
                Arbitraries.of("pods", "pods/log", "deployments"), Arbitraries.of("", "x", "y", "y: {", "007"),
                places).as(
                        (verb, group, resource, name, namespace) -> Logged.in(group, verb, resource, name,
                                namespace));
        Arbitrary<AccessRequest> namespaces = Combinators.combine(verbs, Arbitraries.of("a", "b"))
                .as((verb, name) -> Logged.core(verb, "namespaces", name, name));
        return Arbitraries.frequencyOf(Tuple.of(1, paths), Tuple.of(8, resources),
                Tuple.of(1, namespaces));
    }
}
