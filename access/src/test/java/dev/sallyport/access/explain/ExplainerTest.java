package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.access.world.IamWord;
import dev.sallyport.cluster.snapshot.ClusterObjects;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ManifestOutcome;
import dev.sallyport.cluster.snapshot.ManifestText;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One principal, one request, and where it stops. */
final class ExplainerTest {

    private static final String HERE = "arn:aws:iam::123456789012:";
    private static final AccessRequest PODS = new AccessRequest.Resource("list", "", "pods", "", "", "dev");
    private static final AccessRequest SECRET = new AccessRequest.Resource("get", "", "secrets", "", "x", "dev");
    private static final String RBAC = """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: view}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: devs, namespace: dev}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
            subjects: [{kind: Group, name: devs}, {kind: User, name: "ops:ana"}]
            """;

    @Test
    void aRoleWithAPathSignsInWithoutIt() {
        Explanation explanation = explain(map("mapRoles", "role/dev", "dev", "devs"), HERE + "role/team/dev", PODS);

        assertThat(explanation.verdict()).isEqualTo(Verdict.YES);
    }

    @Test
    void theServersWordTakesThePlaceOfWhatCouldNotBeSeen() {
        Explanation walked = explain(map("mapRoles", "role/dev", "dev", "devs"), HERE + "role/dev", SECRET);

        Explanation told = walked.asServerSays(true, "RBAC: allowed by RoleBinding \"x/y\"");

        assertThat(told.verdict()).isEqualTo(Verdict.YES);
        assertThat(told.access()).isEqualTo(new AccessStep.ByServer(((AccessStep.ByRbac) walked.access()).user(), true,
                "RBAC: allowed by RoleBinding \"x/y\""));
        assertThat(told.chains()).isEmpty();
    }

    @Test
    void anEntryWithAPathIsNearestAndMendingItIsTheFirstRemedy() {
        Explanation explanation = explain(map("mapRoles", "role/team/dev", "dev", "devs"), HERE + "role/team/dev",
                PODS);

        assertThat(explanation.mapping()).isInstanceOfSatisfying(MappingStep.NoRule.class, none -> assertThat(
                none.nearest()).extracting(NearRule::reason).containsExactly(NearRule.Reason.PATH));
        assertThat(explanation.remedies().getFirst().kind()).isEqualTo(Remedy.Kind.MEND_ENTRY);
    }

    @Test
    void anEntryWithATypoWhoseUserIamDoesNotKnowIsMendedFirst() {
        AccessWorld world = world(map("mapUsers", "user/eks-tset", "dev", "devs"))
                .with(new IamWord(Set.of(HERE + "user/eks-tset"), Map.of()));

        List<Remedy> remedies = remedies(world, HERE + "user/eks-test");

        assertThat(remedies.getFirst().kind()).isEqualTo(Remedy.Kind.MEND_ENTRY);
        assertThat(remedies.getFirst().changes()).first().isEqualTo(new Change.OfMap(new MappingEdit.AddPrincipal(
                MapSection.USERS, HERE + "user/eks-test", "dev", List.of("devs"))));
    }

    @Test
    void anEntryOfNearlyTheSameNameIsNotTakenFromSomebodyWhoMayBeThere() {
        assertThat(remedies(world(map("mapUsers", "user/eks-tset", "dev", "devs")), HERE + "user/eks-test"))
                .extracting(Remedy::kind).doesNotContain(Remedy.Kind.MEND_ENTRY);
    }

    @Test
    void whomIamDoesNotKnowIsTheTypoThemselves() {
        AccessWorld world = world(map("mapUsers", "user/eks-tset", "dev", "devs"))
                .with(new IamWord(Set.of(HERE + "user/eks-test", HERE + "user/eks-tset"), Map.of()));

        Explanation explanation = Explainer.in(world).explain(new Question(Asker.of(HERE + "user/eks-test"), PODS));

        assertThat(explanation.remedies()).extracting(Remedy::kind).doesNotContain(Remedy.Kind.MEND_ENTRY);
        assertThat(explanation.remarks()).contains("IAM knows no user/eks-test in account 123456789012: is the ARN"
                + " spelled right?");
    }

