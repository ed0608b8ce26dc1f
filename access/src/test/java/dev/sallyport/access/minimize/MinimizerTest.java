package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.cluster.audit.AuditedUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.sallyport.access.minimize.Logged.allowed;
import static dev.sallyport.access.minimize.Logged.core;
import static dev.sallyport.access.minimize.Logged.in;
import static dev.sallyport.access.minimize.Logged.least;
import static dev.sallyport.access.minimize.Logged.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Roles out of small logs, each showing one rule. */
class MinimizerTest {

    private static final LogSubject ANA = new LogSubject.User("ana");
    private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/team/ci";
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/ci/";

    private static Minimized of(AuditedRequest... log) {
        return Minimizer.of(least()).minimize(seen(ANA, log));
    }

    @Test
    void whatIsNeededInANamespaceIsARoleThere() {
        Minimized least = of(allowed("ana", core("get", "pods", "web", "prod")));

        assertThat(least.roles().roles()).containsExactly(new Role("prod", "least", List.of(
                new PolicyRule(List.of("get"), List.of(""), List.of("pods"), List.of("web"), List.of()))));
        assertThat(least.roles().bindings()).containsExactly(new Binding("prod", "least", RoleRef.role("least"),
                List.of(new Subject.User("ana"))));
    }

    @Test
    void whatManyNamespacesNeedIsWrittenOnceAndBoundInEach() {
        Minimized least = of(IntStream.range(0, 4).mapToObj(i -> allowed("ana", core("list", "pods", "", "n" + i)))
                .toArray(AuditedRequest[]::new));

        assertThat(least.roles().roles()).extracting(Role::namespace, Role::name)
                .containsExactly(tuple("", "least:shared"));
        assertThat(least.roles().bindings()).extracting(Binding::namespace).containsExactly("n0", "n1", "n2", "n3");
        assertThat(least.roles().bindings()).extracting(Binding::role)
                .containsOnly(RoleRef.clusterRole("least:shared"));
    }

    @Test
    void aNamespaceItselfIsTheClusters() {
        assertThat(of(allowed("ana", core("delete", "namespaces", "pr-1", "pr-1"))).roles().roles())
                .containsExactly(new Role("", "least", List.of(new PolicyRule(List.of("delete"), List.of(""),
                        List.of("namespaces"), List.of("pr-1"), List.of()))));
    }

    @Test
    void verbsWithTheSameNamesAreOneRule() {
        assertThat(of(allowed("ana", core("get", "pods", "a", "n")), allowed("ana", core("get", "pods", "b", "n")),
                allowed("ana", core("delete", "pods", "a", "n")), allowed("ana", core("delete", "pods", "b", "n")))
                .roles().roles().getFirst().rules()).containsExactly(new PolicyRule(List.of("get", "delete"),
                        List.of(""), List.of("pods"), List.of("a", "b"), List.of()));
    }

    @Test
    void whatEverybodyMayIsLeftOutAndCounted() {
        AuditedRequest discovery = Logged.everybodys("ana", new AccessRequest.NonResource("get", "/api"));

        assertThat(of(discovery).roles().roles()).isEmpty();
        assertThat(of(discovery).everybodys()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"user:ana, 1", "sa:prod/deployer, 0", "group:devs, 1"})
    void whatEveryServiceAccountMayIsGivenToWhoeverIsNone(String to, int roles) {
        Subject instead = switch (to.substring(0, to.indexOf(':'))) {
            case "user" -> new Subject.User("ana");
            case "sa" -> new Subject.ServiceAccount("prod", "deployer");
            default -> new Subject.Group("devs");
        };
        String account = "system:serviceaccount:n:ci";
        Minimizer.Wishes wishes = new Minimizer.Wishes(Broadening.none(), false, false, Optional.of(instead), "least");

        assertThat(Minimizer.of(wishes).minimize(seen(new LogSubject.User(account),
                Logged.everybodys("system:serviceaccounts", account,
                        new AccessRequest.NonResource("get", "/openid/v1/jwks"))))
                .roles().roles()).hasSize(roles);
    }

