package dev.sallyport.rbac;

import dev.sallyport.rbac.PrivilegeEscalation.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody gives what they do not have. The sentences in quotes are a real API server's. */
class PrivilegeEscalationTest {

    private static final RbacUser EDITOR = new RbacUser("rbac-editor", List.of("editors", "system:authenticated"));
    private static final PolicyRule WRITE_RBAC = PolicyRule.resources(List.of("create", "update"),
            List.of("rbac.authorization.k8s.io"), List.of("*"));
    private static final PolicyRule READ_PODS = rule("get list", "", "pods");
    private static final PolicyRule EVERYTHING = rule("*", "*", "*");
    private static final PolicyRule EVERY_PATH = PolicyRule.nonResources(List.of("*"), List.of("*"));

    @Test
    void aRoleWithMoreThanItsWriterHoldsIsRefusedInTheApiServersWords() {
        Role more = new Role("", "more", List.of(
                PolicyRule.resources(List.of("get", "list"), List.of(""), List.of("secrets", "pods")),
                PolicyRule.nonResources(List.of("get"), List.of("/metrics")),
                new PolicyRule(List.of("update"), List.of("apps"), List.of("deployments"), List.of("web"),
                        List.of())));

        Verdict verdict = holding("", WRITE_RBAC).writeRole(EDITOR, more, "", false);

        assertThat(reason(verdict)).isEqualTo("""
                user "rbac-editor" (groups=["editors" "system:authenticated"]) is attempting to grant RBAC \
                permissions not currently held:
                {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
                {APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}
                {APIGroups:["apps"], Resources:["deployments"], ResourceNames:["web"], Verbs:["update"]}
                {NonResourceURLs:["/metrics"], Verbs:["get"]}""");
    }

    @Test
    void bindingClusterAdminNeedsAllOfIt() {
        Binding me = new Binding("", "me", RoleRef.clusterRole("cluster-admin"),
                List.of(new Subject.User("rbac-editor")));

        assertThat(reason(holding("", WRITE_RBAC).writeBinding(EDITOR, me))).isEqualTo("""
                user "rbac-editor" (groups=["editors" "system:authenticated"]) is attempting to grant RBAC \
                permissions not currently held:
                {APIGroups:["*"], Resources:["*"], Verbs:["*"]}
                {NonResourceURLs:["*"], Verbs:["*"]}""");
        assertThat(holding("", EVERYTHING, EVERY_PATH).writeBinding(EDITOR, me)).isEqualTo(new Verdict.Fine());
    }

