package dev.sallyport.access.awsauth;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.lint.FindingsDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PrincipalFindingsTest {

    private static final String PEOPLE = "{\"AWS\": \"arn:aws:iam::123456789012:root\"}";

    private final MadeUpAws iam = new MadeUpAws().role("dev", PEOPLE)
            .role("eks-node", "{\"Service\": \"ec2.amazonaws.com\"}");

    private PrincipalFindings.Outcome ask(String file) {
        return PrincipalFindings.of(AwsAuth.parseManifest("f", file), "123456789012", iam);
    }

    static Stream<FindingsDocument.Section> documented() {
        return FindingsDocument.sections().stream().filter(section -> FindingCode.byCode(section.code()).orElseThrow()
                .asks() == FindingCode.Asks.IAM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documented")
    void theDocumentsExampleHasTheFindingAndItsRemedyNone(FindingsDocument.Section section) {
        assertThat(ask(section.examples().getFirst()).findings()).extracting(Finding::code)
                .containsExactly(section.code());
        assertThat(ask(section.examples().getLast()).findings()).isEmpty();
    }

    @Test
    void aUserIsKnownByItsPath() {
        iam.users.put("ada", "arn:aws:iam::123456789012:user/team/ada");
        String entry = "mapUsers: |%n  - userarn: arn:aws:iam::123456789012:user/%s%n    username: ada%n";

        assertThat(ask(entry.formatted("team/ada")).findings()).isEmpty();
        assertThat(ask(entry.formatted("ada")).findings()).singleElement().satisfies(finding -> assertThat(
                finding.message()).startsWith("IAM knows this user as \"arn:aws:iam::123456789012:user/team/ada\""));
    }

    @Test
    void whatIsOfAnotherAccountCannotBeAskedAndIsCounted() {
        PrincipalFindings.Outcome outcome = ask(
                "mapRoles: |\n  - rolearn: arn:aws:iam::111122223333:role/x\n    username: x\n");

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.unasked())
                .containsExactly("1 principal is of another account, whose IAM cannot be asked.");
    }

    @Test
    void whatIamRefusesIsSaidOnceAndNobodyIsCalledGone() {
        iam.iamDenied = true;
        String entries = "- rolearn: arn:aws:iam::123456789012:role/%s\n  username: x\n";

        PrincipalFindings.Outcome outcome = PrincipalFindings.of(AwsAuth.parse(
                Map.of("mapRoles", entries.formatted("a") + entries.formatted("b"))), "123456789012", iam);

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.unasked()).containsExactly(
                "IAM could not be asked for every principal: AccessDenied: you may not.");
    }
}
