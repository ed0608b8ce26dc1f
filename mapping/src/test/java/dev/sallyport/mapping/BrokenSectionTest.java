package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Our reading: what our webhook serves while somebody's edit has broken a section. */
class BrokenSectionTest {

    private static final String GOOD = """
            - rolearn: arn:aws:iam::123456789012:role/dev
              username: dev
              groups: [developers]
            - rolearn: arn:aws:iam::123456789012:role/ops
              username: ops
            """;

    private static final String BROKEN = GOOD.replace("  username: ops", "\tusername: ops");

    private static RuleSet good() {
        return ours(GOOD, new RuleSet("aws-auth", List.of()));
    }

    private static RuleSet ours(String mapRoles, RuleSet before) {
        return AwsAuth.parse(Map.of("mapRoles", mapRoles)).ourReading(before);
    }

    private static List<String> names(RuleSet rules) {
        return rules.rules().stream().map(rule -> rule.subject().substring(rule.subject().lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void aSectionThatCanBeReadSpeaksForItself() {
        assertThat(names(ours("- rolearn: arn:aws:iam::123456789012:role/new\n", good()))).containsExactly("new");
    }

    @Test
    void oneTabLocksNobodyOut() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", BROKEN));

        assertThat(auth.referenceReading().rules()).isEmpty();
        assertThat(names(auth.ourReading(good()))).containsExactly("dev", "ops");
        assertThat(auth.health()).isEqualTo(new SourceHealth.Degraded(
                "aws-auth mapRoles:5: a tab indents this line, so the whole section is unreadable"));
    }

    @Test
    void theFindingSaysWhatEksDoesAndWhatWeDo() {
        Finding finding = AwsAuth.parse(Map.of("mapRoles", BROKEN)).findings().getFirst();

        assertThat(finding.remedy()).isEqualTo("Indent with spaces. Until then EKS locks everybody in this section out;"
                + " our webhook keeps its last good rules for every ARN that still stands in the text.");
    }

    @Test
    void aBrokenEditStillRevokes() {
        String withoutDev = BROKEN.replace("role/dev", "role/somebody-else");

        assertThat(names(ours(withoutDev, good()))).containsExactly("ops");
    }

    @Test
    void anArnInALongerNameIsNotThatArn() {
        assertThat(names(ours(BROKEN.replace("role/dev", "role/developers"), good()))).containsExactly("ops");
        assertThat(names(ours(BROKEN.replace("role/dev", "role/dev/ops2"), good()))).containsExactly("ops");
    }

    @Test
    void anEntryInACommentIsRevoked() {
        String commented = BROKEN.replace("- rolearn: arn:aws:iam::123456789012:role/dev",
                "# - rolearn: arn:aws:iam::123456789012:role/dev");

        assertThat(names(ours(commented, good()))).containsExactly("ops");
    }

    @Test
    void quotesCommasAndCaseDoNotHideAnArn() {
        assertThat(names(ours("\t[\"ARN:aws:iam::123456789012:role/DEV\", arn:aws:iam::123456789012:role/ops, x",
                good()))).containsExactly("dev", "ops");
    }

    @Test
    void anArnThatGrewTogetherWithItsKeyIsStillFound() {
        assertThat(names(ours(GOOD.replace("- rolearn: arn", "- rolearn:arn"), good()))).containsExactly("dev", "ops");
        assertThat(names(ours("\t- xarn:aws:iam::123456789012:role/dev\n", good()))).isEmpty();
        assertThat(names(ours("\t- arn:aws:iam::123456789012:role/dev\u00e9\n", good()))).isEmpty();
    }

    @Test
    void aRuleThatIsKeptNamesTheLineWhereItsArnStandsNow() {
        RuleSet kept = ours("# moved down\n\n" + BROKEN, good());

        assertThat(kept.rules()).extracting(rule -> rule.place().toString()).containsExactly("aws-auth mapRoles:3",
                "aws-auth mapRoles:6");
    }

    @Test
    void brokenTwiceInARowIsLikeBrokenOnce() {
        RuleSet once = ours(BROKEN, good());

        assertThat(ours(BROKEN, once)).isEqualTo(once);
    }

    @Test
    void nothingIsKeptForASectionThatIsGone() {
        assertThat(AwsAuth.parse(Map.of()).ourReading(good()).rules()).isEmpty();
    }

    @Test
    void onlyRulesOfTheBrokenSectionAreKept() {
        RuleSet before = AwsAuth.parse(Map.of("mapRoles", GOOD)).ourReading(new RuleSet("aws-auth", List.of()));
        AwsAuth now = AwsAuth.parse(Map.of("mapUsers", BROKEN, "mapRoles", "[]"));

        assertThat(now.ourReading(before).rules()).isEmpty();
    }

    @Test
    void oneValueThatCostsASectionOnEksCostsOnlyItsEntryHere() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", GOOD + """
                - rolearn: arn:aws:iam::123456789012:role/bad
                  username: .inf
                - rolearn: arn:aws:iam::123456789012:role/new
                  username: new
                """));

        assertThat(auth.referenceReading().rules()).isEmpty();
        assertThat(names(auth.ourReading(new RuleSet("aws-auth", List.of())))).containsExactly("dev", "ops", "new");
        assertThat(auth.unreadableSections()).containsExactly("mapRoles");
    }

    @Test
    void anEntryThatBecameUnreadableKeepsItsLastGoodRule() {
        String broken = GOOD.replace("username: dev", "username: .inf");

        RuleSet kept = ours(broken, good());

        assertThat(kept.rules()).extracting(MappingRule::subject).containsExactlyInAnyOrder(
                "arn:aws:iam::123456789012:role/dev", "arn:aws:iam::123456789012:role/ops");
        assertThat(kept.rules()).anySatisfy(rule -> assertThat(rule.groups()).containsExactly("developers"));
    }

    @Test
    void accountsAreKeptByTheirNumber() {
        RuleSet before = AwsAuth.parse(Map.of("mapAccounts", "- '123456789012'\n- '000000000001'\n"))
                .ourReading(new RuleSet("aws-auth", List.of()));
        AwsAuth broken = AwsAuth.parse(Map.of("mapAccounts", "- '123456789012'\n\t- '9000000000001'\n"));

        assertThat(broken.ourReading(before).rules()).extracting(MappingRule::subject).containsExactly("123456789012");
    }

    @Test
    void theGateForSsoIsShutUnlessOpened() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles",
                "- sso: {permissionSetName: View, accountID: '123456789012', partition: aws-cn}\n  username: v\n"));
        RuleSet none = new RuleSet("aws-auth", List.of());

        assertThat(auth.ourReading(none).rules()).isEmpty();
        assertThat(auth.ourReading(none, Set.of(AwsAuth.Gate.SSO_ROLE_MATCH)).rules())
                .extracting(MappingRule::subject)
                .containsExactly("arn:aws-cn:iam::123456789012:role/AWSReservedSSO_View_*");
    }
}
