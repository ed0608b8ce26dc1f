package dev.sallyport.sandbox.aws.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class PolicyEvaluatorTest {

    private static final String CLUSTER = "arn:aws:eks:ap-northeast-2:123456789012:cluster/eks-cluster";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "eks:DescribeCluster" | "*"                                            | true
            "EKS:describecluster" | "*"                                            | true
            "eks:Describe*"       | "arn:aws:eks:*:*:cluster/eks-cluster"          | true
            "eks:Describe*"       | "arn:aws:eks:*:*:cluster/other"                | false
            "eks:List*"           | "*"                                            | false
            ["ec2:*","*"]         | ["arn:aws:s3:::x","arn:aws:eks:*:*:cluster/*"] | true
            """, quoteCharacter = '\u0000')
    void anAllowCoversItsActionsOnItsResources(String action, String resource, boolean allowed) {
        Verdict verdict = evaluate(
                "{\"Effect\":\"Allow\",\"Action\":" + action + ",\"Resource\":" + resource + "}");

        assertThat(verdict).isEqualTo(allowed ? new Verdict.Allowed() : new Verdict.Silent());
    }

    @Test
    void withoutAPolicyTheAnswerIsNo() {
        assertThat(PolicyEvaluator.evaluate(List.of(), describe())).isEqualTo(new Verdict.Silent());
    }

    @Test
    void aDenyBeatsEveryAllowWhereverItStands() {
        String allow = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String deny = "{\"Effect\":\"Deny\",\"Action\":\"eks:Describe*\",\"Resource\":\"*\"}";

        assertThat(evaluate(allow, deny)).isEqualTo(new Verdict.Denied());
        assertThat(evaluate(deny, allow)).isEqualTo(new Verdict.Denied());
    }

    @Test
    void notActionAndNotResourceTurnThePatternsRound() {
        assertThat(evaluate("{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}"))
                .isEqualTo(new Verdict.Allowed());
        assertThat(evaluate("{\"Effect\":\"Allow\",\"NotAction\":\"eks:*\",\"Resource\":\"*\"}"))
                .isEqualTo(new Verdict.Silent());
        assertThat(evaluate("{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotResource\":\"" + CLUSTER + "\"}"))
                .isEqualTo(new Verdict.Silent());
    }

    @Test
    void aConditionThatIsNotMetMakesTheStatementSilent() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                + "{\"aws:RequestedRegion\":\"us-east-1\"}}}";

        assertThat(evaluate(statement)).isEqualTo(new Verdict.Silent());
    }

    @Test
    void anOperatorThatTheSandboxDoesNotEvaluateIsNamedAndDenies() {
        String statement = "{\"Sid\":\"Odd\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"BinaryEquals\":{\"aws:Key\":\"eA==\"}}}";

        assertThat(evaluate("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}", statement))
                .isEqualTo(new Verdict.Undecidable("Odd", "BinaryEquals"));
    }

    @Test
    void aVariableInAResourceIsTheCallersOwn() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:eks:*:*:cluster/${aws:username}\"}";

        assertThat(evaluate(statement)).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void inAnOldPolicyAVariableIsPlainText() throws MalformedPolicy {
        PolicyDocument old = PolicyDocument
                .identityPolicy("{\"Version\":\"2008-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"*\",\"Resource\":\"arn:aws:eks:*:*:cluster/${aws:username}\"}}");

        assertThat(PolicyEvaluator.evaluate(List.of(old), describe())).isEqualTo(new Verdict.Silent());
    }

    @Test
    void awsOwnPoliciesAreKnownByTheirArns() {
        PolicyDocument admin = ManagedPolicies.byArn("arn:aws:iam::aws:policy/AdministratorAccess").orElseThrow();
        PolicyDocument reader = ManagedPolicies.byArn("arn:aws:iam::aws:policy/ReadOnlyAccess").orElseThrow();

        assertThat(PolicyEvaluator.evaluate(List.of(admin), describe())).isEqualTo(new Verdict.Allowed());
        assertThat(PolicyEvaluator.evaluate(List.of(reader), describe())).isEqualTo(new Verdict.Allowed());
        assertThat(PolicyEvaluator.evaluate(List.of(reader),
                new RequestContext("eks:CreateCluster", CLUSTER, Map.of()))).isEqualTo(new Verdict.Silent());
    }

    private static Verdict evaluate(String... statements) {
        List<PolicyDocument> policies = Stream.of(statements).map(statement -> {
            try {
                return PolicyDocument
                        .identityPolicy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
            } catch (MalformedPolicy malformed) {
                throw new AssertionError(malformed);
            }
        }).toList();
        return PolicyEvaluator.evaluate(policies, describe());
    }

    private static RequestContext describe() {
        return new RequestContext("eks:DescribeCluster", CLUSTER, Map.of("aws:RequestedRegion",
                List.of("ap-northeast-2"), "aws:username", List.of("eks-cluster")));
    }
}
