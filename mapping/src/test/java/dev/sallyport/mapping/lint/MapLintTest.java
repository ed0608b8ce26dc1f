package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What the linter says of single entries, and of many together. */
class MapLintTest {

    private static final String NODE = """
            - rolearn: arn:aws:iam::123456789012:role/eks-node
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes]
            """;

    private static final String FARGATE = """
            - rolearn: arn:aws:iam::123456789012:role/eks-fargate
              username: system:node:{{SessionName}}
              groups: [system:bootstrappers, system:nodes, system:node-proxier]
            """;

    private static List<LintFinding> lint(String section, String text) {
        return MapLint.of(AwsAuth.parse(Map.of(section, text)));
    }

    private static String codes(List<LintFinding> found) {
        return found.stream().map(each -> each.finding().code()).collect(Collectors.joining(" "));
    }

    private static String entry(String key, String arn, String username, String groups) {
        return "- %s: \"%s\"%n  username: \"%s\"%n  groups: [%s]%n".formatted(key, arn, username, groups);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"arn:aws:iam::123456789012:role/dev | ''",
        "ARN:AWS:IAM::123456789012:ROLE/dev | ''", "arn:aws:iam::123456789012:role/a/b/dev | A-PATH",
        "arn:aws:iam::123456789012:role//dev | A-PATH", "arn:aws:iam::123456789012:role/ | A-ARN",
        "arn:aws:iam::123456789012:role | A-ARN", "arn:aws:iam::123456789012:policy/x | A-ARN",
        "arn:aws:iam::123456789012:group/x | A-ARN", "arn:aws:s3:::bucket | A-ACCOUNT A-ARN",
        "arn:aws:iam:us-east-1:123456789012:role/dev | A-ARN", "dev | A-ARN",
        "arn:aws:iam::1234:role/dev | A-ACCOUNT", "arn:aws-x:iam::123456789012:role/dev | A-PARTITION",
        "arn:aws:sts::123456789012:assumed-role/dev/ada | A-SESSION",
        "arn:aws:sts::123456789012:federated-user/ada | ''",
        "arn:aws:iam::123456789012:instance-profile/dev | A-INSTANCE-PROFILE",
        "arn:aws:iam::123456789012:user/ada | A-WRONG-SECTION", "arn:aws:iam::123456789012:root | A-ROOT",
        "arn:aws:iam::123456789012:role/dev? | A-WILDCARD",
        "arn:aws:iam::123456789012:role/AWSReservedSSO_V_0123456789abcdef | A-SSO-SUFFIX"})
    void ofRoleArns(String arn, String expected) {
        assertThat(codes(lint("mapRoles", entry("rolearn", arn, "dev", "g")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"arn:aws:iam::123456789012:user/ada | ''",
        "arn:aws:iam::123456789012:user/division/team/ada | ''", "arn:aws:iam::123456789012:user/ | A-ARN",
        "arn:aws:iam::123456789012:role/dev | A-WRONG-SECTION",
        "arn:aws:iam::123456789012:role/team/dev | A-PATH A-WRONG-SECTION"})
    void ofUserArns(String arn, String expected) {
        assertThat(codes(lint("mapUsers", entry("userarn", arn, "ada", "g")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dev | g | ''", "dev:{{SessionName}} | g | ''",
        "{{AccountID}}:{{SessionName}} | g | ''", "{{SessionNameRaw}} | g | A-CHOSEN-NAME",
        "dev:{{session}} | g | A-TEMPLATE", "dev | '{{Foo}}' | A-TEMPLATE", "dev | '{{SessionName}}' | A-CHOSEN-GROUP",
        "dev | system:masters | A-MASTERS", "dev | system:authenticated | A-SYSTEM-GROUP",
        "dev | system:bootstrappers | A-PERSON-AS-NODE", "system:admin | g | A-SYSTEM-NAME",
        "system:node:x | system:nodes | ''",
        "system:node:x | 'system:nodes,system:masters' | A-NODE-AS-PERSON A-MASTERS",
        "system:node:{{SessionName}} | system:nodes | A-CHOSEN-NODE",
        "{{EC2PrivateDNSName}} | g | A-CHOSEN-NODE", "'' | g | A-NO-USERNAME"})
    void ofNamesAndGroups(String username, String groups, String expected) {
        String quoted = groups.replaceAll("[^,]+", "\"$0\"");

        assertThat(codes(lint("mapRoles", entry("rolearn", "arn:aws:iam::123456789012:role/dev", username, quoted)))
                .split(" ")).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void whatEksWritesItselfHasNoFindings() {
        assertThat(lint("mapRoles", NODE + FARGATE)).isEmpty();
    }

    @Test
    void sessionsOfIdentityCenterAreNamedByIt() {
        assertThat(codes(lint("mapRoles", entry("rolearn",
                "arn:aws:iam::123456789012:role/AWSReservedSSO_V_0123456789abcdef", "{{SessionName}}", "g"))))
                .isEqualTo("A-SSO-SUFFIX");
    }

    @Test
    void aPathIsMendedUnlessTheRoleHasAnEntryOfItsOwn() {
        String path = entry("rolearn", "arn:aws:iam::123456789012:role/team/dev", "dev", "g");

        assertThat(lint("mapRoles", path)).singleElement().satisfies(found -> assertThat(found.fix())
                .containsExactly(new MappingEdit.Change(
                        new EntryName(MapSection.ROLES, "arn:aws:iam::123456789012:role/team/dev", OptionalInt.of(1)),
                        Optional.of("arn:aws:iam::123456789012:role/dev"), Optional.empty(), Optional.empty())));
        assertThat(lint("mapRoles", path + entry("rolearn", "arn:aws:iam::123456789012:role/DEV", "x", "g")))
                .allSatisfy(found -> assertThat(found.fix()).isEmpty());
    }

    @Test
    void aFindingStandsAtItsValue() {
        Finding finding = lint("mapRoles", """
                - username: dev
                  groups:
                  - a
                  - system:masters
                  rolearn: arn:aws:iam::123456789012:role/dev
                """).getFirst().finding();

        assertThat(finding.place()).hasToString("aws-auth mapRoles:4");
        assertThat(finding.column()).isEqualTo(5);
    }

    @Test
    void inAFileLinesAreTheFiles() {
        List<LintFinding> found = MapLint.of(AwsAuth.parseManifest("f.yaml", """
                data:
                  mapUsers: |
                    - userarn: arn:aws:iam::123456789012:user/ada
                      username: ada
                      groups: x
                  mapRoles: |
                    - rolearn: arn:aws:iam::123456789012:role/team/dev
                      username: dev
                """));

        assertThat(found).extracting(each -> each.finding().place() + " " + each.finding().code()).containsExactly(
                "f.yaml mapUsers:5 A-GROUPS", "f.yaml mapRoles:7 A-PATH");
    }

    @Test
    void aConfigMapOfAnotherNameIsFoundAtTheName() {
        assertThat(MapLint.of(AwsAuth.parseManifest("f",
                "metadata: {name: aws-auth, namespace: kube-system}\ndata: {}\n"))).isEmpty();
        assertThat(MapLint.of(AwsAuth.parseManifest("f", "data: {}\nmetadata:\n  name: awsauth\n"))).singleElement()
                .satisfies(found -> {
                    assertThat(found.finding().code()).isEqualTo("A-NAME");
                    assertThat(found.finding().place()).hasToString("f:3");
                    assertThat(found.finding().remedy()).isEqualTo("Write name: aws-auth.");
                });
    }

    @Test
    void nearlyAMegabyteIsSaidAndMoreIsAnError() {
        String comment = "# " + "x".repeat(97) + "\n";

        assertThat(lint("mapRoles", comment.repeat(7_300))).isEmpty();
        assertThat(codes(lint("mapRoles", comment.repeat(7_400)))).isEqualTo("A-SIZE");
        assertThat(lint("mapRoles", comment.repeat(7_400)).getFirst().finding().message())
                .isEqualTo("740000 bytes are 70 % of what a ConfigMap may have");
        assertThat(codes(lint("mapRoles", comment.repeat(10_500)))).isEqualTo("A-TOO-LARGE");
    }

    @Test
    void moreFindingsThanAnybodyReadsAreCut() {
        assertThat(codes(lint("mapRoles", "- x\n".repeat(1_001)))).endsWith("A-ENTRY A-MORE");
    }

    @Test
    void ofTwoPartitionsTheRarerIsNamed() {
        String text = entry("rolearn", "arn:aws-cn:iam::123456789012:role/a", "a", "g")
                + entry("rolearn", "arn:aws:iam::123456789012:role/b", "b", "g")
                + entry("rolearn", "arn:aws-cn:iam::123456789012:role/c", "c", "g");

        assertThat(lint("mapRoles", text)).singleElement()
                .satisfies(found -> assertThat(found.finding().place().line()).isEqualTo(4));
    }
}
