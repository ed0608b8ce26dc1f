package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.aws.AccessEntries.AccessEntry;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.SelfRights;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacSnapshot;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What the last two stations say of what the earlier ones learnt. */
final class MappingAndAccessTest {

    private static final CallerIdentity ANA = CallerIdentity.of(Arn.parse("arn:aws:iam::123456789012:user/ana"),
            "123456789012", "AIDAEXAMPLE", "");
    private static final AccessRequest PODS = new AccessRequest.Resource("list", "", "pods", "", "", "");
    private static final KubernetesUser USER = new KubernetesUser("ana", "", List.of("devs"), Map.of());

    private Reader reader = Reader.NONE;
    private Facts known = Facts.NONE.with(ANA);
    private Optional<AccessRequest> request = Optional.empty();
    private Optional<AccessEntry> entry = Optional.empty();
    private boolean allowed;
    private SelfRights.Rules rules = new SelfRights.Rules(List.of(), false);

    @Test
    void whoeverIsRefusedIsToldAllThatItMayBe() {
        refused();

        Observation seen = mapping();

        assertThat(seen.code()).contains(CheckCode.M_NOT_MAPPED);
        assertThat(seen.alike()).contains(CheckCode.M_BROKEN, CheckCode.M_MISSING, CheckCode.M_TYPO)
                .doesNotContain(CheckCode.M_PATH); // a user's ARN has its path
        assertThat(seen.evidence()).contains("inferred");
    }

    @Test
    void theCommandThatLetsThemInStandsFirst() {
        refused();

        assertThat(mapping().cures().getFirst().commands()).containsExactly(
                "sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana --yes");
    }

    @Test
    void theAuthenticatorsLogIsEvidence() {
        refused();
        reader = new Reader(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(AuthenticatorLog.read(
                "a.log",
                "msg=\"access denied\" arn=\"arn:aws:iam::123456789012:user/ana\" error=\"ARN is not mapped\"")),
                _ -> List.of());

        assertThat(mapping().evidence()).contains("a.log:1: access denied to arn:aws:iam::123456789012:user/ana")
                .doesNotContain("inferred");
    }

    @Test
    void whereAccessEntriesAloneCountNoEditOfAwsAuthIsPrinted() {
        refused();
        known = known.with(cluster("API"));

        Observation seen = mapping();

        assertThat(seen.code()).contains(CheckCode.M_NOT_MAPPED);
        assertThat(seen.cures()).allSatisfy(cure -> assertThat(cure.commands())
                .noneMatch(command -> command.contains("sallyport mapping")));
        assertThat(seen.cures().getFirst().commands()).containsExactly("aws eks create-access-entry --cluster-name prod"
                + " --region eu-west-1 --principal-arn arn:aws:iam::123456789012:user/ana");
    }

    @Test
    void anEntryOfSomebodyWhoWasMadeAnewIsMadeAnewToo() {
        refused();
        known = known.with(cluster("API_AND_CONFIG_MAP"));
        entry = Optional.of(new AccessEntry(ANA.canonicalArn().value(), "ana", List.of("devs"), "STANDARD"));

        Observation seen = mapping();

        assertThat(seen.code()).contains(CheckCode.M_RECREATED);
        assertThat(seen.cures().getFirst().commands()).hasSize(2);
    }

    @Test
    void somebodyWhomTheServerKnowsIsInOrder() {
        letIn();

        assertThat(mapping().level()).isEqualTo(Level.OK);
    }

    @Test
    void whatCouldNotBeAskedIsNoFault() {
        known = Facts.NONE;

        assertThat(mapping().level()).isEqualTo(Level.UNSEEN);
    }

    @Test
    void aDeniedRequestNamesTheGroupsAndWhatWouldAllowIt() {
        letIn();
        request = Optional.of(PODS);
        reader = new Reader(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                remedy -> List.of(remedy.changes().size() + " changes"));

        Observation seen = access().getFirst();

        assertThat(seen.code()).contains(CheckCode.P_DENIED);
        assertThat(seen.evidence()).contains("list pods in namespace default").contains("[devs]");
        assertThat(seen.cures()).isNotEmpty();
    }

    @Test
    void anAllowedRequestIsInOrder() {
        letIn();
        request = Optional.of(PODS);
        allowed = true;

        assertThat(access()).extracting(Observation::level).containsExactly(Level.OK);
    }