    @Test
    void whoMayAssumeARoleIsSaidWhereIamWasAsked() {
        String trust = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + HERE
                + "saml-provider/corp\"}}}";
        AccessWorld world = world(map("mapRoles", "role/dev", "dev", "devs"));
        Question question = new Question(Asker.of(HERE + "role/dev"), PODS);

        assertThat(Explainer.in(world).walk(question).remarks())
                .contains("Who may assume role/dev, its trust policy says (people, SAML or web identities, other"
                        + " accounts); it was not looked at.");
        assertThat(Explainer.in(world.with(new IamWord(Set.of(), Map.of(HERE + "role/dev", trust)))).walk(question)
                .remarks()).contains("role/dev may be assumed by whom " + HERE + "saml-provider/corp vouches for.");
    }

    @Test
    void anEntryForAUserOfTheRolesNameMovesToTheRoles() {
        AccessWorld world = world(map("mapUsers", "user/dev", "dev", "devs"))
                .with(new IamWord(Set.of(HERE + "user/dev"), Map.of()));

        assertThat(remedies(world, HERE + "role/dev").getFirst().changes()).first().isEqualTo(
                new Change.OfMap(new MappingEdit.AddPrincipal(MapSection.ROLES, HERE + "role/dev", "dev",
                        List.of("devs"))));
    }

    @Test
    void anEntryWithADigitOfTheAccountWrongIsMendedFirst() {
        String two = map("mapRoles", "role/dev", "dev", "devs").replace("123456789012", "123456789021")
                + "    - {rolearn: \"" + HERE + "role/ops\", username: ops}\n";

        assertThat(remedies(world(two), HERE + "role/dev").getFirst().kind()).isEqualTo(Remedy.Kind.MEND_ENTRY);
    }

    @Test
    void anEntryWithAnAccountOfItsOwnIsLeftThoughTheTwoAreNear() {
        String alone = map("mapRoles", "role/dev", "dev", "devs").replace("123456789012", "123456789021");

        assertThat(remedies(world(alone), HERE + "role/dev")).extracting(Remedy::kind)
                .doesNotContain(Remedy.Kind.MEND_ENTRY);
    }

    @Test
    void anEntryOfAnotherAccountIsNotTakenFromIt() {
        Explanation explanation = explain(map("mapRoles", "role/dev", "dev", "devs").replace("123456789012",
                "999999999999"), HERE + "role/dev", PODS);

        assertThat(explanation.remedies()).extracting(Remedy::kind).doesNotContain(Remedy.Kind.MEND_ENTRY);
    }

    @Test
    void aNodeIsDecidedByTheNodeAuthorizer() {
        Explanation explanation = explain(
                map("mapRoles", "role/node", "system:node:{{EC2PrivateDNSName}}", "system:nodes"), HERE + "role/node",
                SECRET);

        assertThat(explanation.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(explanation.access()).isInstanceOfSatisfying(AccessStep.ByNodeAuthorizer.class,
                node -> assertThat(node.answer()).isEqualTo(NodeAuthorizer.Answer.FOR_ITS_OWN));
        assertThat(explanation.remarks()).anyMatch(remark -> remark.contains("Node authorizer"));
    }

    @Test
    void aNodeMayNotDeleteSecretsWhateverRunsOnIt() {
        Explanation explanation = explain(
                map("mapRoles", "role/node", "system:node:{{EC2PrivateDNSName}}", "system:nodes"), HERE + "role/node",
                new AccessRequest.Resource("delete", "", "secrets", "", "x", "dev"));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NO);
        assertThat(explanation.remedies()).isEmpty();
    }

