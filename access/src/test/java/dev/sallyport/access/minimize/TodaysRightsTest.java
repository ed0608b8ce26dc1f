package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.List;

import static dev.sallyport.access.minimize.Logged.core;
import static dev.sallyport.access.minimize.Logged.least;
import static dev.sallyport.access.minimize.Logged.seen;
import static org.assertj.core.api.Assertions.assertThat;

/** What of today's rights a log has not seen. */
class TodaysRightsTest {

    private static final LogSubject ANA = new LogSubject.User("ana");

    private static RbacSnapshot bound(String namespace, Subject subject, PolicyRule... rules) {
        return new RbacSnapshot(List.of(new Role("", "r", List.of(rules))),
                List.of(new Binding(namespace, "b", RoleRef.clusterRole("r"), List.of(subject))));
    }

    private static TodaysRights today(RbacSnapshot today, LogSubject subject, AuditedRequest... log) {
        return Minimizer.of(least(), today).minimize(seen(subject, log)).today().orElseThrow();
    }

    private static AuditedRequest asMember(String verb, String resource, String name, String namespace) {
        return Logged.of(Logged.user("ana", "devs", "system:authenticated"), Outcome.ALLOWED,
                core(verb, resource, name, namespace));
    }

    private static PolicyRule rule(List<String> verbs, String... resources) {
        return PolicyRule.resources(verbs, List.of(""), List.of(resources));
    }

    @Test
    void aVerbThatNobodyUsedIsUnseen() {
        TodaysRights today = today(bound("prod", new Subject.Group("devs"), rule(List.of("get", "delete"), "pods")),
                ANA, asMember("get", "pods", "web", "prod"));

        assertThat(today.grants()).singleElement().satisfies(grant -> assertThat(grant.unseen())
                .containsExactly(rule(List.of("delete"), "pods")));
    }

    @Test
    void whatWasUsedInAnotherNamespaceIsUnseenInThisOne() {
        assertThat(today(bound("prod", new Subject.User("ana"), rule(List.of("get"), "pods")), ANA,
                asMember("get", "pods", "web", "dev")).grants().getFirst().unseen()).hasSize(1);
    }

    @Test
    void aRightThatIsWiderThanWhatWasSeenIsNamedWithWhatWasSeen() {
        assertThat(today(bound("", new Subject.User("ana"), rule(List.of("get"), "pods")), ANA,
                asMember("get", "pods", "web", "prod")).grants().getFirst().partly()).containsExactly(
                        new TodaysRights.Partly(rule(List.of("get"), "pods"), false, List.of("web"),
                                List.of("prod")));
    }

    @Test
    void aWildcardIsNeverUsedWhole() {
        assertThat(today(bound("", new Subject.User("ana"), PolicyRule.resources(List.of("*"), List.of("*"),
                List.of("*"))), ANA, asMember("list", "nodes", "", "")).grants().getFirst().partly())
                .extracting(TodaysRights.Partly::wildcard).containsExactly(true);
    }

    @Test
    void whatEverybodyHasIsNotHeldAgainstThem() {
        assertThat(today(bound("", new Subject.Group("system:authenticated"), rule(List.of("get"), "pods")), ANA,
                asMember("list", "nodes", "", "")).grants()).isEmpty();
    }

    @Test
    void whatTheLogSawAndTodayRefusesIsNamed() {
        assertThat(today(RbacSnapshot.empty(), ANA, asMember("list", "nodes", "", "")).refusedToday()).hasSize(1);
    }

    @Test
    void whatAMemberDidByOtherRightsIsNamedForTheGroup() {
        RbacSnapshot today = bound("", new Subject.User("ana"), rule(List.of("list"), "nodes"));

        assertThat(today(today, ANA, asMember("list", "nodes", "", "")).refusedToday()).isEmpty();
        assertThat(today(today, new LogSubject.Group("devs"), asMember("list", "nodes", "", "")).refusedToday())
                .hasSize(1);
    }

    @Test
    void mastersAreSaidToBeSo() {
        assertThat(today(RbacSnapshot.empty(), ANA, Logged.of(Logged.user("ana", "system:masters"), Outcome.ALLOWED,
                core("list", "nodes", "", ""))).masters()).isTrue();
    }
}
