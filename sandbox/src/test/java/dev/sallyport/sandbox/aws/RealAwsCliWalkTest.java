package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The unmodified AWS CLI, further through IAM, EC2 and instance metadata: some thirty calls. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealAwsCliWalkTest {

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

    @Test
    void aGroupsPolicyOpensItsMembersTheDoor() {
        fixture.world.users(AwsFixture.ACCOUNT).create("member");
        AwsCredentials member = fixture.world.users(AwsFixture.ACCOUNT).createKey("member");
        assertThat(cli.run(member, "eks", "list-clusters").exit()).isNotZero();

        json(cli.run(fixture.creator, "iam", "create-group", "--group-name", "viewers"));
        ok(cli.run(fixture.creator, "iam", "put-group-policy", "--group-name", "viewers", "--policy-name", "list",
                "--policy-document",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"eks:List*\",\"Resource\":\"*\"}}"));
        ok(cli.run(fixture.creator, "iam", "add-user-to-group", "--group-name", "viewers", "--user-name", "member"));

        assertThat(json(cli.run(member, "eks", "list-clusters")).path("clusters").toString()).contains("eks-cluster");
        assertThat(json(cli.run(fixture.creator, "iam", "get-group", "--group-name", "viewers"))
                .at("/Users/0/UserName").asText()).isEqualTo("member");
        assertThat(json(cli.run(fixture.creator, "iam", "get-group-policy", "--group-name", "viewers",
                "--policy-name", "list")).at("/PolicyDocument/Statement/Action").asText()).isEqualTo("eks:List*");
    }

    @Test
    void aRoleIsMadeAndAssumed() {
        JsonNode role = json(cli.run(fixture.creator, "iam", "create-role", "--role-name", "testrole",
                "--assume-role-policy-document", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"arn:aws:iam::123456789012:user/eks-test"}}]}"""));
        assertThat(role.at("/Role/AssumeRolePolicyDocument/Statement/0/Action").asText()).isEqualTo("sts:AssumeRole");

        JsonNode session = json(cli.run(fixture.nobody, "sts", "assume-role", "--role-arn",
                "arn:aws:iam::123456789012:role/testrole", "--role-session-name", "ci"));
        AwsCredentials keys = AwsCredentials.temporary(session.at("/Credentials/AccessKeyId").asText(),
                session.at("/Credentials/SecretAccessKey").asText(), session.at("/Credentials/SessionToken").asText());

        assertThat(json(cli.run(keys, "sts", "get-caller-identity")).path("Arn").asText())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/testrole/ci");
    }

    @Test
    void aRoleThatTrustsSomebodyElseIsRefused() {
        AwsCli.Outcome outcome = cli.run(fixture.nobody, "sts", "assume-role", "--role-arn",
                "arn:aws:iam::123456789012:role/no-such-role", "--role-session-name", "ci");

        assertThat(outcome.err())
                .contains("An error occurred (AccessDenied) when calling the AssumeRole operation: User:"
                        + " arn:aws:iam::123456789012:user/eks-test is not authorized to perform: sts:AssumeRole on resource:"
                        + " arn:aws:iam::123456789012:role/no-such-role");
    }

    @Test
    void longListsComeInPages() {
        for (int i = 0; i < 250; i++) {
            fixture.world.users(AwsFixture.ACCOUNT).create("crowd-" + i, "/crowd/", Map.of());
        }

        assertThat(cli.run(fixture.creator, "iam", "list-users", "--path-prefix", "/crowd/", "--query",
                "length(Users)").out().strip()).isEqualTo("250");
    }

    @Test
    void aManagedPolicyIsMadeAttachedAndReadBack() {
        fixture.world.users(AwsFixture.ACCOUNT).create("reader");
        String arn = json(cli.run(fixture.creator, "iam", "create-policy", "--policy-name", "describe",
                "--policy-document", "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"eks:DescribeCluster\",\"Resource\":\"*\"}}"))
                .at("/Policy/Arn").asText();

        ok(cli.run(fixture.creator, "iam", "attach-user-policy", "--user-name", "reader", "--policy-arn", arn));

        assertThat(json(cli.run(fixture.creator, "iam", "list-attached-user-policies", "--user-name", "reader"))
                .at("/AttachedPolicies/0/PolicyName").asText()).isEqualTo("describe");
        assertThat(json(cli.run(fixture.creator, "iam", "get-policy-version", "--policy-arn", arn, "--version-id",
                "v1")).at("/PolicyVersion/Document/Statement/Action").asText()).isEqualTo("eks:DescribeCluster");
        assertThat(cli.run(fixture.creator, "iam", "delete-user", "--user-name", "reader").err())
                .contains("(DeleteConflict)", "must detach all policies first");
    }

    @Test
    void anInstanceUsesItsRoleThroughTheMetadataService() {
        fixture.world.roles(AwsFixture.ACCOUNT).create("node-role", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"Service":"ec2.amazonaws.com"}}}""");
        fixture.world.roles(AwsFixture.ACCOUNT).createProfile("node-profile");
        fixture.world.roles(AwsFixture.ACCOUNT).addToProfile("node-profile", "node-role");
        String id = json(cli.run(fixture.creator, "ec2", "run-instances", "--image-id", "ami-0123456789abcdef0",
                "--instance-type", "m6i.large", "--private-ip-address", "10.0.1.23", "--tag-specifications",
                "ResourceType=instance,Tags=[{Key=Name,Value=node-1}]")).at("/Instances/0/InstanceId").asText();
        fixture.aws.standOnInstance(Optional.of(id));
        assertThat(cli.runOnInstance("sts", "get-caller-identity").err()).contains("Unable to locate credentials");

        json(cli.run(fixture.creator, "ec2", "associate-iam-instance-profile", "--instance-id", id,
                "--iam-instance-profile", "Name=node-profile"));

        assertThat(json(cli.runOnInstance("sts", "get-caller-identity")).path("Arn").asText())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/node-role/" + id);
        JsonNode instance = json(cli.run(fixture.creator, "ec2", "describe-instances", "--filters",
                "Name=tag:Name,Values=node-*")).at("/Reservations/0/Instances/0");
        assertThat(instance.path("PrivateDnsName").asText()).isEqualTo("ip-10-0-1-23.ap-northeast-2.compute.internal");
        assertThat(instance.at("/IamInstanceProfile/Arn").asText())
                .isEqualTo("arn:aws:iam::123456789012:instance-profile/node-profile");
        assertThat(instance.at("/State/Name").asText()).isEqualTo("running");
        assertThat(json(cli.run(fixture.creator, "ec2", "describe-iam-instance-profile-associations", "--filters",
                "Name=instance-id,Values=" + id)).at("/IamInstanceProfileAssociations/0/State").asText())
                .isEqualTo("associated");
    }

    @Test
    void whoMayNotDescribeInstancesIsToldSo() {
        assertThat(cli.run(fixture.nobody, "ec2", "describe-instances").err()).contains("(UnauthorizedOperation)",
                "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/eks-test is not"
                        + " authorized to perform: ec2:DescribeInstances because no identity-based policy allows the"
                        + " ec2:DescribeInstances action");
    }

    private static void ok(AwsCli.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.err()).isZero();
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