    @Test
    void todaysRightsOfTheLogsNamespaceAreGivenToAServiceAccountOfAnother() {
        RbacSnapshot today = new RbacSnapshot(
                List.of(new Role("", "open", List.of(PolicyRule.resources(List.of("get"), List.of(""),
                        List.of("pods"))))),
                List.of(new Binding("", "open", RoleRef.clusterRole("open"),
                        List.of(new Subject.Group("system:serviceaccounts:n"),
                                new Subject.Group("system:authenticated:none"))),
                        new Binding("", "all", RoleRef.clusterRole("none"),
                                List.of(new Subject.Group("system:authenticated")))));
        Minimizer.Wishes wishes = new Minimizer.Wishes(Broadening.none(), false, false,
                Optional.of(new Subject.ServiceAccount("other", "ci")), "least");
        SeenRequests seen = seen(new LogSubject.User("system:serviceaccount:n:ci"),
                allowed("system:serviceaccount:n:ci", core("get", "pods", "web", "n")));

        assertThat(Minimizer.of(wishes, today).minimize(seen).roles().roles()).hasSize(1);
        assertThat(Minimizer.of(least(), today).minimize(seen).roles().roles()).isEmpty();
    }

    @Test
    void whatEverybodyMayIsGivenWhereThatIsAskedFor() {
        Minimizer.Wishes whole = new Minimizer.Wishes(Broadening.none(), false, true, Optional.empty(), "whole");

        assertThat(Minimizer.of(whole).minimize(seen(ANA,
                Logged.everybodys("ana", new AccessRequest.NonResource("get", "/api")))).roles().roles()).hasSize(1);
    }

    @Test
    void todaysRolesSayWhatEverybodyMayWhereTheyAreKnown() {
        RbacSnapshot today = new RbacSnapshot(
                List.of(new Role("", "open", List.of(PolicyRule.resources(List.of("get"), List.of(""),
                        List.of("pods"))))),
                List.of(new Binding("", "open", RoleRef.clusterRole("open"),
                        List.of(new Subject.Group("system:authenticated")))));

        Minimized least = Minimizer.of(least(), today).minimize(seen(ANA,
                allowed("ana", core("get", "pods", "web", "n")),
                Logged.everybodys("ana", new AccessRequest.NonResource("get", "/api"))));

        assertThat(least.everybodys()).extracting(Asked::request).containsExactly(core("get", "pods", "web", "n"));
        assertThat(least.roles().roles().getFirst().rules())
                .containsExactly(PolicyRule.nonResources(List.of("get"), List.of("/api")));
    }

    @Test
    void whatWasRefusedIsGivenOnlyWhenAskedFor() {
        AuditedRequest refused = Logged.of(Logged.user("ana"), Outcome.DENIED, core("get", "secrets", "db", "n"));
        Minimizer.Wishes wishes = new Minimizer.Wishes(Broadening.none(), true, false, Optional.empty(), "more");

        assertThat(of(refused).roles().roles()).isEmpty();
        assertThat(of(refused).denied()).hasSize(1);
        assertThat(Minimizer.of(wishes).minimize(seen(ANA, refused)).roles().roles()).hasSize(1);
    }

    @Test
    void whatWasRefusedAndComesWithWiderRolesIsNotSaidToBeKeptBack() {
        AuditedRequest refused = Logged.of(Logged.user("ana"), Outcome.DENIED, core("get", "secrets", "db", "n"));
        Minimizer.Wishes wishes = new Minimizer.Wishes(new Broadening(Set.of("secrets"), false, Set.of()), false,
                false, Optional.empty(), "wider");

        Minimized wider = Minimizer.of(wishes).minimize(seen(ANA, refused, allowed("ana", core("get", "secrets", "a",
                "n"))));

        assertThat(wider.denied()).isEmpty();
    }

    @Test
    void whatWasRefusedOnceAndLetThroughLaterIsGiven() {
        AccessRequest request = core("get", "secrets", "db", "n");

        Minimized least = of(Logged.of(Logged.user("ana"), Outcome.DENIED, request), allowed("ana", request));

        assertThat(least.denied()).isEmpty();
        assertThat(least.roles().roles()).hasSize(1);
    }

