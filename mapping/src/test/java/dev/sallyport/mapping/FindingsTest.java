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

/** What reading the map finds; each with its severity, code, line and column. */
class FindingsTest {

    private static List<Finding> findings(String section, String text) {
        return AwsAuth.parse(Map.of(section, text)).findings();
    }

    private static String shown(Finding finding) {
        return finding.severity() + " " + finding.code() + " " + finding.place() + ":" + finding.column();
    }

    static Stream<Arguments> texts() {
        return Stream.of(arguments("mapRoles", "- rolearn: r\n\tusername: u\n", "ERROR A-TAB aws-auth mapRoles:2:1"),
                arguments("mapRoles", "- rolearn: r\n   username: u\n", "ERROR A-YAML aws-auth mapRoles:2:12"),
                arguments("mapRoles", "- rolearn: \"r\n", "ERROR A-YAML aws-auth mapRoles:1:12"),
                arguments("mapRoles", "- rolearn: r\n  username: .inf\n", "ERROR A-VALUE aws-auth mapRoles:2:13"),
                arguments("mapRoles", "rolearn: r\nusername: u\n", "ERROR A-NOT-A-LIST aws-auth mapRoles:1:1"),
                arguments("mapRoles", "- rolearn: r\n  username: u\n---\n", "ERROR A-REST aws-auth mapRoles:3:1"),
                arguments("mapRoles", "- r\n", "ERROR A-ENTRY aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- username: u\n", "ERROR A-NO-ARN aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- rolearn: r\n", "WARNING A-NO-USERNAME aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- rolearn: r\n  username: 0123\n", "WARNING A-NO-TEXT aws-auth mapRoles:2:13"),
                arguments("mapRoles", "- {rolearn: r, username: u, groups: g}\n",
                        "ERROR A-GROUPS aws-auth mapRoles:1:37"),
                arguments("mapRoles", "- {rolearn: r, username: u, groups: [on]}\n",
                        "ERROR A-GROUP aws-auth mapRoles:1:38"),
                arguments("mapRoles", "- {rolearn: r, username: u, rolArn: q}\n",
                        "WARNING A-KEY aws-auth mapRoles:1:29"),
                arguments("mapRoles", "- rolearn: r\n  username: u\n  username: v\n",
                        "WARNING A-DOUBLE-KEY aws-auth mapRoles:3:3"),
                arguments("mapRoles", "- {rolearn: r, username: u, Username: v}\n",
                        "WARNING A-DOUBLE-KEY aws-auth mapRoles:1:16"),
                arguments("mapRoles", "- {rolearn: R, username: u}\n- {rolearn: r, username: v}\n",
                        "ERROR A-TWO-NAMES aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {rolearn: R, username: u}\n- {rolearn: r, username: u, groups: [g]}\n",
                        "ERROR A-DOUBLE-ARN aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {rolearn: R, username: u}\n- {rolearn: r, username: u, groups: []}\n",
                        "WARNING A-SAME-TWICE aws-auth mapRoles:1:3"),
                arguments("mapAccounts", "- '1'\n- '1'\n", "WARNING A-SAME-TWICE aws-auth mapAccounts:1:3"),
                arguments("mapRoles", "- {rolearn: r, username: ''}\n", "WARNING A-NO-USERNAME aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {rolearn: r, username: }\n", "WARNING A-NO-USERNAME aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {sso: {permissionSetName: p, accountID: '123456789012'}, username: u}\n",
                        "ERROR A-SSO aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {sso: {permissionSetName: p, accountID: 123456789012}, username: u}\n",
                        "ERROR A-SSO aws-auth mapRoles:1:3"),
                arguments("mapRoles", "- {sso: {}, rolearn: r, username: u}\n",
                        "ERROR A-SSO-AND-ARN aws-auth mapRoles:1:3"),
                arguments("mapAccounts", "- {}\n", "ERROR A-ENTRY aws-auth mapAccounts:1:3"),
                arguments("MAPROLES", "", "ERROR A-TOP-CASE aws-auth MAPROLES:1:1"),
                arguments("mapRole", "", "ERROR A-TOP-TYPO aws-auth mapRole:1:1"),
                arguments("notes", "", "WARNING A-TOP-KEY aws-auth notes:1:1"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("texts")
    void isFound(String section, String text, String expected) {
        assertThat(findings(section, text)).extracting(FindingsTest::shown).containsExactly(expected);
    }

    @Test
    void aGoodMapHasNone() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", """
                - groups:
                  - system:bootstrappers
                  - system:nodes
                  rolearn: arn:aws:iam::123456789012:role/eks-node-role
                  username: system:node:{{EC2PrivateDNSName}}
                """, "mapUsers", """
                - userarn: arn:aws:iam::123456789012:user/eks-test
                  username: eks-test
                  groups: []
                  userid: AIDAEXAMPLE
                """, "mapAccounts", "- \"123456789012\"\n"));

        assertThat(auth.findings()).isEmpty();
        assertThat(auth.health()).isInstanceOf(SourceHealth.Current.class);
    }

    @Test
    void theyComeInTheOrderOfTheirLines() {
        List<Finding> findings = findings("mapRoles", """
                - rolearn: r
                  username: 1
                - username: u
                - rolearn: r
                  username: v
                  groups: g
                """);

        assertThat(findings).extracting(FindingsTest::shown).containsExactly(
                "ERROR A-TWO-NAMES aws-auth mapRoles:1:3",
                "WARNING A-NO-TEXT aws-auth mapRoles:2:13", "ERROR A-NO-ARN aws-auth mapRoles:3:3",
                "ERROR A-GROUPS aws-auth mapRoles:6:11");
    }

    @Test
    void aMistypedKeyIsGuessed() {
        assertThat(findings("mapRoles", "- {rolearn: r, user_name: u, username: u}\n").getFirst().remedy())
                .isEqualTo("Did you mean username?");
        assertThat(findings("mapUsers", "- {userarn: r, group: [g], username: u}\n").getFirst().remedy())
                .isEqualTo("Did you mean groups?");
        assertThat(findings("mapUsers", "- {userarn: r, sso: {}, username: u}\n").getFirst().remedy())
                .isEqualTo("Take it out, or make it a comment.");
    }

    @Test
    void ofADoubleArnTheRuleThatCountsIsNamed() {
        assertThat(
                findings("mapUsers", "- {userarn: a, username: u}\n- {userarn: a, username: u, groups: [g]}\n")
                        .getFirst().message())
                .isEqualTo("the same ARN stands again on line 2; the last entry counts, this one does not");
    }

    @Test
    void whatPeopleWroteIsShownWithoutItsControlCharacters() {
        assertThat(findings("mapRoles", "- {rolearn: r, \"a\\e[31m\\u202e\": u, username: u}\n").getFirst().message())
                .isEqualTo("the key \"a\\u001b[31m\\u202e\" means nothing and is ignored");
    }
}
