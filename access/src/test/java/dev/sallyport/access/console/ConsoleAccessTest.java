package dev.sallyport.access.console;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What is missing for the console, and that the grant is just that. */
final class ConsoleAccessTest {

    private static final String HERE = "arn:aws:iam::123456789012:";
    private static final ConsoleCluster CLUSTER = new ConsoleCluster("aws", "eu-west-1", "123456789012", "prod");
    private static final RbacSnapshot VIEWERS = new RbacSnapshot(
            List.of(new Role("", "view", List.of(PolicyRule.resources(List.of("get", "list"), List.of("*"), List.of(
                    "namespaces", "pods", "services", "events", "deployments", "daemonsets", "statefulsets",
                    "replicasets", "jobs", "cronjobs"))))),
            List.of(new Binding("", "viewers", RoleRef.clusterRole("view"), List.of(new Subject.Group("viewers")))));

    /** An IAM in memory, in which everybody may do the same. */
    private record Iam(Set<String> principals, Set<String> allowed, boolean tells) implements IamPrincipals {
        @Override
        public AwsAnswer<Optional<IamPrincipals.Role>> role(String name) {
            return new AwsAnswer.Got<>(principals.stream().filter(arn -> arn.endsWith("/" + name)).findFirst()
                    .map(arn -> new IamPrincipals.Role(arn, "{}")));
        }

        @Override
        public AwsAnswer<Optional<String>> user(String name) {
            return new AwsAnswer.Got<>(principals.stream().filter(arn -> arn.endsWith("/" + name)).findFirst());
        }