    @Test
    void whatTheLogDoesNotTellTheOutcomeOfIsNamedAndNotGiven() {
        Minimized least = of(Logged.of(Logged.user("ana"), Outcome.UNDECIDED, core("get", "pods", "a", "n")));

        assertThat(least.roles().roles()).isEmpty();
        assertThat(least.undecided()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'','*'", "'*',pods", "apps,'*/scale'"})
    void aStarInARequestNeverBecomesAWildcard(String group, String resource) {
        Minimized least = of(allowed("ana", in(group, "get", resource, "x", "n")));

        assertThat(least.roles().roles()).isEmpty();
        assertThat(least.unwritable()).hasSize(1);
    }

    @Test
    void aPathThatEndsInAStarNeverBecomesAWildcard() {
        assertThat(of(allowed("ana", new AccessRequest.NonResource("get", "/metrics/*"))).unwritable()).hasSize(1);
    }

    @Test
    void impersonationIsAskedOfWhoeverSignedIn() {
        AuditedUser other = Logged.user("ops");
        AuditedRequest event = new AuditedRequest("line 1", "", Optional.empty(), Logged.user("ana"),
                Optional.of(other), List.of(core("get", "pods", "a", "n")),
                List.of(core("impersonate", "users", "ops", "")), Outcome.ALLOWED, "");

        assertThat(of(event).roles().roles()).containsExactly(new Role("", "least", List.of(new PolicyRule(
                List.of("impersonate"), List.of(""), List.of("users"), List.of("ops"), List.of()))));
        assertThat(Minimizer.of(least()).minimize(seen(new LogSubject.User("ops"), event)).roles().roles())
                .extracting(Role::namespace).containsExactly("n");
    }

    @Test
    void whoActedAsAnotherInVainNeedsNotActAsThem() {
        AuditedRequest refused = new AuditedRequest("line 1", "", Optional.empty(), Logged.user("ana"),
                Optional.of(Logged.user("ops")), List.of(core("get", "pods", "a", "n")),
                List.of(core("impersonate", "users", "ops", "")), Outcome.DENIED, "");

        assertThat(of(refused).roles().roles()).isEmpty();
        assertThat(of(refused).denied()).extracting(Asked::request)
                .containsExactly(core("impersonate", "users", "ops", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROLE_ARN, "arn:aws:iam::123456789012:role/ci", "arn:aws:iam::123456789012:role/CI"})
    void aRoleOfIamIsAllItsSessionsWithOrWithoutItsPath(String arn) {
        Minimized least = Minimizer.of(least()).minimize(seen(LogSubject.Iam.of(arn),
                Logged.of(Logged.session("ci:a", SESSION + "a"), Outcome.ALLOWED, core("list", "pods", "", "n")),
                Logged.of(Logged.session("ci:b", SESSION + "b"), Outcome.ALLOWED, core("list", "pods", "", "n")),
                Logged.of(Logged.session("cd", "arn:aws:sts::123456789012:assumed-role/cd/a"), Outcome.ALLOWED,
                        core("list", "nodes", "", ""))));

        assertThat(least.subjects()).containsExactly(new Subject.User("ci:a"), new Subject.User("ci:b"));
        assertThat(least.roles().roles()).extracting(Role::namespace).containsExactly("n");
    }

    @Test
    void aSessionOfIamIsItselfAlone() {
        SeenRequests seen = seen(LogSubject.Iam.of(SESSION + "a"),
                Logged.of(Logged.session("ci:a", SESSION + "a"), Outcome.ALLOWED, core("list", "pods", "", "n")),
                Logged.of(Logged.session("ci:b", SESSION + "b"), Outcome.ALLOWED, core("list", "nodes", "", "")));

        assertThat(seen.users().keySet()).containsExactly("ci:a");
    }

    @Test
    void aGroupIsAllItsMembers() {
        SeenRequests seen = seen(new LogSubject.Group("devs"),
                Logged.of(Logged.user("ana", "devs"), Outcome.ALLOWED, core("list", "pods", "", "n")),
                Logged.of(Logged.user("bob", "devs", "ops"), Outcome.ALLOWED, core("list", "nodes", "", "")),
                Logged.of(Logged.user("eve", "ops"), Outcome.ALLOWED, core("list", "secrets", "", "")));

        assertThat(seen.users().keySet()).containsExactly("ana", "bob");
        assertThat(Minimizer.of(least()).minimize(seen).subjects()).containsExactly(new Subject.Group("devs"));
    }

    @Test
    void aServiceAccountIsBoundAsOne() {
        assertThat(Minimizer.of(least()).minimize(seen(new LogSubject.User("system:serviceaccount:prod:vault"),
                allowed("system:serviceaccount:prod:vault", core("list", "pods", "", "n")))).subjects())
                .containsExactly(new Subject.ServiceAccount("prod", "vault"));
    }

    @Test
    void theReplayIsMadeAsWhoeverTheBindingsName() {
        Minimizer.Wishes wishes = new Minimizer.Wishes(Broadening.none(), false, false,
                Optional.of(new Subject.Group("fresh")), "least");

        Minimized least = Minimizer.of(wishes).minimize(seen(ANA, allowed("ana", core("get", "pods", "a", "n"))));

        assertThat(least.subjects()).containsExactly(new Subject.Group("fresh"));
        assertThat(least.replay()).isEqualTo(new Replay(1, List.of()));
    }

    @Test
    void theReplayOfOtherRolesNamesWhatTheyDeny() {
        Replay replay = Replay.of("", List.of(new Asked("ana", core("get", "pods", "a", "n"))),
                user -> new RbacUser(user, List.of()));

        assertThat(replay.denied()).extracting(Asked::user).containsExactly("ana");
    }

    @Test
    void readTogetherBringsTheOthersByTheSameName() {
        Minimizer.Wishes wishes = new Minimizer.Wishes(
                new Broadening(Set.of(), false, Set.of(Broadening.Verbs.READ)), false, false, Optional.empty(), "r");

        assertThat(Minimizer.of(wishes).minimize(seen(ANA, allowed("ana", core("get", "pods", "a", "n")))).roles()
                .roles().getFirst().rules()).containsExactly(new PolicyRule(List.of("get", "list", "watch"),
                        List.of(""), List.of("pods"), List.of("a"), List.of()));
    }

    @Test
    void namesOfAResourceAreLeftOutWhereAsked() {
        Minimizer.Wishes wishes = new Minimizer.Wishes(new Broadening(Set.of("deployments.apps"), true, Set.of()),
                false, false, Optional.empty(), "r");

        assertThat(Minimizer.of(wishes).minimize(seen(ANA, allowed("ana", in("apps", "get", "deployments", "a", "n")),
                allowed("ana", core("get", "pods", "a", "n")))).roles().roles().getFirst().rules())
                .extracting(PolicyRule::resourceNames).containsExactly(List.of("a"), List.of());
    }

    @Test
    void aRoleThatKubectlCouldNotApplyIsCut() {
        Minimized least = of(IntStream.range(0, 3_000)
                .mapToObj(i -> allowed("ana", core("get", "pods", "a-rather-long-name-of-a-pod-of-some-job-" + i, "n")))
                .toArray(AuditedRequest[]::new));

        assertThat(least.roles().roles()).hasSizeGreaterThan(1)
                .allSatisfy(role -> assertThat(role.rules().stream().mapToInt(rule -> rule.compact().length()).sum())
                        .isLessThan(200_000));
        assertThat(least.replay().denied()).isEmpty();
    }

    @Test
    void aRequestOfManyEventsCountsOnce() {
        SeenRequests seen = SeenRequests.of(ANA);
        Stream.of(Outcome.UNDECIDED, Outcome.ALLOWED, Outcome.ALLOWED).forEach(outcome -> seen.accept(
                new AuditedRequest("line 1", "id-1", Optional.empty(), Logged.user("ana"), Optional.empty(),
                        List.of(core("watch", "pods", "", "n")), List.of(), outcome, "")));

        assertThat(seen.requests()).isEqualTo(1);
        assertThat(seen.undecided()).isEmpty();
    }
}