    @Test
    void aUserWhoMayNothingIsAFault() {
        letIn();

        assertThat(access().getFirst().code()).contains(CheckCode.P_NOTHING);
    }

    @Test
    void whatAccessPoliciesGiveDoesNotShowAndIsNoFault() {
        letIn();
        known = known.with(cluster("API"));
        rules = new SelfRights.Rules(List.of(), true);

        assertThat(access()).extracting(Observation::level).containsExactly(Level.OK);
    }

    @Test
    void anotherEntryThatCountsIsNamedBeforeWhatItDoesNotAllow() {
        letIn();
        reader = shown("""
                - userarn: arn:aws:iam::123456789012:user/ana
                  username: ana
                  groups: [admins]
                - userarn: arn:aws:iam::123456789012:user/ana
                  username: ana
                  groups: []
                """);

        assertThat(access().stream().map(seen -> seen.code().orElseThrow()).toList())
                .containsExactly(CheckCode.M_SHADOWED, CheckCode.P_NOTHING);
        assertThat(access().getFirst().cures().getFirst().commands()).containsExactly(
                "sallyport mapping remove arn:aws:iam::123456789012:user/ana --line 4 --yes");
    }

    @Test
    void whereAwsAuthIsNotReadNothingInItIsMended() {
        letIn();
        known = known.with(cluster("API"));
        reader = shown("- userarn: arn:aws:iam::123456789012:user/ana\n  username: ana\n");

        assertThat(access().stream().map(seen -> seen.code().orElseThrow()).toList())
                .containsExactly(CheckCode.P_NOTHING);
    }

    @Test
    void anEntryWithoutGroupsIsNamedBeforeWhatItDoesNotAllow() {
        letIn();
        reader = shown("- userarn: arn:aws:iam::123456789012:user/ana\n  username: ana\n");

        assertThat(access().getFirst().code()).contains(CheckCode.M_NAME);
    }

    @Test
    void actingAsSomebodyElseWithoutTheRightIsNamed() {
        known = known.with(new ClusterAnswer.Failed<KubernetesUser>(
                new ClusterFailure(ClusterFailure.Kind.FORBIDDEN, "may not impersonate", "")));
        connect(Optional.of(new ClusterTarget.Impersonation("root", List.of())));

        assertThat(access().getFirst().code()).contains(CheckCode.P_IMPERSONATE);
    }

    private static Reader shown(String mapUsers) {
        return new Reader(Optional.of(AccessWorld.of("prod", AwsAuth.parse(Map.of("mapUsers", mapUsers)),
                new RbacSnapshot(List.of(), List.of()))), Optional.empty(), Optional.empty(), Optional.empty(),
                _ -> List.of());
    }

    private static ClusterFacts cluster(String mode) {
        return Surrounded.cluster("prod", mode);
    }

    private void refused() {
        known = known.with(new ClusterAnswer.Failed<KubernetesUser>(
                new ClusterFailure(ClusterFailure.Kind.UNAUTHORIZED, "401", "")));
    }

    private void letIn() {
        known = known.with(new ClusterAnswer.Got<>(USER));
        connect(Optional.empty());
    }

    private void connect(Optional<ClusterTarget.Impersonation> as) {
        ClusterTarget target = new ClusterTarget("context prod", URI.create("https://127.0.0.1:1"),
                new ClusterTarget.Trust.PublicAuthorities(), new ClusterLogin.Anonymous(), Optional.empty(), as);
        known = known.with(ClusterClients.open(target).optional().orElseThrow());
    }

    private Observation mapping() {
        return new MappingCheck((_, _) -> Optional.of((_, _) -> new AwsAnswer.Got<>(entry)))
                .look(Surrounded.by(request, reader), known).observations().getLast();
    }

    private List<Observation> access() {
        SelfRights rights = new SelfRights() {
            @Override
            public ClusterAnswer<Answer> may(AccessRequest what) {
                return new ClusterAnswer.Got<>(new Answer(allowed, ""));
            }

            @Override
            public ClusterAnswer<Rules> rules(String namespace) {
                return new ClusterAnswer.Got<>(rules);
            }
        };
        return new AccessCheck(_ -> rights).look(Surrounded.by(request, reader), known).observations();
    }
}
