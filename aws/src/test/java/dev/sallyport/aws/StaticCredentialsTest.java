package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

class StaticCredentialsTest {

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void aHomeWithTwoProfiles() {
        world = new World(home).credentials("""
                [default]
                aws_access_key_id = AKIADEFAULT
                aws_secret_access_key = default-secret
                [eks-test]
                aws_access_key_id = AKIATEST
                aws_secret_access_key = test-secret
                aws_session_token = test-session
                """);
    }

    @Test
    void environmentKeysBeatAProfileThatAVariableNames() {
        world.set("AWS_PROFILE", "eks-test").set("AWS_ACCESS_KEY_ID", "AKIAENV").set("AWS_SECRET_ACCESS_KEY", "s");

        SourcedCredentials found = got(CredentialChain.of(world.settings()).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("AKIAENV");
        assertThat(found.source()).isEqualTo("environment (AWS_ACCESS_KEY_ID)");
    }

    @Test
    void aProfileThatTheOptionNamesBeatsEnvironmentKeys() {
        world.set("AWS_ACCESS_KEY_ID", "AKIAENV").set("AWS_SECRET_ACCESS_KEY", "s");

        SourcedCredentials found = got(CredentialChain.of(world.settings("eks-test")).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("AKIATEST");
        assertThat(found.credentials().sessionToken()).contains("test-session");
        assertThat(found.source()).isEqualTo("profile eks-test in ~/.aws/credentials");
    }

    @Test
    void withNothingNamedTheDefaultProfileSpeaks() {
        assertThat(got(CredentialChain.of(world.settings()).resolve()).credentials().accessKeyId())
                .isEqualTo("AKIADEFAULT");
    }

    @Test
    void temporaryEnvironmentKeysCarryTheirSessionAndTheirEnd() {
        world.set("AWS_ACCESS_KEY_ID", "ASIAENV").set("AWS_SECRET_ACCESS_KEY", "s").set("AWS_SESSION_TOKEN", "t")
                .set("AWS_CREDENTIAL_EXPIRATION", "2030-01-01T00:00:00Z");

        SourcedCredentials found = got(CredentialChain.of(world.settings()).resolve());

        assertThat(found.credentials().sessionToken()).contains("t");
        assertThat(found.credentials().expiration()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    void halfAKeyIsAnErrorAndNoReasonToLookFurther() {
        world.set("AWS_ACCESS_KEY_ID", "AKIAENV");

        AwsFailure failure = failed(CredentialChain.of(world.settings()).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.sentence()).contains("AWS_SECRET_ACCESS_KEY is not");
    }

    @Test
    void aMissingProfileIsNamedWithTheOnesThatExist() {
        AwsFailure failure = failed(world.read(Optional.of("eks-tset"), Optional.empty()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.sentence()).contains("\"eks-tset\" (from --profile)").contains("Known: default, eks-test.");
    }

    @Test
    void noSecretShowsInText() {
        SourcedCredentials found = got(CredentialChain.of(world.settings("eks-test")).resolve());

        assertThat(found.toString()).doesNotContain("test-secret").doesNotContain("test-session");
        assertThat(world.set("AWS_SECRET_ACCESS_KEY", "hidden").environment().toString()).doesNotContain("hidden");
    }
}
