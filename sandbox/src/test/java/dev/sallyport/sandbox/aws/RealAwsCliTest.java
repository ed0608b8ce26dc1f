package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The unmodified AWS CLI against the local AWS. */
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
    void everybodyMayAskWhoTheyAre() {
        JsonNode answer = json(cli.run(fixture.nobody, "sts", "get-caller-identity"));

        assertThat(answer.path("Arn").asText()).isEqualTo("arn:aws:iam::123456789012:user/eks-test");
        assertThat(answer.path("Account").asText()).isEqualTo("123456789012");
        assertThat(answer.path("UserId").asText()).startsWith("AIDA");
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

    @Test
    void anUnknownClusterIsNotFound() {
        AwsCli.Outcome outcome = cli.run(fixture.creator, "eks", "describe-cluster", "--name", "nowhere");

        assertThat(outcome.err()).contains("(ResourceNotFoundException)", "No cluster found for name: nowhere.");
    }

    @Test
    void aUserIsMadeGetsAKeyAndSignsWithIt() {
        json(cli.run(fixture.creator, "iam", "create-user", "--user-name", "dev", "--path", "/team/"));
        JsonNode key = json(cli.run(fixture.creator, "iam", "create-access-key", "--user-name", "dev"))
                .path("AccessKey");

        AwsCredentials dev = AwsCredentials.longLived(key.path("AccessKeyId").asText(),
                key.path("SecretAccessKey").asText());
        JsonNode identity = json(cli.run(dev, "sts", "get-caller-identity"));

        assertThat(identity.path("Arn").asText()).isEqualTo("arn:aws:iam::123456789012:user/team/dev");
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
