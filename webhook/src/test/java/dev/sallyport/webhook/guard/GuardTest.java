package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.mapping.KubernetesUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class GuardTest {

    private static final KubernetesUser EKS = new KubernetesUser("eks:node-manager", "", List.of(), Map.of());

    private ClusterSight.Seen seen = new ClusterSight.Seen(Edits.WITH_A_NODE, List.of());
    private GuardRules rules = GuardRules.DEFAULTS;

    private final RecentEdits recent = new RecentEdits();

    private Verdict judge(AdmissionRequest request) {
        return new Guard(() -> rules, () -> seen, user -> new OverrideRight.Answer.Denied(), recent).judge(request);
    }

    // what is refused

    @Test
    void aMapWithoutTheNodeRoleIsRefusedWhileThereIsANode() {
        Verdict verdict = judge(Edits.update(Edits.roles("7", Edits.NODES, Edits.DEVELOPER),
                Edits.roles("7", Edits.DEVELOPER)));

        assertThat(verdict.refused()).containsExactly("L-NODE-ROLE");
        assertThat(verdict.message()).contains("The Node ip-10-0-0-1 may come in by", "would go NotReady");
    }

    @Test
    void aMapWithoutTheNodeRolePassesWhereThereIsNoNode() {
        seen = new ClusterSight.Seen(Edits.WITHOUT_NODES, List.of());

        assertThat(judge(Edits.update(Edits.roles("7", Edits.NODES, Edits.DEVELOPER),
                Edits.roles("7", Edits.DEVELOPER))).allowed()).isTrue();
    }

    @Test
    void theLastAdministratorIsNotTakenAway() {
        assertThat(judge(Edits.update(Edits.roles("7", Edits.ADMIN, Edits.DEVELOPER),
                Edits.roles("7", Edits.DEVELOPER))).refused()).containsExactly("L-LAST-ADMIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sts::123456789012:assumed-role/dev/session",
        "arn:aws:iam::123456789012:role/dev"})
    void nobodyTakesAwayTheirOwnWayIn(String arn) {
        KubernetesUser dev = new KubernetesUser("dev", "", List.of("developers"),
                Map.of(arn.contains(":sts:") ? "arn" : "canonicalArn", List.of(arn)));

        assertThat(judge(Edits.update(dev, Edits.roles("7", Edits.NODES, Edits.DEVELOPER),
                Edits.roles("7", Edits.NODES))).refused()).containsExactly("L-OWN-WAY");
    }

    @Test
    void aTabIsRefusedOnceWithItsLineAndACaret() {
        Verdict verdict = judge(Edits.update(Edits.roles("7", Edits.DEVELOPER), Edits.roles("7", Edits.TABBED)));

        assertThat(verdict.refused()).containsExactly("A-TAB");
        assertThat(verdict.message()).contains("aws-auth mapRoles:2:1  A-TAB", "    2 | →username: dev\n      | ^\n");
    }

    @Test
    void anImmutableMapIsRefused() {
        MapObject map = Edits.roles("7", Edits.DEVELOPER);

        assertThat(judge(Edits.update(map, new MapObject("kube-system", "aws-auth", "7", Map.of(), map.data(), true)))
                .refused()).containsExactly("G-IMMUTABLE");
    }

    @Test
    void deletingTheMapOfACollectionIsJudgedByTheOldObject() {
        assertThat(judge(Edits.delete(Edits.roles("7", Edits.NODES))).refused()).containsExactly("L-NODE-ROLE");
    }

    @Test
    void anEmptyMapMayBeDeleted() {
        assertThat(judge(Edits.delete(Edits.map("7", Map.of()))).allowed()).isTrue();
    }

    @Test
    void aNewMapIsJudgedByItsText() {
        assertThat(judge(Edits.create(Edits.roles("", Edits.TABBED))).refused()).containsExactly("A-TAB");
        assertThat(judge(Edits.create(Edits.roles("", Edits.NODES))).warnings()).isEmpty();
    }

    @Test
    void eksAddingNodesIsNoReasonToMakeTheMapImmutable() {
        MapObject after = new MapObject("kube-system", "aws-auth", "7", Map.of(), Map.of("mapRoles", Edits.NODES),
                true);

        assertThat(judge(Edits.update(EKS, Edits.map("7", Map.of()), after)).refused()).containsExactly("G-IMMUTABLE");
    }

    // what passes

    @Test
    void anotherConfigMapIsNoneOfTheGuardsBusiness() {
        MapObject other = new MapObject("kube-system", "coredns", "7", Map.of(), Map.of("mapRoles", Edits.TABBED),
                true);

        assertThat(judge(Edits.create(other))).isEqualTo(Verdict.PASS);
    }

    @Test
    void anEditOfTheMetadataPassesWithoutAWord() {
        MapObject broken = Edits.roles("7", Edits.TABBED);

        assertThat(judge(Edits.update(broken, Edits.annotated(broken, "x")))).isEqualTo(Verdict.PASS);
    }

    @Test
    void aRepairThatBringsToLightWhatTheTabHidPasses() {
        String path = Edits.DEVELOPER.replace("role/dev", "role/team/dev");

        Verdict verdict = judge(Edits.update(Edits.roles("7", path, Edits.TABBED),
                Edits.roles("7", path, Edits.ADMIN)));

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.warnings()).anyMatch(each -> each.contains("A-PATH"));
    }

    @Test
    void aFaultThatComesWithTheRepairIsRefused() {
        String path = Edits.DEVELOPER.replace("role/dev", "role/team/dev");

        assertThat(judge(Edits.update(Edits.roles("7", Edits.TABBED), Edits.roles("7", path))).refused())
                .containsExactly("A-PATH");
    }

    @Test
    void aStepOfARepairPassesWhileTheSectionIsStillLost() {
        String brackets = "- rolearn: [\n";

        assertThat(judge(Edits.update(Edits.roles("7", Edits.TABBED, brackets),
                Edits.roles("7", Edits.DEVELOPER, brackets))).refused()).isEmpty();
    }

    @Test
    void whatEksAddsForNodesPasses() {
        String twice = Edits.NODES.replace("EC2PrivateDNSName", "SessionName");

        Verdict verdict = judge(Edits.update(EKS, Edits.roles("7", Edits.NODES), Edits.roles("7", Edits.NODES, twice)));

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.warnings()).isNotEmpty();
        assertThat(judge(Edits.update(Edits.roles("7", Edits.NODES), Edits.roles("7", Edits.NODES, twice))).allowed())
                .as("from somebody else").isFalse();
    }

    @Test
    void aUserNamedAsEksOwnMayNotDoMoreThanEksDoes() {
        assertThat(judge(Edits.update(EKS, Edits.roles("7", Edits.NODES, Edits.DEVELOPER),
                Edits.roles("7", Edits.DEVELOPER))).refused()).containsExactly("L-NODE-ROLE");
    }

    // what is configured, and what could not be seen

    @Test
    void aCodeCanBeTreatedOtherwise() {
        AdmissionRequest admin = Edits.update(Edits.roles("7", Edits.DEVELOPER),
                Edits.roles("7", Edits.DEVELOPER, Edits.ADMIN));

        assertThat(judge(admin).warnings()).anyMatch(each -> each.contains("A-MASTERS"));
        rules = GuardRules.DEFAULTS.with("A-MASTERS", Treatment.REFUSE);
        assertThat(judge(admin).refused()).containsExactly("A-MASTERS");
        rules = GuardRules.DEFAULTS.with("A-MASTERS", Treatment.IGNORE);
        assertThat(judge(admin).warnings()).isEmpty();
    }

    @Test
    void whatCouldNotBeSeenIsSaidAndCountsAsTheWorseCase() {
        seen = new ClusterSight.Seen(ClusterState.unknown(), List.of("the Nodes (no answer in time)"));

        Verdict verdict = judge(Edits.update(Edits.roles("7", Edits.NODES), Edits.roles("7", Edits.DEVELOPER)));

        assertThat(verdict.refused()).containsExactly("L-NODE-ROLE");
        assertThat(verdict.warnings()).first().asString().contains("could not see the Nodes (no answer in time)");
    }

    @Test
    void warningsAreAFewShortLines() {
        String many = Edits.ADMIN.repeat(40).replace("role/admin", "role/\u001b[31madmin");

        Verdict verdict = judge(
                Edits.update(Edits.roles("7", Edits.DEVELOPER), Edits.roles("7", Edits.DEVELOPER, many)));

        assertThat(verdict.warnings()).hasSizeLessThanOrEqualTo(8).allSatisfy(each -> assertThat(each)
                .hasSizeLessThanOrEqualTo(256).doesNotContain("\n").doesNotContain("\u001b"));
    }

    @Test
    void aDryRunIsJudgedLikewise() {
        AdmissionRequest real = Edits.dropsTheNodes("");
        AdmissionRequest dry = new AdmissionRequest(real.uid(), real.operation(), real.user(), true, real.before(),
                real.after());

        assertThat(judge(dry)).isEqualTo(judge(real));
    }

    @Test
    void whoseEditPassedIsRememberedByItsText() {
        AdmissionRequest passed = Edits.update(Edits.roles("7", Edits.NODES), Edits.roles("7", Edits.NODES,
                Edits.DEVELOPER));
        AdmissionRequest refused = Edits.dropsTheNodes("");
        judge(passed);
        judge(refused);

        assertThat(recent.whoWrote(passed.after().orElseThrow().data())).contains("somebody");
        assertThat(recent.whoWrote(refused.after().orElseThrow().data())).isEmpty();
    }

    @Test
    void aDryRunThatPassesIsNotRemembered() {
        AdmissionRequest dry = new AdmissionRequest("u", AdmissionRequest.Operation.UPDATE, Edits.SOMEBODY, true,
                Optional.of(Edits.roles("7", Edits.NODES)),
                Optional.of(Edits.roles("7", Edits.NODES, Edits.DEVELOPER)));

        assertThat(judge(dry).allowed()).isTrue();
        assertThat(recent.whoWrote(dry.after().orElseThrow().data())).isEmpty();
    }

    @Test
    void aCallerWithoutAnArnIsKnownByNameAndGroups() {
        KubernetesUser dev = new KubernetesUser("dev", "", List.of("developers"), Map.of());

        assertThat(judge(new AdmissionRequest("u", AdmissionRequest.Operation.UPDATE, dev, false,
                Optional.of(Edits.roles("7", Edits.DEVELOPER)), Optional.of(Edits.map("7", Map.of())))).refused())
                .containsExactly("L-OWN-WAY");
    }
}
