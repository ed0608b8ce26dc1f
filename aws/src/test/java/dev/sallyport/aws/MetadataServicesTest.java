package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

/** The role of an instance and of a container. */
class MetadataServicesTest {

    @TempDir
    Path home;

    private StandInAws aws;
    private World world;

    @BeforeEach
    void anInstance() throws IOException {
        aws = new StandInAws();
        world = new World(home).set("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
    }

    @AfterEach
    void ends() {
        aws.close();
    }

    @Test
    void theInstancesRoleComesBySessionToken() {
        SourcedCredentials found = got(CredentialChain.of(world.settings()).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("ASIAINSTANCEnode-role");
        assertThat(found.source()).isEqualTo("instance role node-role (metadata service)");
        assertThat(aws.log()).containsExactly("PUT /latest/api/token",
                "GET /latest/meta-data/iam/security-credentials/",
                "GET /latest/meta-data/iam/security-credentials/node-role");
    }

    @Test
    void anInstanceWithoutARoleHasItsOwnSentence() {
        aws.instanceRole.set("404");

        AwsFailure failure = failed(CredentialChain.of(world.settings()).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(failure.sentence()).contains("AWS_ACCESS_KEY_ID is not set")
                .contains("no role is attached to this instance (the metadata service says 404)");
    }

    @Test
    void aRoleThatEc2MayNotAssumeIsToldInTheServicesWords() {
        aws.instanceRole.set("untrusted");

        assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence())
                .contains("no keys for the role untrusted and says: EC2 cannot assume the role");
    }

    @Test
    void aServiceThatKnowsVersion1AloneIsAskedByThatUnlessItIsForbidden() {
        aws.imdsToken.set(404);
        assertThat(got(CredentialChain.of(world.settings()).resolve()).credentials().accessKeyId())
                .isEqualTo("ASIAINSTANCEnode-role");

        world.set("AWS_EC2_METADATA_V1_DISABLED", "true");
        assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence())
                .contains("version 1 is forbidden");
    }

    @Test
    void whereItIsDisabledNobodyIsAsked() {
        world.set("AWS_EC2_METADATA_DISABLED", "TRUE");

        assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence())
                .contains("AWS_EC2_METADATA_DISABLED");
        assertThat(aws.log()).isEmpty();
    }

    @Test
    @Timeout(5)
    void aServiceThatNeverAnswersStallsNobody() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            world.set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort());

            assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence())
                    .contains("does not answer: no answer within 1 s");
        }
    }

    @Test
    void aServiceThatIsAwayIsAskedOnce() throws IOException {
        aws.close();

        assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence())
                .contains("does not answer: the connection was refused");
    }

    @Test
    void theContainersRoleComesWithTheTokenFromItsFile() {
        world.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/container").file("token", "from-file")
                .set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", home.resolve("token").toString())
                .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "from-variable");

        SourcedCredentials found = got(CredentialChain.of(world.settings()).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("ASIACONTAINERfrom-file");
        assertThat(found.source()).isEqualTo("container (AWS_CONTAINER_CREDENTIALS_FULL_URI)");
    }

    @Test
    void aContainersAgentThatFailsIsAskedThriceAndThenNobodyElse() {
        world.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/container-broken");

        AwsFailure failure = failed(CredentialChain.of(world.settings()).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sentence()).contains("HTTP 500");
        assertThat(aws.log()).hasSize(3).containsOnly("GET /container-broken");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example/x", "http://169.254.169.254/x", "ftp://127.0.0.1/x",
        "http://127.0.0.1.evil.example/",
        "http://[x"})
    void aContainersCredentialsAreNotAskedForJustAnywhere(String url) {
        world.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", url);

        AwsFailure failure = failed(CredentialChain.of(world.settings()).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.sentence()).contains("no credentials are asked for");
    }

    @Test
    void aTokenWithALineBreakIsNoHeader() {
        world.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/container")
                .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nX-Evil: 1");

        assertThat(failed(CredentialChain.of(world.settings()).resolve()).sentence()).contains("line break");
        assertThat(aws.log()).isEmpty();
    }
}
