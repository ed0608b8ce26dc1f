package dev.sallyport.rbac;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what, and by which chain. The sentences in quotes are a real API server's. */
class RbacAuthorizerTest {

    private static final PolicyRule NODES = PolicyRule.resources(List.of("get", "list", "watch"), List.of(""),
            List.of("nodes"));
    private static final PolicyRule PODS = PolicyRule.resources(List.of("get", "list"), List.of(""),
            List.of("pods", "pods/log"));

    private static final AccessRequest LIST_NODES = new AccessRequest.Resource("list", "", "nodes", "", "", "");

    @Test
    void nobodyMayDoAnythingUntilABindingSaysSo() {
        Decision decision = RbacAuthorizer.over(RbacSnapshot.empty()).decide(user("eks-test"), LIST_NODES);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.first()).isEmpty();
        assertThat(decision.reason()).isEmpty();
    }

    @Test
    void aClusterRoleBindingAllowsAUser() {
        RbacAuthorizer authorizer = nodeViewers(new Subject.User("eks-test"));

        Decision decision = authorizer.decide(user("eks-test"), LIST_NODES);

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.reason()).isEqualTo(
                "RBAC: allowed by ClusterRoleBinding \"node-viewers\" of ClusterRole \"node-viewer\" to User \"eks-test\"");
        assertThat(authorizer.decide(user("EKS-test"), LIST_NODES).allowed()).isFalse();
    }

    @Test
    void aClusterRoleBindingAllowsAGroup() {
        Decision decision = nodeViewers(new Subject.Group("node-viewers"))
                .decide(user("x", "system:authenticated", "node-viewers"), LIST_NODES);

        assertThat(decision.reason()).isEqualTo(
                "RBAC: allowed by ClusterRoleBinding \"node-viewers\" of ClusterRole \"node-viewer\" to Group \"node-viewers\"");
    }

    @Test
    void aUserIsNoGroupAndAGroupIsNoUser() {
        assertThat(nodeViewers(new Subject.Group("ops")).decide(user("ops"), LIST_NODES).allowed()).isFalse();
        assertThat(nodeViewers(new Subject.User("ops")).decide(user("x", "ops"), LIST_NODES).allowed()).isFalse();
    }

    @Test
    void aServiceAccountIsTheUserThatItsTokensCarry() {
        RbacAuthorizer authorizer = nodeViewers(new Subject.ServiceAccount("kube-system", "aws-node"));

        Decision decision = authorizer.decide(user("system:serviceaccount:kube-system:aws-node"), LIST_NODES);

        assertThat(decision.reason()).isEqualTo("RBAC: allowed by ClusterRoleBinding \"node-viewers\""
                + " of ClusterRole \"node-viewer\" to ServiceAccount \"aws-node/kube-system\"");
        assertThat(authorizer.decide(user("aws-node"), LIST_NODES).allowed()).isFalse();
        assertThat(authorizer.decide(user("system:serviceaccount:default:aws-node"), LIST_NODES).allowed()).isFalse();
    }

    @Test
    void aServiceAccountCanBeBoundByItsUserNameToo() {
        RbacAuthorizer authorizer = nodeViewers(new Subject.User("system:serviceaccount:kube-system:aws-node"));

        assertThat(authorizer.decide(user("system:serviceaccount:kube-system:aws-node"), LIST_NODES).allowed())
                .isTrue();
    }

    @Test
    void aServiceAccountWithoutANamespaceMatchesNobodyInAClusterRoleBinding() {
        RbacAuthorizer authorizer = nodeViewers(new Subject.ServiceAccount("", "aws-node"));

        assertThat(authorizer.decide(user("system:serviceaccount::aws-node"), LIST_NODES).allowed()).isFalse();
        assertThat(authorizer.decide(user("system:serviceaccount:default:aws-node"), LIST_NODES).allowed()).isFalse();
    }

    @Test
    void aServiceAccountWithoutANamespaceTakesTheRoleBindingsOwn() {
        RbacAuthorizer authorizer = podReaders("dev", RoleRef.role("pod-reader"), new Subject.ServiceAccount("", "ci"));

        Decision decision = authorizer.decide(user("system:serviceaccount:dev:ci"), pods("get", "dev"));

        assertThat(decision.reason()).isEqualTo(
                "RBAC: allowed by RoleBinding \"pod-readers/dev\" of Role \"pod-reader\" to ServiceAccount \"ci/dev\"");
        assertThat(authorizer.decide(user("system:serviceaccount:prod:ci"), pods("get", "dev")).allowed()).isFalse();
    }

    @Test
    void aRoleBindingHoldsInItsNamespaceAlone() {
        RbacAuthorizer authorizer = podReaders("dev", RoleRef.role("pod-reader"), new Subject.User("second"));

        assertThat(authorizer.decide(user("second"), pods("get", "dev")).reason()).isEqualTo(
                "RBAC: allowed by RoleBinding \"pod-readers/dev\" of Role \"pod-reader\" to User \"second\"");
        assertThat(authorizer.decide(user("second"), pods("get", "prod")).allowed()).isFalse();
        assertThat(authorizer.decide(user("second"), pods("list", "")).allowed()).isFalse();
    }

    @Test
    void aRoleBindingToAClusterRoleLendsItsRulesToOneNamespace() {
        RbacAuthorizer authorizer = podReaders("dev", RoleRef.clusterRole("pod-reader"), new Subject.User("second"));

        assertThat(authorizer.decide(user("second"), pods("get", "dev")).reason()).isEqualTo(
                "RBAC: allowed by RoleBinding \"pod-readers/dev\" of ClusterRole \"pod-reader\" to User \"second\"");
        assertThat(authorizer.decide(user("second"), pods("get", "prod")).allowed()).isFalse();
    }

    @Test
    void aRoleBindingNeverOpensPathsNorClusterScopedResources() {
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("", "all", List.of(NODES, PolicyRule.nonResources(List.of("*"), List.of("*"))))),
                List.of(new Binding("dev", "all", RoleRef.clusterRole("all"), List.of(new Subject.User("second")))));

        RbacAuthorizer authorizer = RbacAuthorizer.over(snapshot);

        assertThat(authorizer.decide(user("second"), LIST_NODES).allowed()).isFalse();
        assertThat(authorizer.decide(user("second"), new AccessRequest.NonResource("get", "/metrics")).allowed())
                .isFalse();
    }

    @Test
    void mastersMayDoEverythingAndNoReasonIsGiven() {
        Decision decision = RbacAuthorizer.over(RbacSnapshot.empty()).decide(user("x", "system:masters"), LIST_NODES);

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.first()).contains(new Decision.Chain.ByMasters());
        assertThat(decision.reason()).isEmpty();
    }

    @Test
    void aUserWhoIsCalledLikeTheMastersIsNone() {
        assertThat(RbacAuthorizer.over(RbacSnapshot.empty()).decide(user("system:masters"), LIST_NODES).allowed())
                .isFalse();
    }

    @Test
    void aBindingWithoutARoleAllowsNothingAndIsReported() {
        RbacSnapshot snapshot = new RbacSnapshot(List.of(), List.of(
                new Binding("", "a", RoleRef.clusterRole("no-such-role"),
                        List.of(new Subject.User("dangling"), new Subject.Group("all"))),
                new Binding("dev", "b", RoleRef.role("no-such-role"), List.of(new Subject.User("dangling")))));

        Decision decision = RbacAuthorizer.over(snapshot).decide(user("dangling", "all"), pods("list", "dev"));

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.reason())
                .isEqualTo("RBAC: [clusterrole.rbac.authorization.k8s.io \"no-such-role\" not found,"
                        + " role.rbac.authorization.k8s.io \"no-such-role\" not found]");
        assertThat(RbacAuthorizer.over(snapshot).decide(user("dangling"), LIST_NODES).reason())
                .isEqualTo("RBAC: clusterrole.rbac.authorization.k8s.io \"no-such-role\" not found");
    }

    @Test
    void aDanglingBindingTakesNothingFromAGoodOne() {
        RbacSnapshot snapshot = new RbacSnapshot(List.of(new Role("", "node-viewer", List.of(NODES))), List.of(
                new Binding("", "a", RoleRef.clusterRole("gone"), List.of(new Subject.User("u"))),
                new Binding("", "b", RoleRef.clusterRole("node-viewer"), List.of(new Subject.User("u")))));

        Decision decision = RbacAuthorizer.over(snapshot).decide(user("u"), LIST_NODES);

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.problems()).hasSize(1);
    }

    @Test
    void aRoleIsLookedForInTheBindingsOwnNamespace() {
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("prod", "pod-reader", List.of(PODS)), new Role("", "pod-reader", List.of(PODS))),
                List.of(new Binding("dev", "b", RoleRef.role("pod-reader"), List.of(new Subject.User("u"))),
                        new Binding("", "c", RoleRef.role("pod-reader"), List.of(new Subject.User("u")))));

        assertThat(RbacAuthorizer.over(snapshot).decide(user("u"), pods("get", "dev")).reason())
                .isEqualTo("RBAC: role.rbac.authorization.k8s.io \"pod-reader\" not found");
    }

    @Test
    void clusterRoleBindingsComeFirstThenTheNamespacesOwn() {
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("dev", "pod-reader", List.of(PODS)), new Role("", "pod-reader", List.of(PODS))),
                List.of(new Binding("dev", "near", RoleRef.role("pod-reader"), List.of(new Subject.User("u"))),
                        new Binding("", "far", RoleRef.clusterRole("pod-reader"), List.of(new Subject.Group("g")))));

        Decision decision = RbacAuthorizer.over(snapshot).decide(user("u", "g"), pods("get", "dev"));

        assertThat(decision.chains()).extracting(RbacAuthorizerTest::bindingName).containsExactly("far", "near");
    }

    @Test
    void everyChainIsToldTheFirstSubjectAndTheFirstRuleBeforeTheOthers() {
        PolicyRule wider = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("", "r", List.of(PODS, NODES, wider))),
                List.of(new Binding("", "b", RoleRef.clusterRole("r"),
                        List.of(new Subject.Group("g"), new Subject.User("other"), new Subject.User("u")))));

        Decision decision = RbacAuthorizer.over(snapshot).decide(user("u", "g", "g"), LIST_NODES);

        assertThat(decision.chains()).extracting(RbacAuthorizerTest::subjectAndRule)
                .containsExactly("g 1", "g 2", "u 1", "u 2");
    }

    @Test
    void theListedRulesAreThoseOfEachBindingOnce() {
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("", "node-viewer", List.of(NODES)), new Role("dev", "pod-reader", List.of(PODS)),
                        new Role("", "paths", List.of(PolicyRule.nonResources(List.of("get"), List.of("/version"))))),
                List.of(new Binding("dev", "near", RoleRef.role("pod-reader"), List.of(new Subject.User("u"))),
                        new Binding("", "a", RoleRef.clusterRole("node-viewer"),
                                List.of(new Subject.Group("g"), new Subject.User("u"))),
                        new Binding("", "b", RoleRef.clusterRole("node-viewer"), List.of(new Subject.User("u"))),
                        new Binding("", "c", RoleRef.clusterRole("paths"), List.of(new Subject.User("u"))),
                        new Binding("", "d", RoleRef.clusterRole("gone"), List.of(new Subject.User("u")))));

        EffectiveRules rules = RbacAuthorizer.over(snapshot).rulesFor(user("u", "g"), "dev");

        assertThat(rules.resourceRules()).containsExactly(NODES, NODES, PODS);
        assertThat(rules.nonResourceRules()).hasSize(1);
        assertThat(rules.evaluationError()).isEqualTo("clusterrole.rbac.authorization.k8s.io \"gone\" not found");
    }

    @Test
    void theListedRulesOfMastersAreOnlyThoseThatBindingsGive() {
        EffectiveRules rules = RbacAuthorizer.over(RbacSnapshot.empty()).rulesFor(user("x", "system:masters"), "dev");

        assertThat(rules.rules()).isEmpty();
    }

    private static RbacAuthorizer nodeViewers(Subject subject) {
        return RbacAuthorizer.over(new RbacSnapshot(List.of(new Role("", "node-viewer", List.of(NODES))),
                List.of(new Binding("", "node-viewers", RoleRef.clusterRole("node-viewer"), List.of(subject)))));
    }

    private static RbacAuthorizer podReaders(String namespace, RoleRef role, Subject subject) {
        return RbacAuthorizer.over(new RbacSnapshot(
                List.of(new Role(namespace, "pod-reader", List.of(PODS)), new Role("", "pod-reader", List.of(PODS))),
                List.of(new Binding(namespace, "pod-readers", role, List.of(subject)))));
    }

    private static AccessRequest pods(String verb, String namespace) {
        return new AccessRequest.Resource(verb, "", "pods", "", "", namespace);
    }

    private static RbacUser user(String name, String... groups) {
        return new RbacUser(name, List.of(groups));
    }

    private static String bindingName(Decision.Chain chain) {
        return switch (chain) {
            case Decision.Chain.ByBinding by -> by.binding().name();
            case Decision.Chain.ByMasters masters -> "masters";
        };
    }

    private static String subjectAndRule(Decision.Chain chain) {
        return switch (chain) {
            case Decision.Chain.ByBinding by -> by.subject().name() + " " + by.ruleIndex();
            case Decision.Chain.ByMasters masters -> "masters";
        };
    }
}