    @Test
    void whatTheWriterHoldsMayBeGiven() {
        Role pods = new Role("dev", "pods", List.of(rule("get", "", "pods")));

        assertThat(holding("", WRITE_RBAC, READ_PODS).writeRole(EDITOR, pods, "", false))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void whatIsHeldInANamespaceMayBeGivenThereAlone() {
        PrivilegeEscalation inDev = holding("dev", READ_PODS);

        assertThat(inDev.writeRole(EDITOR, new Role("dev", "r", List.of(READ_PODS)), "", false))
                .isEqualTo(new Verdict.Fine());
        assertThat(inDev.writeRole(EDITOR, new Role("prod", "r", List.of(READ_PODS)), "", false))
                .isInstanceOf(Verdict.Escalates.class);
        assertThat(inDev.writeRole(EDITOR, new Role("", "r", List.of(READ_PODS)), "", false))
                .isInstanceOf(Verdict.Escalates.class);
    }

    @Test
    void escalateLiftsTheCheckForRolesAndBindForBindings() {
        PolicyRule escalate = rule("escalate", "rbac.authorization.k8s.io", "clusterroles");
        PolicyRule bind = new PolicyRule(List.of("bind"), List.of("rbac.authorization.k8s.io"),
                List.of("clusterroles"), List.of("cluster-admin"), List.of());
        Binding admins = new Binding("", "b", RoleRef.clusterRole("cluster-admin"), List.of());
        Role all = new Role("", "all", List.of(EVERYTHING));

        assertThat(holding("", escalate).writeRole(EDITOR, all, "", false)).isEqualTo(new Verdict.Fine());
        assertThat(holding("", escalate).writeBinding(EDITOR, admins)).isInstanceOf(Verdict.Escalates.class);
        assertThat(holding("", bind).writeBinding(EDITOR, admins)).isEqualTo(new Verdict.Fine());
        assertThat(holding("", bind).writeRole(EDITOR, all, "", false)).isInstanceOf(Verdict.Escalates.class);
    }

    @Test
    void aRoleThatDoesNotExistIsBoundOnlyByWhoMayBindIt() {
        Binding gone = new Binding("", "b", RoleRef.clusterRole("gone"), List.of());
        PolicyRule bind = rule("bind", "rbac.authorization.k8s.io", "clusterroles");

        assertThat(holding("", WRITE_RBAC).writeBinding(EDITOR, gone)).isEqualTo(
                new Verdict.RoleNotFound("clusterrole.rbac.authorization.k8s.io \"gone\" not found"));
        assertThat(holding("", bind).writeBinding(EDITOR, gone)).isEqualTo(new Verdict.Fine());
    }

    @Test
    void mastersAreFree() {
        RbacUser master = new RbacUser("kubernetes-admin", List.of("system:masters"));

        assertThat(holding("").writeRole(master, new Role("", "all", List.of(EVERYTHING)), "", true))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void aRoleThatGathersNeedsClusterAdmin() {
        Role empty = new Role("", "gatherer", List.of());

        assertThat(reason(holding("", WRITE_RBAC).writeRole(EDITOR, empty, "", true)))
                .isEqualTo("must have cluster-admin privileges to use the aggregationRule");
        assertThat(holding("", EVERYTHING, EVERY_PATH).writeRole(EDITOR, empty, "", true))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void coverIsDecidedPieceByPiece() {
        assertCovered(true, rule("get list", "", "pods"), rule("list", "", "pods"));
        assertCovered(false, rule("get", "", "pods"), rule("get list", "", "pods"));
        assertCovered(true, rule("*", "*", "*"), rule("get", "apps", "deployments/scale"));
        assertCovered(true, rule("get", "apps", "*/scale"), rule("get", "apps", "deployments/scale"));
        assertCovered(false, rule("get", "apps", "*/scale"), rule("get", "apps", "deployments"));
        assertCovered(false, rule("get", "apps", "deployments"), rule("get", "apps", "*"));
        assertCovered(false, named("a"), rule("get", "", "pods"));
        assertCovered(true, rule("get", "", "pods"), named("a"));
        assertCovered(true, named("a", "b"), named("b"));
        assertCovered(false, named("a"), named("a", "b"));
        assertCovered(true, paths("/metrics/*"), paths("/metrics/slis"));
        assertCovered(true, paths("/metrics/*"), paths("/metrics/a*"));
        assertCovered(false, paths("/metrics/slis"), paths("/metrics/*"));
        assertCovered(false, EVERYTHING, paths("/metrics"));
        assertCovered(false, EVERY_PATH, rule("get", "", "pods"));
    }

    @Test
    void severalRulesTogetherCoverWhatNoneCoversAlone() {
        assertThat(PrivilegeEscalation.covers(List.of(rule("get", "", "pods"), rule("list", "", "pods")),
                List.of(rule("get list", "", "pods")))).isTrue();
    }

    private static void assertCovered(boolean covered, PolicyRule held, PolicyRule wanted) {
        assertThat(PrivilegeEscalation.covers(List.of(held), List.of(wanted)))
                .as(held.compact() + " covers " + wanted.compact()).isEqualTo(covered);
    }

    private static PrivilegeEscalation holding(String namespace, PolicyRule... rules) {
        return PrivilegeEscalation.under(RbacAuthorizer.over(new RbacSnapshot(
                List.of(new Role(namespace, "mine", List.of(rules)),
                        new Role("", "cluster-admin", List.of(EVERYTHING, EVERY_PATH))),
                List.of(new Binding(namespace, "mine",
                        namespace.isEmpty() ? RoleRef.clusterRole("mine") : RoleRef.role("mine"),
                        List.of(new Subject.Group("editors")))))));
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fine fine -> "fine";
            case Verdict.Escalates escalates -> escalates.reason();
            case Verdict.RoleNotFound notFound -> notFound.message();
        };
    }

    private static PolicyRule rule(String verbs, String group, String resource) {
        return PolicyRule.resources(List.of(verbs.split(" ")), List.of(group), List.of(resource));
    }

    private static PolicyRule named(String... names) {
        return new PolicyRule(List.of("get"), List.of(""), List.of("pods"), List.of(names), List.of());
    }

    private static PolicyRule paths(String path) {
        return PolicyRule.nonResources(List.of("get"), List.of(path));
    }
}
