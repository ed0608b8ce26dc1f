package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class NodeRoleReaderTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/node";

    @TempDir
    Path home;

    private Replies aws;

    @BeforeEach
    void anAws() throws IOException {
        aws = new Replies();
    }

    @AfterEach
    void ends() {
        aws.close();
    }

    private AwsSettings settings() {
        return new World(home).set("AWS_REGION", "ap-northeast-2").set("AWS_ENDPOINT_URL", aws.url()).settings();
    }

    private NodeRoleReader reader() {
        return NodeRoleReader.of(settings(), AwsCredentials.longLived("AKIA", "s"), Clock.systemUTC());
    }

    private IamPrincipals iam() {
        return IamPrincipals.of(settings(), AwsCredentials.longLived("AKIA", "s"), Clock.systemUTC());
    }

    @Test
    void nodeGroupsAreListedPageByPage() {
        aws.say(200, "{\"nodegroups\": [\"a\"], \"nextToken\": \"n/1\"}")
                .say(200, "{\"nodegroup\": {\"nodeRole\": \"" + ROLE + "\"}}")
                .say(200, "{\"nodegroups\": [\"b\"], \"nextToken\": null}")
                .say(200, "{\"nodegroup\": {\"nodeRole\": \"" + ROLE + "2\"}}");

        assertThat(reader().ofNodegroups("demo").optional()).contains(Map.of("a", ROLE, "b", ROLE + "2"));
        assertThat(aws.asked()).extracting(Replies.Asked::uri).containsExactly("/clusters/demo/node-groups",
                "/clusters/demo/node-groups/a", "/clusters/demo/node-groups?nextToken=n%2F1",
                "/clusters/demo/node-groups/b");
    }

    @Test
    void aNameThatWouldLeadElsewhereIsNotAskedFor() {
        assertThat(reader().ofNodegroups("../x").optional()).isEmpty();
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void anInstancesRoleIsThatOfItsProfile() {
        aws.say(200, "<r><reservationSet><item><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId>"
                + "<iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/p</arn></iamInstanceProfile>"
                + "</item></instancesSet></item></reservationSet></r>")
                .say(200, "<r><GetInstanceProfileResult><InstanceProfile><Roles><member><Arn>" + ROLE
                        + "</Arn></member></Roles></InstanceProfile></GetInstanceProfileResult></r>");

        assertThat(reader().ofInstances(Set.of("i-0123456789abcdef0", "i-0123456789abcdef1")).optional())
                .contains(Map.of("i-0123456789abcdef0", ROLE));
        assertThat(aws.asked().getLast().header("Authorization")).contains("/us-east-1/iam/aws4_request");
    }

    @Test
    void aRoleComesWithItsTrustPolicyAndAMissingOneIsNoFailure() {
        aws.say(200, "<r><GetRoleResult><Role><Arn>" + ROLE + "</Arn><AssumeRolePolicyDocument>%7B%22a%22%3A%22b%2B"
                + "+c%22%7D</AssumeRolePolicyDocument></Role></GetRoleResult></r>")
                .say(404, "<r><Error><Code>NoSuchEntity</Code><Message>none</Message></Error></r>");

        assertThat(iam().role("node").optional())
                .contains(Optional.of(new IamPrincipals.Role(ROLE, "{\"a\":\"b++c\"}")));
        assertThat(iam().user("gone").optional()).contains(Optional.empty());
    }

    @Test
    void aSimulationSaysYesOrNo() {
        aws.say(200, "<r><SimulatePrincipalPolicyResult><EvaluationResults><member><EvalDecision>allowed"
                + "</EvalDecision></member></EvaluationResults></SimulatePrincipalPolicyResult></r>")
                .say(200, "<r><SimulatePrincipalPolicyResult><EvaluationResults><member><EvalDecision>implicitDeny"
                        + "</EvalDecision></member></EvaluationResults></SimulatePrincipalPolicyResult></r>");

        assertThat(iam().mayDo(ROLE, "eks:CreateAccessEntry", "*").optional()).contains(true);
        assertThat(iam().mayDo(ROLE, "eks:CreateAccessEntry", "*").optional()).contains(false);
    }

    /** As botocore's endpoint rule set of IAM gives them. */
    @ParameterizedTest(name = "in {0}, FIPS {1}, dual-stack {2}: {3}")
    @CsvSource({"us-east-1, false, false, iam.amazonaws.com, us-east-1",
        "ap-northeast-2, false, false, iam.amazonaws.com, us-east-1",
        "us-east-1, false, true, iam.global.api.aws, us-east-1",
        "us-east-1, true, false, iam-fips.amazonaws.com, us-east-1",
        "us-east-1, true, true, iam-fips.global.api.aws, us-east-1",
        "cn-northwest-1, false, false, iam.cn-north-1.amazonaws.com.cn, cn-north-1",
        "cn-northwest-1, false, true, iam.global.api.amazonwebservices.com.cn, cn-north-1",
        "us-gov-east-1, false, false, iam.us-gov.amazonaws.com, us-gov-west-1",
        "us-gov-east-1, true, false, iam.us-gov.amazonaws.com, us-gov-west-1",
        "us-gov-east-1, true, true, iam.us-gov.api.aws, us-gov-west-1",
        "eusc-de-east-1, false, false, iam.eusc-de-east-1.amazonaws.eu, eusc-de-east-1",
        "eusc-de-east-1, false, true, iam.api.amazonwebservices.eu, eusc-de-east-1",
        "eusc-de-east-1, true, false, iam-fips.amazonaws.eu, eusc-de-east-1",
        "us-iso-east-1, false, false, iam.us-iso-east-1.c2s.ic.gov, us-iso-east-1",
        "us-iso-east-1, true, false, iam-fips.us-iso-east-1.c2s.ic.gov, us-iso-east-1",
        "us-iso-east-1, true, true, iam-fips.api.aws.ic.gov, us-iso-east-1",
        "us-isob-east-1, true, false, iam-fips.us-isob-east-1.sc2s.sgov.gov, us-isob-east-1",
        "us-isob-east-1, false, true, iam.api.aws.scloud, us-isob-east-1"})
    void iamHasOneHostAPartition(String region, String fips, String dualStack, String host, String signing) {
        ServiceEndpoint endpoint = new World(home).set("AWS_REGION", region).set("AWS_USE_FIPS_ENDPOINT", fips)
                .set("AWS_USE_DUALSTACK_ENDPOINT", dualStack).settings().endpoint(AwsService.IAM)
                .optional().orElseThrow();

        assertThat(endpoint.url()).hasHost(host);
        assertThat(endpoint.signingRegion()).isEqualTo(signing);
    }
}