    @Test
    void aPersonsSessionOfANodesRoleIsNobodyAndNoRemedyLocksTheNodesOut() {
        Explanation explanation = explain(
                map("mapRoles", "role/node", "system:node:{{EC2PrivateDNSName}}", "system:nodes"),
                "arn:aws:sts::123456789012:assumed-role/node/ana", PODS);

        assertThat(explanation.mapping()).isInstanceOf(MappingStep.Unfillable.class);
        assertThat(explanation.remedies()).isEmpty();
    }

    @Test
    void aSessionThatCouldTakeABoundNameIsRemarkedUpon() {
        Explanation explanation = explain(map("mapRoles", "role/ops", "ops:{{SessionName}}", "none"),
                HERE + "role/ops", PODS);

        assertThat(explanation.verdict()).isEqualTo(Verdict.NO);
        assertThat(explanation.remarks()).anyMatch(remark -> remark.contains("user name becomes ops:ana"));
    }

    @Test
    void theSessionWithThatNameMay() {
        Explanation explanation = explain(map("mapRoles", "role/ops", "ops:{{SessionName}}", "none"),
                "arn:aws:sts::123456789012:assumed-role/ops/ana", PODS);

        assertThat(explanation.chains()).singleElement().isInstanceOfSatisfying(Decision.Chain.ByBinding.class,
                by -> assertThat(by.subject()).isEqualTo(new Subject.User("ops:ana")));
    }

    @Test
    void aBindingToAUserTellsWhoElseComesInUnderThatName() {
        String two = map("mapUsers", "user/ana", "shared", "none").stripTrailing()
                + "\n    - userarn: " + HERE + "user/bob\n      username: shared\n";
        Explanation explanation = explain(two, HERE + "user/ana", SECRET);

        assertThat(explanation.remedies()).anySatisfy(remedy -> {
            assertThat(remedy.changes()).anyMatch(change -> change instanceof Change.NewBinding(Binding binding)
                    && binding.subjects().contains(new Subject.User("shared")));
            assertThat(remedy.others()).extracting(MappingRule::subject).containsExactly(HERE + "user/bob");
        });
    }

    @Test
    void aKubernetesUserIsAskedAboutWithoutTheMap() {
        Explanation explanation = Explainer.in(world(map("mapRoles", "role/dev", "dev", "devs"),
                AuthenticationMode.CONFIG_MAP, List.of())).explain(
                        new Question(new Asker.Kubernetes(new RbacUser("who", List.of("devs"))), PODS));

        assertThat(explanation.verdict()).isEqualTo(Verdict.YES);
        assertThat(explanation.mapping()).isInstanceOf(MappingStep.NotAsked.class);
    }

    @Test
    void whereTheMapCouldNotBeReadNobodyIsCalledUnmapped() {
        Explanation explanation = Explainer.in(world("", AuthenticationMode.CONFIG_MAP,
                List.of(new Unseen(Unseen.Hides.THE_MAP, "aws-auth", "you may not read it", "get configmaps"))))
                .explain(new Question(Asker.of(HERE + "user/ana"), PODS));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(explanation.limits()).anyMatch(limit -> limit.contains("needs: get configmaps"));
    }

