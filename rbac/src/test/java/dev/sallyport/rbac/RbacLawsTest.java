package dev.sallyport.rbac;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every cluster, user and request. Few words to draw from, so that they meet often. */
class RbacLawsTest {

    @Property(tries = 2000)
    void theIndexDecidesLikeAReaderOfTheDocumentation(@ForAll("snapshots") RbacSnapshot snapshot,
            @ForAll("users") RbacUser user, @ForAll("requests") AccessRequest request) {
        Decision decision = RbacAuthorizer.over(snapshot).decide(user, request);

        assertThat(decision.allowed()).isEqualTo(PlainReading.allows(snapshot, user, request));
        Statistics.label("by a binding").collect(decision.chains().stream()
                .anyMatch(Decision.Chain.ByBinding.class::isInstance))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }

    @Property
    void withoutAllItsChainsAYesIsANo(@ForAll("snapshots") RbacSnapshot snapshot, @ForAll("users") RbacUser user,
            @ForAll("requests") AccessRequest request) {
        Decision decision = RbacAuthorizer.over(snapshot).decide(user, request);

        RbacUser withoutMasters = new RbacUser(user.name(),
                user.groups().stream().filter(group -> !group.equals("system:masters")).toList());
        RbacSnapshot without = without(snapshot, decision.chains());

        assertThat(RbacAuthorizer.over(without).decide(withoutMasters, request).allowed()).isFalse();
    }

    @Property
    void eachChainAloneIsEnough(@ForAll("snapshots") RbacSnapshot snapshot, @ForAll("users") RbacUser user,
            @ForAll("requests") AccessRequest request) {
        for (Decision.Chain chain : RbacAuthorizer.over(snapshot).decide(user, request).chains()) {
            if (chain instanceof Decision.Chain.ByBinding by) {
                RbacSnapshot only = new RbacSnapshot(
                        List.of(new Role(by.role().namespace(), by.role().name(), List.of(by.rule()))),
                        List.of(new Binding(by.binding().namespace(), by.binding().name(), by.binding().role(),
                                List.of(by.subject()))));
                assertThat(RbacAuthorizer.over(only).decide(user, request).allowed()).isTrue();
            }
        }
    }

    @Property
    void moreRolesAndBindingsNeverTakeSomethingAway(@ForAll("snapshots") RbacSnapshot one,
            @ForAll("snapshots") RbacSnapshot other, @ForAll("users") RbacUser user,
            @ForAll("requests") AccessRequest request) {
        // Of two roles with one name only the first counts, so the second cluster's get names of their own.
        List<Role> roles = new ArrayList<>(one.roles());
        other.roles().forEach(role -> roles.add(new Role(role.namespace(), role.name() + "-2", role.rules())));
        List<Binding> bindings = new ArrayList<>(other.bindings().stream()
                .map(binding -> new Binding(binding.namespace(), binding.name(),
                        new RoleRef(binding.role().kind(), binding.role().name() + "-2"), binding.subjects()))
                .toList());
        bindings.addAll(one.bindings());

        if (RbacAuthorizer.over(one).decide(user, request).allowed()) {
            assertThat(RbacAuthorizer.over(new RbacSnapshot(roles, bindings)).decide(user, request).allowed())
                    .isTrue();
        }
    }

    @Property
    void theListedRulesAllowExactlyWhatIsDecided(@ForAll("snapshots") RbacSnapshot snapshot,
            @ForAll("users") RbacUser user, @ForAll("requests") AccessRequest request) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(snapshot);
        String namespace = request instanceof AccessRequest.Resource resource ? resource.namespace() : "";

        boolean listed = authorizer.rulesFor(user, namespace).rules().stream().anyMatch(rule -> rule.allows(request));

