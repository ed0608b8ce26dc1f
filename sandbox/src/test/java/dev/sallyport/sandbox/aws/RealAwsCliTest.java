package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.sandbox.aws.world.PolicyHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The unmodified AWS CLI does what a newcomer does first; {@link RealAwsCliWalkTest} goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealAwsCliTest {

    private final AwsFixture fixture = new AwsFixture();
    private AwsCli cli;

    @BeforeAll
    void findTheCli(@TempDir Path home) {
        assumeTrue(AwsCli.isInstalled(), "SKIPPED: the AWS CLI is not on the PATH (pip install awscli)");
        cli = new AwsCli(fixture, home);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void theCreatorUpdatesAKubeconfig(@TempDir Path folder) throws IOException {
        Path kubeconfig = folder.resolve("config");

        AwsCli.Outcome outcome = cli.run(fixture.creator, "eks", "update-kubeconfig", "--name", "eks-cluster",
                "--kubeconfig", kubeconfig.toString());

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(Files.readString(kubeconfig)).contains("server: https://127.0.0.1:6443",
                "arn:aws:eks:ap-northeast-2:123456789012:cluster/eks-cluster", "certificate-authority-data: LS0t");
    }

    @Test
    void aUserWithoutDescribeClusterCannotUpdateAKubeconfig(@TempDir Path folder) {
        AwsCli.Outcome outcome = cli.run(fixture.nobody, "eks", "update-kubeconfig", "--name", "eks-cluster",
                "--kubeconfig", folder.resolve("config").toString());

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains("An error occurred (AccessDeniedException) when calling the DescribeCluster"
                + " operation: User: arn:aws:iam::123456789012:user/eks-test is not authorized to perform:"
                + " eks:DescribeCluster on resource: arn:aws:eks:ap-northeast-2:123456789012:cluster/eks-cluster");
    }

    private JsonNode eks(String... arguments) {
        AwsCli.Outcome outcome = cli.run(fixture.creator, Stream.concat(Stream.of("eks"), Stream.of(arguments))
                .toArray(String[]::new));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return json(outcome);
    }

    @Test
    void aClusterAnswersWhereItsTagSaysAndIsReachedFromWhereItWasTold() {
        JsonNode made = eks("create-cluster", "--name", "elsewhere", "--role-arn",
                "arn:aws:iam::123456789012:role/eks-cluster-role", "--resources-vpc-config",
                "subnetIds=subnet-1,endpointPublicAccess=false,endpointPrivateAccess=true", "--tags",
                "sandbox:endpoint=https://eks.invalid").path("cluster");

        assertThat(made.path("endpoint").asText()).isEqualTo("https://eks.invalid");
        assertThat(made.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(made.path("resourcesVpcConfig").path("endpointPublicAccess").asBoolean()).isFalse();
        eks("update-cluster-config", "--name", "elsewhere", "--resources-vpc-config",
                "endpointPublicAccess=true,publicAccessCidrs=203.0.113.0/24");
        JsonNode changed = eks("describe-cluster", "--name", "elsewhere").path("cluster").path("resourcesVpcConfig");
        assertThat(changed.path("publicAccessCidrs").path(0).asText()).isEqualTo("203.0.113.0/24");
        assertThat(changed.path("endpointPrivateAccess").asBoolean()).isTrue();
        eks("delete-cluster", "--name", "elsewhere");
    }

    @Test
    void nodeGroupsAndFargateProfilesAreMadeListedAndDescribed() {
        String role = "arn:aws:iam::123456789012:role/eks-node-role";
        eks("create-nodegroup", "--cluster-name", "eks-cluster", "--nodegroup-name", "pool", "--node-role", role,
                "--subnets", "subnet-1");
        eks("create-fargate-profile", "--cluster-name", "eks-cluster", "--fargate-profile-name", "fp",
                "--pod-execution-role-arn", role, "--subnets", "subnet-1");

        assertThat(eks("list-nodegroups", "--cluster-name", "eks-cluster").path("nodegroups")).anySatisfy(
                name -> assertThat(name.asText()).isEqualTo("pool"));
        assertThat(eks("describe-nodegroup", "--cluster-name", "eks-cluster", "--nodegroup-name", "pool")
                .at("/nodegroup/nodeRole").asText()).isEqualTo(role);
        assertThat(eks("list-fargate-profiles", "--cluster-name", "eks-cluster").path("fargateProfileNames"))
                .anySatisfy(name -> assertThat(name.asText()).isEqualTo("fp"));
        assertThat(eks("describe-fargate-profile", "--cluster-name", "eks-cluster", "--fargate-profile-name", "fp")
                .at("/fargateProfile/podExecutionRoleArn").asText()).isEqualTo(role);
        assertThat(eks("delete-nodegroup", "--cluster-name", "eks-cluster", "--nodegroup-name", "pool")
                .at("/nodegroup/status").asText()).isEqualTo("DELETING");
    }

    @Test
    void aNodeGroupAndAFargateProfileOfOneNameGoOneByOne() {
        String role = "arn:aws:iam::123456789012:role/eks-node-role";
        eks("create-nodegroup", "--cluster-name", "eks-cluster", "--nodegroup-name", "same", "--node-role", role,
                "--subnets", "subnet-1");
        eks("create-fargate-profile", "--cluster-name", "eks-cluster", "--fargate-profile-name", "same",
                "--pod-execution-role-arn", role, "--subnets", "subnet-1");

        eks("delete-nodegroup", "--cluster-name", "eks-cluster", "--nodegroup-name", "same");

        assertThat(eks("list-nodegroups", "--cluster-name", "eks-cluster").path("nodegroups").toString())
                .doesNotContain("same");
        assertThat(eks("delete-fargate-profile", "--cluster-name", "eks-cluster", "--fargate-profile-name", "same")
                .at("/fargateProfile/status").asText()).isEqualTo("DELETING");
        assertThat(eks("list-fargate-profiles", "--cluster-name", "eks-cluster").path("fargateProfileNames").toString())
                .doesNotContain("same");
    }

    @Test
    void whatAPrincipalMayDoIsSimulatedByItsPolicies() {
        fixture.world.users(AwsFixture.ACCOUNT).create("lister");
        fixture.world.policies(AwsFixture.ACCOUNT).put(PolicyHolder.USER, "lister", "list", """
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "eks:ListClusters", "Resource": "*"}]}""");

        AwsCli.Outcome outcome = cli.run(fixture.creator, "iam", "simulate-principal-policy", "--policy-source-arn",
                "arn:aws:iam::123456789012:user/lister", "--action-names", "eks:ListClusters", "eks:CreateAccessEntry");

        assertThat(json(outcome).path("EvaluationResults")).extracting(
                result -> result.path("EvalActionName").asText() + " " + result.path("EvalDecision").asText())
                .containsExactly("eks:ListClusters allowed", "eks:CreateAccessEntry implicitDeny");
    }

    @Test
    void theAuthenticationModeOnlyGoesForward() {
        eks("create-cluster", "--name", "moved", "--role-arn", "arn:aws:iam::123456789012:role/eks-cluster-role",
                "--resources-vpc-config", "subnetIds=subnet-1", "--access-config", "authenticationMode=CONFIG_MAP");

        assertThat(eks("update-cluster-config", "--name", "moved", "--access-config",
                "authenticationMode=API_AND_CONFIG_MAP").at("/update/status").asText()).isEqualTo("Successful");
        assertThat(eks("describe-cluster", "--name", "moved").at("/cluster/accessConfig/authenticationMode").asText())
                .isEqualTo("API_AND_CONFIG_MAP");
        AwsCli.Outcome back = cli.run(fixture.creator, "eks", "update-cluster-config", "--name", "moved",
                "--access-config", "authenticationMode=CONFIG_MAP");
        assertThat(back.err()).contains("InvalidParameterException",
                "Unsupported authentication mode update from API_AND_CONFIG_MAP to CONFIG_MAP");
    }

    @Test
    void theTokenOfTheCliIsVerifiedAtTheSandboxsOwnAddress() {
        String token = json(cli.run(fixture.nobody, "eks", "get-token", "--cluster-name", "eks-cluster"))
                .at("/status/token").asText();
        VerifierSettings settings = new VerifierSettings("eks-cluster", Partition.AWS,
                Optional.of(StsEndpoint.of(fixture.aws.endpoint())));

        Verification verification = new TokenVerifier(settings, new HttpStsExchange(fixture.aws.stsClient()),
                fixture.clock).verify(ClusterToken.of(token));

        assertThat(verification).isInstanceOfSatisfying(Verification.Verified.class,
                verified -> assertThat(verified.identity().arn().resource()).isEqualTo("user/eks-test"));
    }

    private static JsonNode json(AwsCli.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        try {
            return new ObjectMapper().readTree(outcome.out());
        } catch (IOException e) {
            throw new AssertionError(outcome.out(), e);
        }
    }
}