        @Override
        public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
            return tells
                    ? new AwsAnswer.Got<>(allowed.contains(action))
                    : new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.DENIED, "You may not.", ""));
        }
    }

    private static final Set<String> ALL = Set.copyOf(ConsolePolicy.of(CLUSTER).actions());

    private static Iam iam(String principal, Set<String> allowed) {
        return new Iam(Set.of(HERE + principal), allowed, true);
    }

    private static String map(String section, String arn, String group) {
        return section + "\n- " + (section.equals("mapRoles") ? "rolearn" : "userarn") + ": " + arn
                + "\n  username: who\n  groups: [" + group + "]\n";
    }

    private static AccessWorld world(String map, RbacSnapshot rbac) {
        return AccessWorld.of("test", map.isEmpty()
                ? AwsAuth.parse(Map.of())
                : AwsAuth.parse(Map.of(map.lines().findFirst().orElseThrow(), map.substring(map.indexOf('\n') + 1))),
                rbac);
    }

    private static ConsoleReport report(String arn, String map, RbacSnapshot rbac, IamPrincipals iam) {
        return ConsoleAccess.of(world(map, rbac), Asker.of(arn), CLUSTER, ConsoleIam.ask(iam, Arn.parse(arn), CLUSTER));
    }

    @Test
    void anActionThatIamDoesNotAllowIsNamed() {
        ConsoleReport report = report(HERE + "user/ana", map("mapUsers", HERE + "user/ana", "system:masters"),
                RbacSnapshot.empty(), iam("user/ana", Set.of("eks:DescribeCluster", "iam:ListRoles")));

        assertThat(report.verdict()).isEqualTo(Verdict.NO);
        assertThat(report.iam()).isInstanceOfSatisfying(ConsoleIam.Asked.class,
                asked -> assertThat(asked.missing()).hasSize(10).startsWith("eks:AccessKubernetesApi")
                        .doesNotContain("eks:DescribeCluster"));
    }

    @Test
    void aViewerWhoSeesNoNodesLacksJustThese() {
        ConsoleReport report = report(HERE + "user/ana", map("mapUsers", HERE + "user/ana", "viewers"), VIEWERS,
                iam("user/ana", ALL));

        assertThat(report.missing()).extracting(AccessRequest.Resource::resource).containsExactly("nodes", "nodes");
    }

    @Test
    void whoHasBothHalvesSeesTheConsole() {
        ConsoleReport report = report(HERE + "user/ana", map("mapUsers", HERE + "user/ana", "system:masters"),
                RbacSnapshot.empty(), iam("user/ana", ALL));

        assertThat(report.verdict()).isEqualTo(Verdict.YES);
        assertThat(ConsoleGrant.of(report, world("", VIEWERS)).isNothing()).isTrue();
    }

    @Test
    void anIamThatDoesNotSayLeavesItOpen() {
        ConsoleReport report = report(HERE + "user/ana", map("mapUsers", HERE + "user/ana", "system:masters"),
                RbacSnapshot.empty(), new Iam(Set.of(HERE + "user/ana"), Set.of(), false));

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void theGrantLetsThemSeeTheConsole() {
        String arn = HERE + "role/team/support";
        AccessWorld before = world("", VIEWERS);
        ConsoleReport report = ConsoleAccess.of(before, Asker.of(arn), CLUSTER,
                ConsoleIam.ask(iam("role/team/support", Set.of()), Arn.parse(arn), CLUSTER));

        ConsoleGrant grant = ConsoleGrant.of(report, before);

        assertThat(grant.edit()).contains(new MappingEdit.AddPrincipal(MapSection.ROLES, HERE + "role/support",
                "support:{{SessionName}}", List.of(ConsoleView.NAME)));
        RbacSnapshot rbac = new RbacSnapshot(List.of(grant.role().orElseThrow()),
                List.of(grant.binding().orElseThrow()));
        assertThat(report(arn, map("mapRoles", HERE + "role/support", ConsoleView.NAME), rbac,
                iam("role/team/support", ALL)).verdict()).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @CsvSource({"role/team/x, 0", "role/x, 1"})
    void aLineThatMatchesNobodyIsNobodyWhomTheGrantLetsIn(String other, int others) {
        AccessWorld before = world(map("mapRoles", HERE + other, ConsoleView.NAME), VIEWERS);
        ConsoleReport report = ConsoleAccess.of(before, Asker.of(HERE + "user/ana"), CLUSTER,
                ConsoleIam.ask(iam("user/ana", ALL), Arn.parse(HERE + "user/ana"), CLUSTER));

        assertThat(ConsoleGrant.of(report, before).others()).hasSize(others);
    }

    @Test
    void whoIsInTheGroupAlreadyIsNobodyElseWhomTheGrantLetsIn() {
        AccessWorld before = world(map("mapUsers", HERE + "user/ana", ConsoleView.NAME), VIEWERS);
        ConsoleReport report = ConsoleAccess.of(before, Asker.of(HERE + "user/ana"), CLUSTER,
                ConsoleIam.ask(iam("user/ana", ALL), Arn.parse(HERE + "user/ana"), CLUSTER));

        ConsoleGrant grant = ConsoleGrant.of(report, before);

        assertThat(grant.binding()).isPresent();
        assertThat(grant.others()).isEmpty();
    }

    @Test
    void whereRolesCannotBeSeenNothingIsSaidToBeThereAndTheClustersHalfIsLeftAsItIs() {
        Unseen rights = new Unseen(Unseen.Hides.RIGHTS, "the ClusterRoles", "you may not read it", "");
        AwsAuth map = AwsAuth.parse(Map.of("mapUsers", "- userarn: " + HERE + "user/ana\n  username: ana\n"));
        ClusterSnapshot seen = ClusterSnapshot.of("test", map, RbacSnapshot.empty());
        AccessWorld hidden = AccessWorld.of(new ClusterSnapshot("test", seen.awsAuth(), seen.identityMappings(),
                seen.rbac(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(rights)),
                AuthenticationMode.CONFIG_MAP);

        ConsoleReport report = ConsoleAccess.of(hidden, Asker.of(HERE + "user/ana"), CLUSTER,
                ConsoleIam.ask(iam("user/ana", ALL), Arn.parse(HERE + "user/ana"), CLUSTER));

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(report.unseen()).isEqualTo(ConsoleView.requests());
        ConsoleGrant grant = ConsoleGrant.of(report, hidden);
        assertThat(grant.isNothing()).isTrue();
        assertThat(grant.notes()).anyMatch(note -> note.contains("could not be seen"));
    }

    /** Of somebody whom the API server lets in, and who may read neither the map nor roles. */
    private static ConsoleReport ofSomebodyWhoSeesNothing(Function<AccessRequest, Optional<Boolean>> server) {
        ClusterSnapshot seen = ClusterSnapshot.of("test", AwsAuth.parse(Map.of()), RbacSnapshot.empty());
        AccessWorld hidden = AccessWorld.of(new ClusterSnapshot("test", Optional.empty(), seen.identityMappings(),
                seen.rbac(), Map.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(new Unseen(Unseen.Hides.RIGHTS, "the ClusterRoles", "you may not read it", ""),
                        new Unseen(Unseen.Hides.THE_MAP, "aws-auth", "you may not read it", ""))),
                AuthenticationMode.CONFIG_MAP);
        Asker.Iam ana = Asker.of(HERE + "user/ana");
        return ConsoleAccess.of(hidden,
                new Asker.Iam(ana.given(), ana.identity(),
                        Optional.of(new KubernetesUser("ana", "", List.of(), Map.of()))),
                CLUSTER, ConsoleIam.ask(iam("user/ana", ALL), Arn.parse(HERE + "user/ana"), CLUSTER), server);
    }

    @Test
    void whoeverSeesNothingHasTheServersWordForWhatTheyMayRead() {
        ConsoleReport report = ofSomebodyWhoSeesNothing(_ -> Optional.of(true));

        assertThat(report.verdict()).isEqualTo(Verdict.YES);
        assertThat(report.byServer()).isTrue();
    }

    @Test
    void whatTheServerDeniesIsMissing() {
        ConsoleReport report = ofSomebodyWhoSeesNothing(request -> Optional.of(
                !(request instanceof AccessRequest.Resource of && of.resource().equals("nodes"))));

        assertThat(report.missing()).extracting(AccessRequest.Resource::resource).containsExactly("nodes", "nodes");
        assertThat(report.verdict()).isEqualTo(Verdict.NO);
    }

    @Test
    void withoutTheServersWordItIsNotKnown() {
        ConsoleReport report = ofSomebodyWhoSeesNothing(_ -> Optional.empty());

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(report.byServer()).isFalse();
    }

    @Test
    void somebodyOfAnotherAccountIsNotSaidToBeUnknownToIam() {
        assertThat(ConsoleIam.ask(iam("user/eve", ALL), Arn.parse("arn:aws:iam::210987654321:user/ana"), CLUSTER,
                "123456789012")).isEqualTo(new ConsoleIam.OtherAccount(
                        Arn.parse("arn:aws:iam::210987654321:user/ana"), "123456789012"));
    }

    @Test
    void theGrantOpensNoSecretAndNoConfigMap() {
        assertThat(ConsoleView.role().rules()).allSatisfy(rule -> {
            assertThat(rule.resources()).doesNotContain("secrets", "configmaps", "*");
            assertThat(rule.verbs()).containsExactly("get", "list");
        });
    }

    @Test
    void ofSystemsManagerTheParametersOfEksAreOpenedAlone() {
        assertThat(ConsolePolicy.of(CLUSTER).document()).contains("{\"Effect\":\"Allow\",\"Action\":"
                + "[\"ssm:GetParameter\"],\"Resource\":\"arn:aws:ssm:*:*:parameter/aws/service/eks/*\"}");
    }

    @Test
    void anEntryThatIsThereKeepsItsGroups() {
        String map = map("mapUsers", HERE + "user/ana", "viewers");
        ConsoleReport report = report(HERE + "user/ana", map, VIEWERS, iam("user/ana", ALL));

        assertThat(ConsoleGrant.of(report, world(map, VIEWERS)).edit()).get().isInstanceOfSatisfying(
                MappingEdit.Change.class,
                change -> assertThat(change.groups()).contains(List.of("viewers", ConsoleView.NAME)));
    }

    @Test
    void aNodesRoleIsGrantedNothing() {
        String map = map("mapRoles", HERE + "role/node", "system:nodes");
        ConsoleReport report = report(HERE + "role/node", map, VIEWERS, iam("role/node", Set.of()));

        assertThat(ConsoleGrant.of(report, world(map, VIEWERS)).isNothing()).isTrue();
    }

    @Test
    void somebodyWhomIamDoesNotKnowIsGrantedNothing() {
        ConsoleReport report = report(HERE + "user/ana", "", VIEWERS, iam("user/eve", ALL));

        assertThat(report.verdict()).isEqualTo(Verdict.NO);
        assertThat(ConsoleGrant.of(report, world("", VIEWERS)).isNothing()).isTrue();
    }

    @Test
    void aRoleOfTheSameNameInTheAccountThatIsAskedGetsNoPolicyForAnothersRole() {
        String theirs = "arn:aws:iam::210987654321:role/support";
        ConsoleReport report = report(theirs, "", VIEWERS, iam("role/support", Set.of()));

        assertThat(report.iam()).isInstanceOf(ConsoleIam.OtherAccount.class);
        assertThat(ConsoleGrant.of(report, world("", VIEWERS)).policy()).isEmpty();
    }

    @Test
    void thePolicyOfAPermissionSetIsLeftToIdentityCenter() {
        String sso = "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_View_0123456789abcdef";
        ConsoleReport report = report(HERE + sso, "", VIEWERS, iam(sso, Set.of()));

        ConsoleGrant grant = ConsoleGrant.of(report, world("", VIEWERS));

        assertThat(grant.policy()).isEmpty();
        assertThat(grant.notes()).anyMatch(note -> note.contains("permission set"));
    }
}