        assertThat(authorizer.decide(user, request).allowed())
                .isEqualTo(listed || user.groups().contains("system:masters"));
    }

    @Property
    void whatCoversAllowsAllThatIsCovered(@ForAll("rules") List<PolicyRule> held,
            @ForAll("rules") List<PolicyRule> wanted, @ForAll("requests") AccessRequest request) {
        boolean covered = PrivilegeEscalation.covers(held, wanted);
        boolean allowed = wanted.stream().anyMatch(rule -> rule.allows(request));

        Statistics.label("covered, and allowed").collect(covered && allowed)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 0.3));
        if (covered && allowed) {
            assertThat(held).anyMatch(rule -> rule.allows(request));
        }
    }

    @Property
    void whatIsLackedIsEnoughToCoverTheRest(@ForAll("rules") List<PolicyRule> held,
            @ForAll("rules") List<PolicyRule> wanted) {
        List<PolicyRule> together = new ArrayList<>(held);
        together.addAll(PrivilegeEscalation.uncovered(held, wanted));

        assertThat(PrivilegeEscalation.covers(together, wanted)).isTrue();
    }

    private static RbacSnapshot without(RbacSnapshot snapshot, List<Decision.Chain> chains) {
        record Entry(Binding binding, Subject subject) {}
        Set<Entry> gone = chains.stream().flatMap(chain -> switch (chain) {
            case Decision.Chain.ByBinding by -> Stream.of(new Entry(by.binding(), by.subject()));
            case Decision.Chain.ByMasters masters -> Stream.<Entry>empty();
        }).collect(Collectors.toSet());
        return new RbacSnapshot(snapshot.roles(), snapshot.bindings().stream()
                .map(binding -> new Binding(binding.namespace(), binding.name(), binding.role(),
                        binding.subjects().stream()
                                .filter(subject -> !gone.contains(new Entry(binding, subject))).toList()))
                .toList());
    }

    @Provide
    Arbitrary<RbacSnapshot> snapshots() {
        Arbitrary<String> namespaces = Arbitraries.of("", "", "a", "a", "b");
        Arbitrary<String> names = Arbitraries.of("one", "two");
        Arbitrary<Role> roles = Combinators.combine(namespaces, names, rules()).as(Role::new);
        Arbitrary<Subject> subjects = Arbitraries.oneOf(
                Arbitraries.of("ann", "bob", "system:serviceaccount:a:bot").map(Subject.User::new),
                Arbitraries.of("ops", "devs").map(Subject.Group::new),
                Combinators.combine(namespaces, Arbitraries.of("bot", "ann")).as(Subject.ServiceAccount::new));
        Arbitrary<RoleRef> references = Combinators.combine(Arbitraries.of(RoleRef.Kind.class), names)
                .as(RoleRef::new);
        Arbitrary<Binding> bindings = Combinators.combine(namespaces, Arbitraries.of("x", "y", "z"), references,
                subjects.list().ofMinSize(1).ofMaxSize(4)).as(Binding::new);
        return Combinators.combine(roles.list().ofMinSize(2).ofMaxSize(8), bindings.list().ofMinSize(2).ofMaxSize(8))
                .as(RbacSnapshot::new);
    }

    @Provide
    Arbitrary<List<PolicyRule>> rules() {
        return Combinators.combine(
                some("get", "list", "*"),
                some("", "apps", "*"),
                some("pods", "pods/log", "*/scale", "*/log", "*", "deployments/scale"),
                Arbitraries.<List<String>>of(List.of(), List.of(), List.of("n1"), List.of("n1", "n2")),
                some("/m", "/m/*", "/m/a", "*", "/m*"))
                .as(PolicyRule::new).list().ofMaxSize(4);
    }

    private static Arbitrary<List<String>> some(String... words) {
        return Arbitraries.of(words).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<RbacUser> users() {
        return Combinators.combine(
                Arbitraries.of("ann", "bob", "system:serviceaccount:a:bot", "system:serviceaccount:b:ann"),
                Arbitraries.of("ops", "devs", "ops", "devs", "system:authenticated", "system:masters").list()
                        .ofMaxSize(3))
                .as(RbacUser::new);
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        Arbitrary<AccessRequest> paths = Combinators
                .combine(Arbitraries.of("get", "list"), Arbitraries.of("/m", "/m/", "/m/a", "/other"))
                .as(AccessRequest.NonResource::new);
        Arbitrary<AccessRequest> resources = Combinators.combine(Arbitraries.of("get", "list"),
                Arbitraries.of("", "apps"), Arbitraries.of("pods", "deployments"), Arbitraries.of("", "log", "scale"),
                Arbitraries.of("", "n1", "n3"), Arbitraries.of("", "a", "a", "b")).as(AccessRequest.Resource::new);
        return Arbitraries.oneOf(paths, resources, resources, resources);
    }
}
