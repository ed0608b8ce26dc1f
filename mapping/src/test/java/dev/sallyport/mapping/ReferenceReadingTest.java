package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a cluster on EKS makes of a text. Each line was tried through {@code ParseMap} of aws-iam-authenticator 0.6.13,
 * but for {@code sso}, which that release does not know and later ones do. A rule is shown as
 * {@code arn -> username [groups]}.
 */
class ReferenceReadingTest {

    private static List<String> roles(String mapRoles) {
        return AwsAuth.parse(Map.of("mapRoles", mapRoles)).referenceReading().rules().stream()
                .map(rule -> (MappingRule.Role) rule)
                .map(role -> role.roleArn() + " -> " + role.username() + " " + role.groups()).toList();
    }

    static Stream<Arguments> textsThatAreRead() {
        return Stream.of(
                arguments("a block", "- rolearn: r\n  username: u\n  groups:\n  - g\n  - h\n", "r -> u [g, h]"),
                arguments("a block, its lists indented", "- rolearn: r\n  username: u\n  groups:\n    - g\n",
                        "r -> u [g]"),
                arguments("an indented block", "    - rolearn: r\n      username: u\n", "r -> u []"),
                arguments("braces", "- {rolearn: r, username: u, groups: [g, h]}", "r -> u [g, h]"),
                arguments("brackets", "[{rolearn: r, username: u}]", "r -> u []"),
                arguments("quotes", "- \"rolearn\": 'r'\n  username: \"u\\x41\"\n", "r -> uA []"),
                arguments("comments", "# who\n- rolearn: r # the role\n  # and\n  username: u#1\n", "r -> u#1 []"),
                arguments("Windows line ends", "- rolearn: r\r\n  username: u\r\n  groups:\r\n  - g\r\n", "r -> u [g]"),
                arguments("a tab behind a colon", "- rolearn:\tr\n  username:\t\tu\t\n", "r -> u []"),
                arguments("a byte order mark", "\ufeff- rolearn: r\n", "r ->  []"),
                arguments("a document's marks", "%YAML 1.1\n---\n- rolearn: r\n...\n", "r ->  []"),
                arguments("other case in keys", "- RoleARN: r\n  userName: u\n  GROUPS: [g]\n", "r -> u [g]"),
                arguments("a long s in a key", "- rolearn: r\n  group\u017f: [g]\n", "r ->  [g]"),
                arguments("unknown keys", "- rolearn: r\n  username: u\n  note: {by: me}\n", "r -> u []"),
                arguments("no user name", "- rolearn: r\n  groups: [g]\n", "r ->  [g]"),
                arguments("an anchor", "- &a {rolearn: r, username: u}\n- *a\n", "r -> u [] | r -> u []"),
                arguments("a merge key, which wins where it comes later",
                        "- &a {rolearn: r, username: u}\n- {<<: *a, username: v}\n- {username: v, <<: *a}\n",
                        "r -> u [] | r -> v [] | r -> u []"),
                arguments("a doubled key", "- rolearn: r\n  username: u\n  username: v\n", "r -> v []"),
                arguments("a key in two cases, of which small letters sort last",
                        "- rolearn: r\n  username: u\n  Username: v\n", "r -> u []"),
                arguments("a folded value", "- rolearn: r\n  username: >-\n    a\n    b\n", "r -> a b []"),
                arguments("a user's ARN among the roles", "- rolearn: arn:aws:iam::1:user/u\n  username: u\n",
                        "arn:aws:iam::1:user/u -> u []"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("textsThatAreRead")
    void isRead(String name, String text, String rules) {
        assertThat(String.join(" | ", roles(text))).as(name).isEqualTo(rules);
    }

    static Stream<Arguments> entriesThatLoseSomething() {
        return Stream.of(
                arguments("a number as user name", "- rolearn: r\n  username: 0123\n", "r ->  []"),
                arguments("a boolean of YAML 1.1 as user name", "- rolearn: r\n  username: on\n", "r ->  []"),
                arguments("a group that is a number", "- rolearn: r\n  groups: [1, g]\n", "r ->  [, g]"),
                arguments("a group that is empty", "- rolearn: r\n  groups:\n  -\n  - g\n", "r ->  [, g]"),
                arguments("groups as text", "- rolearn: r\n  username: u\n  groups: g\n", "r -> u []"),
                arguments("an ARN that is a number", "- rolearn: 1\n- rolearn: r\n", "r ->  []"),
                arguments("no ARN", "- username: u\n- rolearn: r\n", "r ->  []"),
                arguments("another section's key", "- userarn: u\n- rolearn: r\n", "r ->  []"),
                arguments("text instead of an entry", "- r\n- rolearn: r\n", "r ->  []"),
                arguments("an empty entry", "-\n- rolearn: r\n", "r ->  []"),
                arguments("both sso and rolearn",
                        "- rolearn: q\n  sso: {permissionSetName: p, accountID: '123456789012'}\n- rolearn: r\n",
                        "r ->  []"),
                arguments("sso alone, behind an alpha gate",
                        "- sso: {permissionSetName: p, accountID: '123456789012'}\n- rolearn: r\n", "r ->  []"),
                arguments("a list that a less indented line ends", "  - rolearn: r\nextra: 1\n", "r ->  []"),
                arguments("what follows a document", "- rolearn: r\n---\n- rolearn: q\n", "r ->  []"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entriesThatLoseSomething")
    void isReadInPart(String name, String text, String rules) {
        assertThat(String.join(" | ", roles(text))).as(name).isEqualTo(rules);
    }

    static Stream<Arguments> textsThatAreLost() {
        return Stream.of(arguments("a tab", "- rolearn: r\n\tusername: u\n"),
                arguments("a tab before a dash", "- rolearn: r\n  groups:\n\t- g\n"),
                arguments("an indentation that fits nothing", "- rolearn: r\n   username: u\n"),
                arguments("a quote that stays open", "- rolearn: \"r\n"),
                arguments("a bracket that stays open", "- rolearn: r\n  groups: [g\n"),
                arguments("a second colon", "- rolearn: r: s\n"), arguments("a percent sign", "- rolearn: %r\n"),
                arguments("a template without quotes at the beginning", "- rolearn: r\n  username: {{SessionName}}\n"),
                arguments("a key beside a bracket", "- {rolearn: r, groups:[g]}\n"),
                arguments("another version of YAML", "%YAML 1.2\n---\n- rolearn: r\n"),
                arguments("an alias of nothing", "- *a\n- rolearn: r\n"),
                arguments("an anchor that contains itself", "- &a [*a]\n- rolearn: r\n"),
                arguments("an empty key", "- {~: x, rolearn: r}\n"),
                arguments("infinity", "- rolearn: r\n  username: .inf\n"),
                arguments("a value that its tag forbids", "- rolearn: r\n  username: !!int u\n"),
                arguments("a control character", "- rolearn: r\n  username: \"\u0007\"\n"),
                arguments("a map instead of a list", "rolearn: r\nusername: u\n"), arguments("mere text", "r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("textsThatAreLost")
    void isLostAltogether(String name, String text) {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text));

        assertThat(auth.referenceReading().rules()).as(name).isEmpty();
        assertThat(auth.unreadableSections()).containsExactly("mapRoles");
        assertThat(auth.findings()).anySatisfy(
                finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR));
    }

    @ParameterizedTest
    @MethodSource("textsThatSayNothing")
    void saysNothingAndIsFine(String text) {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text));

        assertThat(auth.referenceReading().rules()).isEmpty();
        assertThat(auth.unreadableSections()).isEmpty();
        assertThat(auth.findings()).isEmpty();
    }

    static Stream<String> textsThatSayNothing() {
        return Stream.of("", "\n", "  \n", "[]", "null", "~", "''", "\"\"", "``", "# nobody\n", "---\n");
    }

    @Test
    void sectionsDoNotCostEachOther() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", "- rolearn: r\n\tusername: u\n", "mapUsers",
                "- userarn: u\n  username: v\n", "mapAccounts", "- '1'\n"));

        assertThat(auth.referenceReading().rules()).extracting(MappingRule::subject).containsExactly("u", "1");
    }

    @Test
    void accountsAreTakenAsWritten() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapAccounts", """
                - 012345678901
                - "123456789012"
                - 0x1F
                - {a: b}
                -
                """));

        assertThat(auth.referenceReading().rules()).extracting(MappingRule::subject).containsExactly("012345678901",
                "123456789012", "0x1F");
    }

    @Test
    void ofAccountsThoseBeforeAValueThatFailsAreKept() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapAccounts", "- 1\n- !!int x\n- 2\n"));

        assertThat(auth.referenceReading().rules()).extracting(MappingRule::subject).containsExactly("1");
        assertThat(auth.unreadableSections()).containsExactly("mapAccounts");
    }

    @Test
    void aTopKeyInAnotherCaseIsPassedOver() {
        AwsAuth auth = AwsAuth.parse(Map.of("maproles", "- rolearn: r\n"));

        assertThat(auth.referenceReading().rules()).isEmpty();
        assertThat(auth.findings()).singleElement().extracting(Finding::code).isEqualTo("A-TOP-CASE");
    }

    @Test
    void aDeletedConfigMapHasNoRules() {
        assertThat(AwsAuth.parse(Map.of()).referenceReading().rules()).isEmpty();
    }
}
