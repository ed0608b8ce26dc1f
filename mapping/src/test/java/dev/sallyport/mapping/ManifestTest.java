package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The map as a file. */
class ManifestTest {

    private static final RuleSet NONE = new RuleSet("aws-auth.yaml", List.of());

    private static AwsAuth parse(String text) {
        return AwsAuth.parseManifest("aws-auth.yaml", text);
    }

    private static List<String> places(AwsAuth auth) {
        return auth.ourReading(NONE).rules().stream().map(rule -> rule.place() + " " + rule.subject()).toList();
    }

    @Test
    void rulesAndFindingsNameTheFilesLines() {
        AwsAuth auth = parse("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: aws-auth
                data:
                  # people
                  mapUsers: |
                    - userarn: u
                      username: 1
                  mapRoles: |

                    - rolearn: r
                      username: v
                """);

        assertThat(places(auth)).containsExactly("aws-auth.yaml mapRoles:12 r", "aws-auth.yaml mapUsers:8 u");
        assertThat(auth.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).hasToString("aws-auth.yaml mapUsers:9");
            assertThat(finding.column()).isEqualTo(17);
        });
    }

    @Test
    void ofATextThatIsNoLiteralBlockTheLineWhereItBeginsIsNamed() {
        AwsAuth auth = parse("""
                data:
                  mapRoles: "- rolearn: r\\n  username: u\\n- rolearn: s\\n  username: v\\n"
                """);

        assertThat(places(auth)).containsExactly("aws-auth.yaml mapRoles:2 r", "aws-auth.yaml mapRoles:2 s");
    }

    @Test
    void theDataAloneIsEnoughAndItsSectionsMayBeLists() {
        AwsAuth auth = parse("""
                mapRoles:
                - rolearn: r
                  username: u
                mapAccounts: |
                  - '123456789012'
                """);

        assertThat(auth.findings()).isEmpty();
        assertThat(auth.referenceReading().rules()).hasSize(2);
        assertThat(places(auth)).containsExactly("aws-auth.yaml mapRoles:2 r",
                "aws-auth.yaml mapAccounts:5 123456789012");
    }

    @Test
    void aListInAConfigMapIsReadHereAndRefusedByTheApiServer() {
        AwsAuth auth = parse("""
                kind: ConfigMap
                data:
                  mapRoles:
                  - rolearn: r
                    username: u
                """);

        assertThat(auth.referenceReading().rules()).isEmpty();
        assertThat(places(auth)).containsExactly("aws-auth.yaml mapRoles:4 r");
        assertThat(auth.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("A-SECTION-LIST");
            assertThat(finding.place()).hasToString("aws-auth.yaml mapRoles:4");
        });
    }

    @Test
    void aFileThatIsNoYamlIsLostWholeAndNamesTheLine() {
        AwsAuth auth = parse("data:\n\tmapRoles: |\n");

        assertThat(auth.unreadableSections()).containsExactly("mapRoles", "mapUsers", "mapAccounts");
        assertThat(auth.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("A-FILE");
            assertThat(finding.place()).hasToString("aws-auth.yaml:2");
        });
    }

    @Test
    void anotherKindOfObjectIsRefused() {
        assertThat(parse("kind: Secret\ndata: {}\n").findings()).singleElement().extracting(Finding::message)
                .isEqualTo("this file is a \"Secret\", not a ConfigMap");
        assertThat(parse("- a\n").findings()).singleElement().extracting(Finding::message)
                .isEqualTo("this file is neither a ConfigMap nor the data of one");
    }

    @Test
    void anEmptyMapHasNoRulesAndNoFindings() {
        for (String text : List.of("", "# nobody\n", "kind: ConfigMap\n", "kind: ConfigMap\ndata:\n", "data: {}\n",
                "kind: ConfigMap\ndata:\n  mapRoles:\n")) {
            assertThat(parse(text).findings()).as(text).isEmpty();
            assertThat(places(parse(text))).as(text).isEmpty();
        }
    }

    @Test
    void anUnknownKeyIsFoundOnItsLine() {
        assertThat(parse("data:\n  mapRoles: |\n    []\n  maproles: x\n").findings()).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("A-TOP-CASE");
                    assertThat(finding.place()).hasToString("aws-auth.yaml maproles:4");
                });
    }

    @Test
    void whatStandsOutsideIsFound() {
        assertThat(parse("data: {}\nmapUsers: |\n  []\n").findings()).extracting(Finding::code)
                .containsExactly("A-OUTSIDE");
        assertThat(parse("mapUsers: |\n  []\nuserarn: u\nUserName: v\n").findings()).extracting(Finding::code)
                .containsExactly("A-OUTSIDE", "A-OUTSIDE");
    }

    @Test
    void theTextsStayAsTheyWere() {
        assertThat(parse("data:\n  mapRoles: |\n    - rolearn: r # mine\n  other: x\n").data())
                .containsEntry("mapRoles", "- rolearn: r # mine\n").containsEntry("other", "x");
    }
}