    @Test
    void whereBindingsCouldNotBeReadANoIsNotKnown() {
        Explanation explanation = Explainer.in(world(map("mapUsers", "user/ana", "ana", "none"),
                AuthenticationMode.CONFIG_MAP,
                List.of(new Unseen(Unseen.Hides.RIGHTS, "the RoleBindings", "you may not read it", ""))))
                .explain(new Question(Asker.of(HERE + "user/ana"), PODS));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void inAClusterOfAccessEntriesAloneTheMapCountsForNothing() {
        Explanation explanation = Explainer
                .in(world(map("mapRoles", "role/dev", "dev", "devs"), AuthenticationMode.API, List.of()))
                .explain(new Question(Asker.of(HERE + "role/dev"), PODS));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(explanation.remedies()).isEmpty();
        assertThat(explanation.limits()).anyMatch(limit -> limit.contains("access entries"));
    }

    @Test
    void whoIsOfAnotherPartitionThanTheMapIsOfferedNoEntryThatTheMapWouldNotTake() {
        Explanation explanation = explain(map("mapUsers", "user/ana", "ana", "devs"),
                "arn:aws-cn:iam::123456789012:user/ana", PODS);

        assertThat(explanation.remedies()).isEmpty();
        assertThat(explanation.remarks()).anyMatch(remark -> remark.contains("is aws-cn, and everybody"));
    }

    @Test
    void aSectionThatNobodyCanReadIsSaidToLetNobodyIn() {
        Explanation explanation = explain("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapUsers: "- userarn: %suser/ana\\n\\tusername: ana\\n"
                """.formatted(HERE), HERE + "user/ana", PODS);

        assertThat(explanation.verdict()).isEqualTo(Verdict.NO);
        assertThat(explanation.remarks())
                .anyMatch(remark -> remark.contains("mapUsers") && remark.contains("this principal's"));
    }

    @Test
    void theNarrowestRemedyForSomebodyNewIsAnEntryAGroupAndARoleOfTheirOwn() {
        Remedy remedy = explain(map("mapRoles", "role/dev", "dev", "devs"), HERE + "user/ana", SECRET).remedies()
                .getFirst();

        assertThat(remedy.changes()).hasSize(3).first()
                .isInstanceOfSatisfying(Change.OfMap.class, change -> assertThat(change.edit())
                        .isInstanceOf(MappingEdit.AddPrincipal.class));
        assertThat(remedy.others()).isEmpty();
    }

    @Test
    void whoIsNotLetInIsToldWhatIsInferredAndWhatWasNotLookedAt() {
        Explanation explanation = Explanation.notLetIn("here", new Question(Asker.of(HERE + "user/ana"), PODS));

        assertThat(explanation.verdict()).isEqualTo(Verdict.NO);
        assertThat(explanation.mapping()).isInstanceOf(MappingStep.Inferred.class);
        assertThat(explanation.limits()).anyMatch(limit -> limit.contains("access entries"));
    }

    @Test
    void aNewRoleTakesNoNameThatABindingWaitsFor() {
        String waiting = map("mapUsers", "user/ana", "ana", "none") + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: waiting, namespace: dev}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: secrets-get-x}
                subjects: [{kind: Group, name: "system:authenticated"}]
                """;

        Remedy remedy = explain(waiting, HERE + "user/ana", SECRET).remedies().getFirst();

        assertThat(remedy.changes()).filteredOn(Change.NewRole.class::isInstance).singleElement()
                .isInstanceOfSatisfying(Change.NewRole.class,
                        change -> assertThat(change.role().name()).isEqualTo("secrets-get-x-2"));
    }

    @Test
    void whatIsNoPrincipalIsRefused() {
        assertThatThrownBy(() -> Asker.of("arn:aws:s3:::bucket")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Explanation explain(String awsAuth, String arn, AccessRequest request) {
        return Explainer.in(world(awsAuth, AuthenticationMode.CONFIG_MAP, List.of()))
                .explain(new Question(Asker.of(arn), request));
    }

    private static AccessWorld world(String awsAuth) {
        return world(awsAuth, AuthenticationMode.CONFIG_MAP, List.of());
    }

    private static List<Remedy> remedies(AccessWorld world, String arn) {
        return Explainer.in(world).explain(new Question(Asker.of(arn), PODS)).remedies();
    }

    private static AccessWorld world(String awsAuth, AuthenticationMode mode, List<Unseen> unseen) {
        return switch (ManifestText.read("f.yaml", awsAuth + RBAC)) {
            case ManifestOutcome.Read(ClusterObjects objects) ->
                AccessWorld.of(ClusterSnapshot.of("test", objects, unseen), mode);
            case ManifestOutcome.Broken broken -> throw new AssertionError(broken.toString());
        };
    }

    private static String map(String section, String resource, String username, String group) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  %s: |
                    - %s: %s%s
                      username: "%s"
                      groups: [%s]
                """.formatted(section, section.equals("mapRoles") ? "rolearn" : "userarn", HERE, resource, username,
                group);
    }
}
