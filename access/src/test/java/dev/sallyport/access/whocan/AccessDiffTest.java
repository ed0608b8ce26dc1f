package dev.sallyport.access.whocan;

import dev.sallyport.access.whocan.AccessDiff.Change;
import dev.sallyport.access.whocan.AccessDiff.Scoped;
import dev.sallyport.access.whocan.AccessDiff.Side;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class AccessDiffTest {

    private static final String DEV = "arn:aws:iam::123456789012:role/dev";
    private static final MappingRule RULE = new MappingRule.Role(DEV, "dev", List.of("devs"),
            new RulePlace("aws-auth", "mapRoles", 1));
    private static final PolicyRule READ = PolicyRule.resources(List.of("get", "list"), List.of(""), List.of("pods"));
    private static final PolicyRule DELETE = PolicyRule.resources(List.of("delete"), List.of(""), List.of("pods"));

    @Test
    void aWorldHasNoDifferenceFromItself() {
        Side side = new Side(List.of(RULE), bound("", List.of(READ)));

        assertThat(AccessDiff.between(side, side)).isEmpty();
    }

    @Test
    void aRuleThatMovedToAnotherRoleIsNoChange() {
        RbacSnapshot together = bound("", List.of(READ, DELETE));
        RbacSnapshot apart = new RbacSnapshot(
                List.of(new Role("", "r", List.of(READ)), new Role("", "more", List.of(DELETE))),
                List.of(binding("", "r"), binding("", "more")));

        assertThat(AccessDiff.between(new Side(List.of(RULE), together), new Side(List.of(RULE), apart))).isEmpty();
    }

    @Test
    void whatIsWonIsNamedWithItsNamespace() {
        List<Change> changes = AccessDiff.between(new Side(List.of(RULE), bound("prod", List.of(READ))),
                new Side(List.of(RULE), bound("prod", List.of(READ, DELETE))));

        assertThat(changes).extracting(Change::who).containsExactly(DEV, "group devs");
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.gained()).containsExactly(new Scoped("prod", List.of(DELETE)));
            assertThat(change.lost()).isEmpty();
        });
    }

    @Test
    void aBindingOfOneSessionsNameGivesThatSessionNoMoreThanTheBindingDoes() {
        MappingRule sessions = new MappingRule.Role(DEV, "dev:{{SessionName}}", List.of("devs"), RULE.place());
        List<Role> roles = List.of(new Role("", "r", List.of(READ)), new Role("", "more", List.of(DELETE)));
        Binding eve = new Binding("prod", "eve", RoleRef.clusterRole("more"), List.of(new Subject.User("dev:eve")));
        Side without = new Side(List.of(sessions), new RbacSnapshot(roles, List.of(binding("", "r"))));
        Side with = new Side(List.of(sessions), new RbacSnapshot(roles, List.of(binding("", "r"), eve)));
        List<Scoped> bound = List.of(new Scoped("prod", List.of(DELETE)));

        assertThat(AccessDiff.between(without, with)).containsExactly(
                new Change(DEV + " with a session named eve", true, true, bound, List.of()),
                new Change("user dev:eve", false, true, bound, List.of()));
        assertThat(AccessDiff.between(with, without)).containsExactly(
                new Change(DEV + " with a session named eve", true, true, List.of(), bound),
                new Change("user dev:eve", true, false, List.of(), bound));
    }

    @Test
    void somebodyWhoIsLetInAnewIsAChangeThoughTheyMayNothing() {
        List<Change> changes = AccessDiff.between(new Side(List.of(), RbacSnapshot.empty()),
                new Side(List.of(RULE), RbacSnapshot.empty()));

        assertThat(changes).containsExactly(new Change(DEV, false, true, List.of(), List.of()));
    }

    @Test
    void whatBecomesClusterWideIsNotRepeatedForEachNamespace() {
        List<Change> changes = AccessDiff.between(new Side(List.of(RULE), bound("prod", List.of(READ))),
                new Side(List.of(RULE), new RbacSnapshot(List.of(new Role("", "r", List.of(READ))),
                        List.of(binding("prod", "r"), binding("", "r")))));

        assertThat(changes.getFirst().gained()).containsExactly(new Scoped("", List.of(READ)));
    }

    @Test
    void whatSomebodyMayNowAndMightNotIsAmongWhatTheyGained() {
        List<AccessRequest> requests = new ArrayList<>();
        for (String verb : List.of("get", "delete")) {
            for (String resource : List.of("pods", "secrets")) {
                for (String namespace : List.of("", "prod", "dev")) {
                    requests.add(new AccessRequest.Resource(verb, "", resource, "", "n", namespace));
                }
            }
        }
        int gains = 0;
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            RbacSnapshot before = generated(random);
            RbacSnapshot after = generated(random);
            List<Change> changes = AccessDiff.between(new Side(List.of(RULE), before), new Side(List.of(RULE), after));
            RbacUser dev = new RbacUser("dev", List.of("devs"));
            for (AccessRequest request : requests) {
                boolean then = RbacAuthorizer.over(before).decide(dev, request).allowed();
                boolean now = RbacAuthorizer.over(after).decide(dev, request).allowed();
                if (now && !then) {
                    gains++;
                    assertThat(allows(changes, request, true)).as("seed %s: %s", seed, request).isTrue();
                }
                if (then && !now) {
                    assertThat(allows(changes, request, false)).as("seed %s: %s", seed, request).isTrue();
                }
                if (!now) {
                    assertThat(allows(changes, request, true)).as("seed %s: %s", seed, request).isFalse();
                }
            }
        }
        assertThat(gains).isGreaterThan(500);
    }

    private static boolean allows(List<Change> changes, AccessRequest request, boolean gained) {
        String namespace = request instanceof AccessRequest.Resource wanted ? wanted.namespace() : "";
        return changes.stream().filter(change -> change.who().equals(DEV))
                .flatMap(change -> (gained ? change.gained() : change.lost()).stream())
                .filter(scoped -> scoped.namespace().isEmpty() || scoped.namespace().equals(namespace))
                .anyMatch(scoped -> scoped.rules().stream().anyMatch(rule -> rule.allows(request)));
    }

    private static RbacSnapshot generated(Random random) {
        List<Role> roles = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<PolicyRule> rules = new ArrayList<>();
            for (int r = random.nextInt(3); r >= 0; r--) {
                rules.add(new PolicyRule(List.of(of(random, "get", "delete", "*")), List.of(of(random, "", "*")),
                        List.of(of(random, "pods", "secrets", "*")), random.nextInt(4) == 0 ? List.of("n") : List.of(),
                        List.of()));
            }
            roles.add(new Role("", "r" + i, rules));
            if (random.nextBoolean()) {
                bindings.add(binding(of(random, "", "prod", "dev"), "r" + i));
            }
        }
        return new RbacSnapshot(roles, bindings);
    }

    private static String of(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static RbacSnapshot bound(String namespace, List<PolicyRule> rules) {
        return new RbacSnapshot(List.of(new Role("", "r", rules)), List.of(binding(namespace, "r")));
    }

    private static Binding binding(String namespace, String role) {
        return new Binding(namespace, role, RoleRef.clusterRole(role), List.of(new Subject.Group("devs")));
    }
}
