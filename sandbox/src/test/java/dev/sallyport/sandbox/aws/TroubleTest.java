package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A tag plants trouble for one principal, which the unmodified AWS CLI then meets as it would at AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TroubleTest {

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
    void aClockAheadRefusesWhatThisUserSigns() {
        AwsCredentials late = user("late", "sandbox:clock", "+20m");

        AwsCli.Outcome refused = cli.run(late, "sts", "get-caller-identity");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).containsPattern(
                "An error occurred \\(SignatureDoesNotMatch\\) when calling the GetCallerIdentity operation: Signature"
                        + " expired: \\d{8}T\\d{6}Z is now earlier than \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z - 15 min\\.\\)");
        assertThat(cli.run(fixture.nobody, "sts", "get-caller-identity").exit()).isZero();
    }

    @Test
    void aClockBehindRefusesThemToo() {
        AwsCredentials early = user("early", "sandbox:clock", "-20m");

        AwsCli.Outcome refused = cli.run(early, "eks", "describe-cluster", "--name", "eks-cluster");

        assertThat(refused.err()).contains("(InvalidSignatureException) when calling the DescribeCluster operation:"
                + " Signature not yet current: ");
    }

    @Test
    void theAnswerSaysWhatTheClockShows() {
        AwsCredentials late = user("late-too", "sandbox:clock", "+20m");

        AwsCli.Outcome debugged = cli.run(late, "sts", "get-caller-identity", "--debug");

        Instant shown = Instant.from(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(debugged.err()
                .replaceFirst("(?s).*Response headers: \\{.*?'[Dd]ate': '([^']+)'.*", "$1")));
        assertThat(java.time.Duration.between(fixture.clock.instant(), shown)).isBetween(
                java.time.Duration.ofMinutes(19), java.time.Duration.ofMinutes(21));
    }

    @Test
    void sessionsFromBeforeAreOverAndNewOnesAreNot() {
        fixture.world.users(AwsFixture.ACCOUNT).create("tired");
        AwsCredentials keys = fixture.world.users(AwsFixture.ACCOUNT).createKey("tired");
        AwsCredentials old = sessionOf(keys);
        fixture.world.users(AwsFixture.ACCOUNT).tag("tired",
                Map.of("sandbox:sessions-ended", fixture.clock.instant().toString()));

        AwsCli.Outcome refused = cli.run(old, "sts", "get-caller-identity");

        assertThat(refused.err()).contains("(ExpiredToken) when calling the GetCallerIdentity operation: The security"
                + " token included in the request is expired");
        assertThat(cli.run(sessionOf(keys), "sts", "get-caller-identity").exit()).isZero();
    }

    @Test
    void cloud9sKeysKnowWhoTheyAreAndReachNeitherIamNorARole() {
        AwsCredentials cloud9 = sessionOf(user("cloud9", "sandbox:cloud9", "true"));

        assertThat(cli.run(cloud9, "sts", "get-caller-identity").out()).contains(":user/cloud9");
        assertThat(cli.run(cloud9, "iam", "get-user").err())
                .contains("(InvalidClientTokenId) when calling the GetUser operation: The security token included in");
        assertThat(cli.run(cloud9, "sts", "assume-role", "--role-arn", "arn:aws:iam::123456789012:role/any",
                "--role-session-name", "me").err())
                .contains("(InvalidClientTokenId) when calling the AssumeRole operation");
    }

    @Test
    void aTagThatMeansNothingIsRefused() {
        for (String tag : List.of("sandbox:clock=20 minutes", "sandbox:clok=+20m", "sandbox:cloud9=yes",
                "sandbox:sessions-ended=noon", "sandbox:tokens-unasked=1")) {
            AwsCli.Outcome refused = cli.run(fixture.creator, "iam", "tag-user", "--user-name", "eks-test", "--tags",
                    "Key=" + tag.replace("=", ",Value="));

            assertThat(refused.err()).as(tag).contains("(ValidationError) when calling the TagUser operation: The tag "
                    + tag.replaceFirst("=.*", ""));
        }
    }

    private AwsCredentials user(String name, String tag, String value) {
        fixture.world.users(AwsFixture.ACCOUNT).create(name, "/", Map.of(tag, value));
        return fixture.world.users(AwsFixture.ACCOUNT).createKey(name);
    }

    private AwsCredentials sessionOf(AwsCredentials keys) {
        return fixture.world.sessions()
                .sessionToken(fixture.world.signingKey(keys.accessKeyId()).orElseThrow().caller(), Optional.empty())
                .credentials();
    }
}
