package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacUser;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Who can, held against trying it out, in 500 worlds. A world that breaks a law is named by its seed. */
class WhoCanLawsTest {

    private static final int WORLDS = 500;

    @Test
    void whoCanEqualsTryingItOutTwoStepsIncluded() {
        Map<String, Integer> met = new TreeMap<>();
        for (int seed = 0; seed < WORLDS; seed++) {
            GeneratedWorld world = GeneratedWorld.of(new Random(seed));
            boolean signs = seed % 2 == 0;
            BruteForce trying = new BruteForce(world.snapshot(), signs);
            Reach reach = Reach.over(world.snapshot(), new ClusterTraits(signs, true));
            for (AccessRequest request : world.requests()) {
                Ways ways = reach.to(request, 1);
                for (RbacUser actor : world.actors()) {
                    int place = seed;
                    Supplier<String> what = () -> "seed " + place + ": " + actor.name() + " " + request;
                    boolean direct = trying.direct(actor, request);
                    assertThat(!ways.chainsOf(actor).isEmpty()).as(what).isEqualTo(direct);
                    Set<String> expected = direct ? Set.of() : trying.twoSteps(actor, request);
                    Set<String> found = ways.routesOf(actor).stream().map(WhoCanLawsTest::named)
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(found).as(what).isEqualTo(expected);
                    expected.forEach(way -> met.merge(way.split(" ", 2)[0], 1, Integer::sum));
                    met.merge(direct ? "direct" : expected.isEmpty() ? "never" : "in two steps", 1, Integer::sum);
                }
            }
        }

        assertThat(met.keySet()).containsAll(Set.of("direct", "never", "in two steps"));
        for (Technique technique : Technique.values()) {
            assertThat(met.getOrDefault(technique.word(), 0)).as(technique + " is met often enough: " + met)
                    .isGreaterThan(20);
        }
    }

    @Test
    void theHoldersChainsAreTheAuthorizersForEachUser() {
        for (int seed = 0; seed < WORLDS; seed++) {
            GeneratedWorld world = GeneratedWorld.of(new Random(seed));
            WhoCan whoCan = WhoCan.over(world.snapshot());
            RbacAuthorizer authorizer = RbacAuthorizer.over(world.snapshot());
            for (AccessRequest request : world.requests()) {
                for (RbacUser actor : world.actors()) {
                    List<Decision.Chain> chains = whoCan.holders(request).of(actor);
                    assertThat(chains).as("seed " + seed).containsExactlyInAnyOrderElementsOf(
                            authorizer.decide(actor, request).chains());
                }
            }
        }
    }

    @Test
    void askingAboutManyAtOnceIsAskingAboutEach() {
        for (int seed = 0; seed < WORLDS; seed++) {
            GeneratedWorld world = GeneratedWorld.of(new Random(seed));
            WhoCan whoCan = WhoCan.over(world.snapshot());
            List<BitSet> allowed = whoCan.allowed(world.actors(), world.requests());
            for (int user = 0; user < world.actors().size(); user++) {
                for (int request = 0; request < world.requests().size(); request++) {
                    assertThat(allowed.get(user).get(request)).as("seed " + seed).isEqualTo(
                            !whoCan.holders(world.requests().get(request)).of(world.actors().get(user)).isEmpty());
                }
            }
        }
    }

    @Test
    void aLongerWayIsNeverShownToWhoHasAShorterOne() {
        int longer = 0;
        for (int seed = 0; seed < WORLDS / 10; seed++) {
            GeneratedWorld world = GeneratedWorld.of(new Random(seed));
            Reach reach = Reach.over(world.snapshot(), ClusterTraits.EKS);
            for (AccessRequest request : world.requests()) {
                Ways two = reach.to(request, 1);
                Ways four = reach.to(request, 3);
                for (RbacUser actor : world.actors()) {
                    Set<Route> shorter = new HashSet<>(two.routesOf(actor));
                    List<Route> found = four.routesOf(actor);
                    if (!shorter.isEmpty()) {
                        assertThat(new HashSet<>(found)).as("seed " + seed).isEqualTo(shorter);
                    }
                    longer += found.stream().anyMatch(route -> route.steps().size() > 1) ? 1 : 0;
                    assertThat(found).allMatch(route -> eachStepIsTakenAsWhoOneHasBecome(world, actor, request, route));
                }
            }
        }
        assertThat(longer).isGreaterThan(20);
    }

    private static boolean eachStepIsTakenAsWhoOneHasBecome(GeneratedWorld world, RbacUser actor, AccessRequest request,
            Route route) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(world.snapshot());
        RbacUser acting = actor;
        for (Step step : route.steps()) {
            for (Need need : step.needs()) {
                if (need instanceof Need.May(var anyOf)) {
                    RbacUser now = acting;
                    if (anyOf.stream().noneMatch(each -> authorizer.decide(now, each).allowed())) {
                        return false;
                    }
                }
            }
            switch (step.gain()) {
                case Gain.AsUser(String name) -> acting = new RbacUser(name, List.of("system:authenticated"));
                case Gain.AsGroup(String name) -> acting = new RbacUser("x", List.of(name, "system:authenticated"));
                case Gain.AsServiceAccount(String namespace, String name) -> acting = new RbacUser(
                        "system:serviceaccount:" + namespace + ":" + name, List.of("system:serviceaccounts",
                                "system:serviceaccounts:" + namespace, "system:authenticated"));
                case Gain.Holding(var role, var _) -> {
                    return step.equals(route.steps().getLast())
                            && role.rules().stream().anyMatch(rule -> rule.allows(request));
                }
                case Gain.EveryRight _ -> {
                    return step.equals(route.steps().getLast());
                }
            }
        }
        return authorizer.decide(acting, request).allowed();
    }

    private static String named(Route route) {
        Step step = route.steps().getFirst();
        String technique = step.technique().word();
        return switch (step.gain()) {
            case Gain.AsUser(String name) -> technique + " user " + name;
            case Gain.AsGroup _ when step.technique() == Technique.AWS_AUTH -> technique;
            case Gain.AsGroup(String name) -> technique + " group " + name;
            case Gain.AsServiceAccount(String namespace, String name) ->
                technique + " account " + namespace + "/" + name;
            case Gain.Holding(var role, String namespace) ->
                technique + " " + BruteForce.named(role) + " in " + namespace;
            case Gain.EveryRight _ -> technique + " " + step.needs().stream()
                    .flatMap(need -> need instanceof Need.Bound(var role, var namespace)
                            ? java.util.stream.Stream.of(BruteForce.named(role))
                            : java.util.stream.Stream.empty())
                    .collect(Collectors.joining());
        };
    }
}
