package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.rbac.RbacSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class MapJudgeTest {

    private static final CallerIdentity ANA = CallerIdentity.of(Arn.parse("arn:aws:iam::123456789012:user/ana"),
            "123456789012", "AIDAEXAMPLE", "");
    private static final CallerIdentity DEV = CallerIdentity.of(
            Arn.parse("arn:aws:sts::123456789012:assumed-role/dev/me"), "123456789012", "AROAEXAMPLE:me", "");
    private static final CallerIdentity SSO = CallerIdentity.of(
            Arn.parse("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_View_0123456789abcdef/ana"),
            "123456789012", "AROAEXAMPLE:ana", "");

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::123456789012:role/team/dev, M-PATH",
        "arn:aws:sts::123456789012:assumed-role/dev/me, M-SESSION-ARN",
        "arn:aws:iam::210987654321:role/dev, M-ACCOUNT", "arn:aws-cn:iam::123456789012:role/dev, M-ACCOUNT",
        "arn:aws:iam::123456789012:role/dev1, M-TYPO", "arn:aws:iam::123456789012:user/dev, M-TYPO",
        "arn:aws:iam::123456789012:role/somebody-else, M-NOT-MAPPED"})
    void theNearestEntryOfARoleIsNamedByWhatIsWrongWithIt(String written, String code) {
        assertThat(judged(DEV, "mapRoles", entry("rolearn", written, "dev", "devs")).code().orElseThrow().code())
                .isEqualTo(code);
    }

    @Test
    void aPermissionSetsRoleWithItsPathIsACodeOfItsOwn() {
        Observation seen = judged(SSO, "mapRoles", entry("rolearn",
                "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1"
                        + "/AWSReservedSSO_View_0123456789abcdef",
                "view", "viewers"));

        assertThat(seen.code()).contains(CheckCode.M_SSO_PATH);
    }

    @Test
    void anEntryThatMatchesNobodyIsWrittenAnewWithItsNameAndGroups() {
        Observation seen = judged(DEV, "mapRoles",
                entry("rolearn", "arn:aws:iam::123456789012:role/team/dev", "dev", "devs"));

        assertThat(seen.cures().getFirst().commands()).containsExactly(
                "sallyport mapping remove arn:aws:iam::123456789012:role/team/dev --yes",
                "sallyport mapping add role --arn arn:aws:iam::123456789012:role/dev --username dev --group devs --yes");
    }

    @Test
    void somebodyElsesEntryIsLeftAloneAtFirst() {
        Observation seen = judged(ANA, "mapUsers",
                entry("userarn", "arn:aws:iam::123456789012:user/anna", "anna", "devs"));

        assertThat(seen.cures().getFirst().commands()).containsExactly(
                "sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana --group devs --yes");
    }

    @Test
    void aBrokenSectionThatNamesThemComesFirst() {
        Observation seen = judged(ANA, "mapUsers",
                "- userarn: arn:aws:iam::123456789012:user/ana\n\tusername: ana\n");

        assertThat(seen.code()).contains(CheckCode.M_BROKEN);
        assertThat(seen.evidence()).contains("mapUsers:2").contains("your entry among them");
    }

    @Test
    void aBrokenSectionOfOthersIsNoReason() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- rolearn: x\n\tusername: x\n", "mapUsers",
                entry("userarn", "arn:aws:iam::123456789012:user/bob", "bob", "devs")));

        assertThat(judged(ANA, map).code()).contains(CheckCode.M_NOT_MAPPED);
    }

    @Test
    void aDroppedEntryIsShownByItsLine() {
        Observation seen = judged(ANA, "mapUsers", """
                - userarn: arn:aws:iam::123456789012:user/bob
                  username: bob
                - userarm: arn:aws:iam::123456789012:user/ana
                  username: ana
                """);

        assertThat(seen.code()).contains(CheckCode.M_INVALID);
        assertThat(seen.evidence()).contains("mapUsers:3");
    }

    @Test
    void aKeyThatIsNotReadIsNamed() {
        Observation seen = judged(ANA, "mapusers", entry("userarn", "arn:aws:iam::123456789012:user/ana", "ana", "x"));

        assertThat(seen.code()).contains(CheckCode.M_TOP_KEY);
        assertThat(seen.evidence()).contains("mapusers");
    }

    @Test
    void aNodesEntryGivesAPersonNoNameAndStaysAsItIs() {
        Observation seen = judged(DEV, "mapRoles", entry("rolearn", "arn:aws:iam::123456789012:role/dev",
                "system:node:{{EC2PrivateDNSName}}", "system:nodes"));

        assertThat(seen.code()).contains(CheckCode.M_TEMPLATE);
        assertThat(seen.cures()).isEmpty();
    }

    @Test
    void anEmptyNameIsNoReasonForARefusal() {
        Observation seen = judged(ANA, "mapUsers",
                "- userarn: arn:aws:iam::123456789012:user/ana\n  username: ''\n  groups: [x]\n");

        assertThat(seen.code()).contains(CheckCode.M_NOT_MAPPED);
        assertThat(seen.evidence()).contains("somebody without a name");
    }

    @Test
    void anotherCaseIsNoFault() {
        Observation seen = judged(ANA, "mapUsers",
                entry("userarn", "arn:aws:iam::123456789012:user/ANA", "ana", "x"));

        assertThat(seen.evidence()).contains("makes ana of you");
    }

    @Test
    void aMapThatIsNotShownSaysNothing() {
        AccessWorld world = AccessWorld.of(new ClusterSnapshot("dump", Optional.empty(),
                new RuleSet("", List.of()), new RbacSnapshot(List.of(), List.of()), Map.of(),
                List.of(), List.of(), List.of(), List.of(),
                List.of(new Unseen(
                        Unseen.Hides.THE_MAP, "aws-auth", "it is not there", ""))),
                AuthenticationMode.UNKNOWN);

        assertThat(MapJudge.judge(world, ANA, new MapCures(ANA, List.of()))).isEmpty();
    }

    private static String entry(String key, String arn, String username, String group) {
        return "- " + key + ": " + arn + "\n  username: " + username + "\n  groups:\n  - " + group + "\n";
    }

    private static Observation judged(CallerIdentity identity, String section, String text) {
        return judged(identity, AwsAuth.parse(Map.of(section, text)));
    }

    private static Observation judged(CallerIdentity identity, AwsAuth map) {
        AccessWorld world = AccessWorld.of("prod", map, new RbacSnapshot(List.of(), List.of()));
        return MapJudge.judge(world, identity, new MapCures(identity, List.of())).orElseThrow();
    }
}
