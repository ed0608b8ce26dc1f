package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

/** Assuming a role on top of other credentials, as {@code sallyport token --role-arn} does. */
class RoleSessionsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/team/dev";
    private static final SourcedCredentials BASE = new SourcedCredentials(
            AwsCredentials.temporary("ASIABASE", "base-secret", "base-session"), "environment (AWS_ACCESS_KEY_ID)");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String GIVEN = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
            <SessionToken>role&amp;session</SessionToken><Expiration>2026-07-01T13:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;

    @TempDir
    Path home;

    private Replies sts;

    @BeforeEach
    void anSts() throws IOException {
        sts = new Replies();
    }

    @AfterEach
    void ends() {
        sts.close();
    }

    @Test
    void theSessionsKeysComeWithTheirEndAndTheirStory() {
        sts.say(200, GIVEN);

        SourcedCredentials session = got(sessions().assume(BASE, RoleRequest.forToken(ROLE).withExternalId("ext/1")));

        assertThat(session.credentials()).isEqualTo(new AwsCredentials("ASIAROLE", "role-secret",
                Optional.of("role&session"), Optional.of(Instant.parse("2026-07-01T13:00:00Z"))));
        assertThat(session.source()).isEqualTo("role " + ROLE + ", assumed by environment (AWS_ACCESS_KEY_ID)");
        assertThat(sts.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.body()).isEqualTo("Action=AssumeRole&Version=2011-06-15"
                    + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fteam%2Fdev&RoleSessionName=EKSGetTokenAuth"
                    + "&ExternalId=ext%2F1");
            assertThat(asked.header("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=ASIABASE/20260701/eu-west-1/sts/aws4_request");
            assertThat(asked.header("X-Amz-Security-Token")).isEqualTo("base-session");
        });
    }

    @Test
    void sessionNameDurationAndDeviceAreSentWhereTheyAreGiven() {
        sts.say(200, GIVEN);

        got(sessions().assume(BASE, new RoleRequest(ROLE, "me@work", Optional.empty(),
                Optional.of(Duration.ofMinutes(30)), Optional.of(new RoleRequest.Mfa("arn:mfa", "123456")))));

        assertThat(sts.asked().getFirst().body()).contains("&RoleSessionName=me%40work")
                .contains("&DurationSeconds=1800")
                .contains("&SerialNumber=arn%3Amfa&TokenCode=123456");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied              | DENIED       | trust policy must name who asks
            403 | ExpiredToken              | EXPIRED      | their time is over
            403 | InvalidClientTokenId      | KEYS_REFUSED | AWS does not know the access key
            403 | SignatureDoesNotMatch     | KEYS_REFUSED | Is the secret access key the one
            400 | ValidationError           | REFUSED      | STS says: ValidationError
            400 | RegionDisabledException   | REFUSED      | STS says: RegionDisabledException
            """)
    void refusalsAreToldApart(int status, String code, Kind kind, String said) {
        sts.say(status, "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                + "</Code><Message>AWS's own words</Message></Error></ErrorResponse>");

        AwsFailure failure = failed(
                RoleSessions.of(settings(), Clock.systemUTC()).assume(BASE, RoleRequest.forToken(ROLE)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sentence()).contains(said).contains("AWS's own words").contains(ROLE);
        assertThat(sts.asked()).hasSize(1);
    }

    @Test
    void aBadSignatureIsToldWithoutTheRequestThatStsQuotes() {
        sts.say(403,
                "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated"
                        + " does not match. The Canonical String for this request should have been 'POST / x-amz-security-token:"
                        + "base-session' The String-to-Sign should have been 'AWS4'</Message></Error></ErrorResponse>");

        AwsFailure failure = failed(sessions().assume(BASE, RoleRequest.forToken(ROLE)));

        assertThat(failure.sentence()).contains("does not match").doesNotContain("base-session").doesNotContain("AWS4");
    }

    @Test
    void aWrongClockIsNotMistakenForWrongKeys() {
        sts.say(403,
                "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error>"
                        + "</ErrorResponse>");

        AwsFailure failure = failed(
                RoleSessions.of(settings(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-1210)))
                        .assume(BASE, RoleRequest.forToken(ROLE)));

        assertThat(failure.sentence()).contains("Signature expired. The clock here is 20 minutes behind AWS's");
    }

    @Test
    void anStsThatIsAwayIsUnreachableAndNamedWithWhoConfiguredIt() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        AwsSettings settings = new World(home).set("AWS_REGION", "eu-west-1")
                .set("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + closed).settings();

        AwsFailure failure = failed(RoleSessions.of(settings, NOON).assume(BASE, RoleRequest.forToken(ROLE)));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sentence()).contains("the connection was refused")
                .contains("comes from AWS_ENDPOINT_URL_STS");
    }

    @Test
    void anUnknownRegionHasNoHost() {
        AwsSettings settings = new World(home).set("AWS_REGION", "xx-bogus-1").set("NO_PROXY", "*").settings();

        AwsFailure failure = failed(RoleSessions.of(settings, NOON).assume(BASE, RoleRequest.forToken(ROLE)));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sentence()).contains("sts.xx-bogus-1.amazonaws.com").contains("Is xx-bogus-1 a region");
    }

    @Test
    void anAnswerThatIsNoneIsCalledNonsense() {
        sts.say(200, "<html><body>Please sign in to the wifi<br></body></html>");

        assertThat(failed(sessions().assume(BASE, RoleRequest.forToken(ROLE))).kind()).isEqualTo(Kind.NONSENSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "arn:aws:iam::123456789012:user/dev", "arn:aws:sts::1:assumed-role/a/b", ""})
    void whatIsNoRoleIsNotAskedFor(String arn) {
        assertThat(failed(sessions().assume(BASE, RoleRequest.forToken(arn))).sentence()).contains("is no role's ARN");
        assertThat(sts.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a b", "a:b", "ééé"})
    void whatIsNoSessionNameIsNotAskedFor(String name) {
        assertThat(failed(sessions().assume(BASE, RoleRequest.forToken(ROLE).named(name))).sentence())
                .contains("is no session name");
        assertThat(sts.asked()).isEmpty();
    }

    private RoleSessions sessions() {
        return RoleSessions.of(settings(), NOON);
    }

    private AwsSettings settings() {
        return new World(home).set("AWS_REGION", "eu-west-1").set("AWS_ENDPOINT_URL_STS", sts.url()).settings();
    }
}
