package dev.sallyport.cluster.review;

import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class ChangeReviewTest {

    private static final String NODE = "role node system:node:{{EC2PrivateDNSName}} system:bootstrappers,system:nodes";
    private static final List<PolicyRule> ALL = List.of(PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")));
    private static final RbacSnapshot RBAC = new RbacSnapshot(
            List.of(new Role("", "cluster-admin", ALL), new Role("dev", "all-of-dev", ALL)),
            List.of(new Binding("", "ops", RoleRef.clusterRole("cluster-admin"), List.of(new Subject.Group("ops"))),
                    new Binding("dev", "devs", RoleRef.role("all-of-dev"), List.of(new Subject.Group("devs")))));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "nothing changes              | NODE; user a a ops  | NODE; user a a ops              | ''",
        "somebody comes in            | NODE                | NODE; user a a ops              | ''",
        "somebody goes out            | NODE; user a a view | NODE                            | ''",
        "the node role goes           | NODE                | ''                              | L-NODE-ROLE",
        "one of two node roles goes   | NODE; role n2 system:node:x system:nodes | NODE        | L-NODE-ROLE",
        "the node role loses a group  | NODE | role node system:node:{{EC2PrivateDNSName}} system:nodes | L-NODE-ROLE",
        "the node role gains a group  | role n system:node:x system:nodes | role n system:node:x more,system:nodes | ''",
        "groups in another order      | NODE | role node system:node:{{EC2PrivateDNSName}} system:nodes,system:bootstrappers | ''",
        "the node role gets a person's name | NODE | role node bob system:bootstrappers,system:nodes | L-NODE-ROLE L-NODE-NAME",
        "a new node role with a person's name | NODE | NODE; role n2 bob system:nodes          | L-NODE-NAME",
        "a node role with a person's name stays | role n bob system:nodes | role n bob system:nodes; user a a | ''",
        "Fargate's template is a node's name | NODE | NODE; role f system:node:{{SessionName}} system:nodes | ''",
        "the last administrator goes  | NODE; user a a ops  | NODE                            | L-LAST-ADMIN",
        "the last one of masters goes | user a a system:masters | user b b                    | L-LAST-ADMIN",
        "another administrator stays  | user a a ops; role b b system:masters | user a a ops  | ''",
        "an administrator of a namespace is none | user a a devs | ''                         | ''",
        "there was no administrator   | user a a view       | ''                              | ''",
        "a later double takes the node role away | NODE | NODE; role node bob                 | L-NODE-ROLE L-NODE-NAME",
        "a section breaks             | NODE; user a a view | broken mapRoles; user a a view  | L-NODE-ROLE L-SECTION",
        "a section of accounts breaks | account 111122223333 | broken mapAccounts             | L-SECTION",
        "a broken section stays broken | broken mapRoles    | broken mapRoles; user a a view  | ''",
        "a broken section is mended   | broken mapRoles     | NODE                            | ''",
    })
    void dangersOf(String what, String before, String after, String codes) {
        ClusterState state = new ClusterState(Optional.of(List.of("ip-10-0-0-1")), Optional.of(RBAC), Optional.empty());

        assertThat(codes(state, before, after)).as(what).isEqualTo(codes);
    }

    @Test
    void withoutANodeNoNodeRoleIsInUse() {
        assertThat(codes(new ClusterState(Optional.of(List.of()), Optional.of(RBAC), Optional.empty()), NODE, ""))
                .isEmpty();
    }

    private static String codes(NodeRoles roles, ClusterState state, String before, String after) {
        return ChangeReview.of(state, () -> roles).dangers(Maps.map(before), Maps.map(after)).stream()
                .map(danger -> danger.code().code()).reduce("", (all, one) -> (all + " " + one).strip());
    }

    @Test
    void aRuleThatIsKnownToServeNoNodeMayGo() {
        ClusterState state = new ClusterState(Optional.of(List.of("ip-10-0-0-1")), Optional.of(RBAC), Optional.empty());

        assertThat(codes(NodeRoles.Known.of(List.of("arn:aws:iam::123456789012:role/other")), state, NODE, ""))
                .isEmpty();
        assertThat(codes(NodeRoles.Known.of(List.of("arn:aws:iam::123456789012:role/team/node")), state, NODE, ""))
                .isEqualTo("L-NODE-ROLE");
    }

    @Test
    void theRoleOfANodeGroupThatHasNoNodeNowIsInUse() {
        ClusterState state = new ClusterState(Optional.of(List.of()), Optional.of(RBAC), Optional.empty());

        assertThat(codes(NodeRoles.Known.of(List.of("arn:aws:iam::123456789012:role/node")), state, NODE, ""))
                .isEqualTo("L-NODE-ROLE");
    }

    @Test
    void whoServesTheNodesIsAskedOnlyWhenARuleOfTheirsIsAtStake() {
        ClusterState state = new ClusterState(Optional.of(List.of("ip-10-0-0-1")), Optional.of(RBAC), Optional.empty());
        ChangeReview review = ChangeReview.of(state, () -> {
            throw new AssertionError("asked without need");
        });

        assertThat(review.dangers(Maps.map(NODE), Maps.map(NODE + "; user a a view"))).isEmpty();
    }

    @Test
    void whereNodesCannotBeSeenThereMayBeSome() {
        assertThat(codes(ClusterState.unknown(), NODE, "")).isEqualTo("L-NODE-ROLE");
    }

    @Test
    void whereBindingsCannotBeSeenMastersAloneAreAdministrators() {
        assertThat(codes(ClusterState.unknown(), "user a a ops", "")).isEmpty();
        assertThat(codes(ClusterState.unknown(), "user a a system:masters", "")).isEqualTo("L-LAST-ADMIN");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "the caller's rule goes            | user me me view; user a a | user a a              | L-OWN-WAY",
        "the caller's rule loses a group   | user me me view,edit      | user me me view       | L-OWN-WAY",
        "the caller's rule gets a group    | user me me view           | user me me view,edit  | ''",
        "the caller gets another name      | user me me view           | user me other view    | L-OWN-WAY",
        "somebody else's rule goes         | user me me view; user a a | user me me view       | ''",
        "the account lets the caller in, as somebody else | user me me; account 123456789012 | account 123456789012 | L-OWN-WAY",
        "the caller comes in otherwise     | user me kubernetes-admin  | ''                    | ''",
    })
    void aCallersOwnWay(String what, String before, String after, String codes) {
        Caller known = new Caller(new KubernetesUser("me", "", List.of("view"), Map.of()),
                Optional.of(new CanonicalArn(Maps.user("me"))));

        assertThat(codes(by(known), before, after)).as(what).isEqualTo(codes);
    }

    @Test
    void aCallerWhoseAccountLetsThemInLosesTheirWayWithIt() {
        Caller known = new Caller(new KubernetesUser(Maps.user("me"), "", List.of(), Map.of()),
                Optional.of(new CanonicalArn(Maps.user("me"))));

        assertThat(codes(by(known), "account 123456789012", "")).isEqualTo("L-OWN-WAY");
    }

    @Test
    void aCallerWithoutAnArnIsKnownByNameAndGroups() {
        Caller named = new Caller(new KubernetesUser("me", "", List.of("view"), Map.of()), Optional.empty());

        assertThat(codes(by(named), "role x me view", "")).isEqualTo("L-OWN-WAY");
        assertThat(codes(by(named), "role x me view; role y me view", "role y me view")).isEmpty();
        assertThat(codes(by(named), "role x me edit", "")).isEmpty();
    }

    @Test
    void anOldFindingIsNotANewOneBecauseTheLineThatItNamesHasMoved() {
        String twice = """
                - rolearn: arn:aws:iam::123456789012:role/a
                  username: a
                  groups: [x]
                - rolearn: arn:aws:iam::123456789012:role/a
                  username: a
                  groups: [y]
                """;
        AwsAuth before = AwsAuth.parse(Map.of("mapRoles", twice));
        AwsAuth after = AwsAuth.parse(Map.of("mapRoles", "# a line more\n" + twice));

        assertThat(ChangeReview.findings(before, after).introduced()).isEmpty();
        assertThat(ChangeReview.findings(AwsAuth.parse(Map.of()), after).introduced()).isNotEmpty();
    }

    private static String entry(String arnEnd, String username) {
        return "- rolearn: arn:aws:iam::123456789012:role/" + arnEnd + "\n  username: " + username
                + "\n  groups: [view]\n";
    }

    private static List<String> introduced(String before, String after) {
        return ChangeReview.findings(AwsAuth.parse(Map.of("mapRoles", before)),
                AwsAuth.parse(Map.of("mapRoles", after))).introduced().stream().map(Finding::code).toList();
    }

    @Test
    void aFaultThatLeavesOneEntryAndComesUpInAnotherIsANewOne() {
        assertThat(introduced(entry("team/a", "a") + entry("b", "b"), entry("a", "a") + entry("team/b", "b")))
                .containsExactly("A-PATH");
    }

    @Test
    void anOldFaultOfAnEntryIsNoneOfARepairOfItsOther() {
        String before = entry("team/a", "\"{{Nothing}}\"");

        assertThat(introduced("", before)).contains("A-PATH", "A-TEMPLATE");
        assertThat(introduced(before, entry("a", "\"{{Nothing}}\""))).isEmpty();
        assertThat(introduced(before, entry("team/a", "a"))).isEmpty();
    }

    @Test
    void anOldFaultInAnotherStyleOrPlaceIsNotANewOne() {
        String restyled = "- {username: a, groups: [view], rolearn: 'arn:aws:iam::123456789012:role/team/a'}\n";

        assertThat(introduced(entry("team/a", "a"), entry("b", "b") + restyled)).isEmpty();
    }

    @Test
    void anOldFaultOfALineIsNoneOfAnEntryThatGotAnotherArnAndName() {
        AwsAuth before = masters("a", "");
        AwsAuth after = masters("b", "# a line more\n");

        assertThat(ChangeReview.findings(before, after).introduced()).isEmpty();
    }

    /** A file, whose lines are not those of the section. */
    private static AwsAuth masters(String name, String first) {
        return AwsAuth.parseManifest("f",
                first + "kind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\n"
                        + "data:\n  mapRoles: |\n    - rolearn: arn:aws:iam::123456789012:role/" + name
                        + "\n      username: " + name
                        + "\n      groups: [system:masters]\n");
    }

    @Test
    void ofTwoEqualFaultsASecondIsANewOne() {
        assertThat(introduced(entry("team/a", "a"), entry("team/a", "a") + entry("team/c", "c")))
                .containsExactly("A-PATH");
    }

    @Test
    void aDangerSaysWhoWhereAndWhatToDo() {
        ClusterState state = new ClusterState(Optional.of(List.of("ip-10-0-0-1")), Optional.of(RBAC), Optional.empty());

        Danger danger = ChangeReview.of(state).dangers(Maps.map("user a a view;" + NODE), Maps.map("user a a view"))
                .getFirst();

        assertThat(danger.place()).hasToString("aws-auth mapRoles:1");
        assertThat(danger.consequence()).contains("ip-10-0-0-1", Maps.role("node"), "NotReady");
        assertThat(danger.remedy()).contains("system:node:{{EC2PrivateDNSName}}",
                "system:bootstrappers, system:nodes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\r\n- b\r\n", "- a\n- b", "- a\n- b\r\n"})
    void aReplacementThatDiffersInTheEndsOfLinesAloneIsStillAChange(String text) {
        Proposal proposal = ChangeReview.of(ClusterState.unknown()).propose(
                AwsAuth.parse(Map.of("mapAccounts", "- a\n- b\n")),
                MapChange.replacement(Map.of("mapAccounts", text)));

        assertThat(proposal).isInstanceOfSatisfying(Proposal.Ready.class, ready -> {
            assertThat(ready.changes()).isEmpty();
            assertThat(ready.isNothing()).isFalse();
            assertThat(ready.notes()).singleElement().asString().contains("LF or CRLF");
        });
    }

    @Test
    void aReplacementByTheSameTextIsNothing() {
        Map<String, String> data = Map.of("mapAccounts", "- a\n");

        assertThat(ChangeReview.of(ClusterState.unknown()).propose(AwsAuth.parse(data), MapChange.replacement(data)))
                .isInstanceOfSatisfying(Proposal.Ready.class, ready -> {
                    assertThat(ready.isNothing()).isTrue();
                    assertThat(ready.notes()).isEmpty();
                });
    }

    @Test
    void everyCodeCanBeFoundByItsName() {
        assertThat(DangerCode.all()).allSatisfy(code -> assertThat(DangerCode.byCode(code.code())).contains(code));
        assertThat(DangerCode.byCode("l-node-role")).isEmpty();
    }

    private static ClusterState by(Caller caller) {
        return new ClusterState(Optional.of(List.of()), Optional.of(RBAC), Optional.of(caller));
    }

    private static String codes(ClusterState state, String before, String after) {
        return String.join(" ", ChangeReview.of(state)
                .dangers(Maps.map(before.replace("NODE", NODE)), Maps.map(after.replace("NODE", NODE))).stream()
                .map(danger -> danger.code().code()).toList());
    }
}
