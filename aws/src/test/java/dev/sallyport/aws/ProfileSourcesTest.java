package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

/** What profiles lead to beside plain keys; that the winner is the AWS CLI's is another test's. */
class ProfileSourcesTest {

    private static final String SSO = """
            [profile sso]
            sso_session = work
            sso_account_id = 123456789012
            sso_role_name = Admin
            [sso-session work]
            sso_region = eu-west-1
            sso_start_url = https://start
            """;
    private static final String ROLE = """
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/dev
            source_profile = base
            mfa_serial = arn:aws:iam::123456789012:mfa/me
            """;

    @TempDir
    Path home;

    private StandInAws aws;
    private World world;

    @BeforeEach
    void aHome() throws IOException {
        aws = new StandInAws();
        world = new World(home).set("AWS_ENDPOINT_URL", aws.url()).set("AWS_EC2_METADATA_DISABLED", "true")
                .set("AWS_REGION", "eu-west-1")
                .credentials("[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n");
    }

    @AfterEach
    void ends() {
        aws.close();
    }

    @Test
    void aRoleSaysWhoseItIs() {
        world.config("[profile role]\nrole_arn = arn:aws:iam::1:role/dev\nsource_profile = base\n");

        SourcedCredentials found = got(CredentialChain.of(world.settings("role")).resolve());

        assertThat(found.source()).isEqualTo("profile role in ~/.aws/config, role arn:aws:iam::1:role/dev");
        assertThat(found.credentials().sessionToken()).contains("session&token");
        assertThat(found.credentials().expiration()).isPresent();
    }

    @Test
    void aRoleThatNeedsADeviceAsksForItsCode() {
        world.config(ROLE);

        SourcedCredentials found = got(CredentialChain.of(world.settings("role"), Clock.systemUTC(),
                serial -> Optional.of("42" + serial.length())).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("ASIAdevBYAKIABASE4232");
    }

    @Test
    void whereNobodyCanBeAskedTheSentenceSaysHowToGoOn() {
        world.config(ROLE);

        AwsFailure failure = failed(CredentialChain.of(world.settings("role")).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.sentence()).contains("arn:aws:iam::123456789012:mfa/me").contains(
                "aws sts get-caller-identity --profile role");
        assertThat(aws.log()).isEmpty();
    }

    @Test
    void aSessionInTheAwsClisCacheIsUsedWhileItHasAQuarterOfAnHourLeft() {
        world.config(ROLE);
        String key = CliCache.sha1("{\"RoleArn\": \"arn:aws:iam::123456789012:role/dev\", "
                + "\"SerialNumber\": \"arn:aws:iam::123456789012:mfa/me\"}");
        String cached = "{\"Credentials\": {\"AccessKeyId\": \"ASIACACHED\", \"SecretAccessKey\": \"s\", "
                + "\"SessionToken\": \"t\", \"Expiration\": \"2026-07-01T13:00:00UTC\"}}";
        world.file(".aws/cli/cache/" + key + ".json", cached);

        assertThat(got(at("2026-07-01T12:44:00Z").resolve()).credentials().accessKeyId()).isEqualTo("ASIACACHED");
        assertThat(failed(at("2026-07-01T12:46:00Z").resolve()).sentence()).contains("nobody is there to type it");
    }

    private CredentialChain at(String time) {
        return CredentialChain.of(world.settings("role"), Clock.fixed(Instant.parse(time), java.time.ZoneOffset.UTC),
                MfaCodes.NONE);
    }

    @Test
    void nobodySignedInToIdentityCenter() {
        world.config(SSO);

        AwsFailure failure = failed(CredentialChain.of(world.settings("sso")).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.EXPIRED);
        assertThat(failure.sentence()).isEqualTo("Nobody is signed in to IAM Identity Center for profile sso. "
                + "Sign in: aws sso login --profile sso");
    }

    @Test
    void aSessionThatWasClosedOnTheOtherSide() {
        world.config(SSO).file(tokens(), token("other-token", 8, ""));

        AwsFailure failure = failed(CredentialChain.of(world.settings("sso")).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.EXPIRED);
        assertThat(failure.sentence()).contains("has ended or was closed").contains("aws sso login --profile sso");
    }

    @Test
    void aTokenThatEndsSoonIsRenewedAndWrittenBackForTheAwsCli() throws Exception {
        world.config(SSO).file(tokens(), token("old-token", 0, ", \"clientId\": \"c\", \"clientSecret\": \"cs\", "
                + "\"refreshToken\": \"first\", \"registrationExpiresAt\": \"" + Instant.now().plusSeconds(9999)
                + "\""));

        SourcedCredentials found = got(CredentialChain.of(world.settings("sso")).resolve());

        assertThat(found.credentials().accessKeyId()).isEqualTo("ASIASSOAdmin123456789012");
        assertThat(aws.log()).containsExactly("POST /token", "GET /federation/credentials");
        Path file = home.resolve(tokens());
        assertThat(Files.readString(file)).contains("\"accessToken\": \"renewed-token\"",
                "\"refreshToken\": \"second\"",
                "\"clientSecret\": \"cs\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aTokenThatCannotBeRenewedIsOver() {
        world.config(SSO).file(tokens(), token("old-token", 0, ""));

        assertThat(failed(CredentialChain.of(world.settings("sso")).resolve()).sentence()).contains("has ended");
        assertThat(aws.log()).isEmpty();
    }

    @Test
    void anIdentityCenterProfileThatContradictsItsSession() {
        world.config(SSO.replace("sso_role_name = Admin", "sso_role_name = Admin\nsso_region = us-east-1"));

        assertThat(failed(CredentialChain.of(world.settings("sso")).resolve()).sentence())
                .contains("and its section [sso-session work] differ in sso_region");
    }

    @Test
    void aProcessThatFailsIsQuoted() {
        world.config("[profile p]\ncredential_process = sh -c 'echo no luck >&2; exit 3'\n").set("PATH",
                System.getenv().getOrDefault("PATH", "/bin"));

        assertThat(failed(CredentialChain.of(world.settings("p")).resolve()).sentence())
                .contains("credential_process of profile p ended with exit code 3: no luck");
    }

    @Test
    void aProcessThatGivesOldKeys() {
        world.config(
                "[profile p]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
                        + "\"SessionToken\":\"t\",\"Expiration\":\"2020-01-01T00:00:00Z\"}'\n");

        AwsFailure failure = failed(CredentialChain.of(world.settings("p")).resolve());

        assertThat(failure.kind()).isEqualTo(Kind.EXPIRED);
        assertThat(failure.sentence()).contains("ended at 2020-01-01T00:00:00Z").doesNotContain("\"s\"");
    }

    @Test
    void aProcessThatIsNone() {
        for (String command : new String[]{"'unclosed", "/nowhere/program", "echo nothing"}) {
            world.config("[profile p]\ncredential_process = " + command + "\n");

            assertThat(failed(CredentialChain.of(world.settings("p")).resolve()).kind()).isEqualTo(Kind.CONFIGURATION);
        }
    }

    @Test
    void aProfileOfAwsLoginIsSentToAProcess() {
        world.config("[profile l]\nlogin_session = x\n");

        assertThat(failed(CredentialChain.of(world.settings("l")).resolve()).sentence()).contains("aws login")
                .contains("export-credentials");
    }

    private static String tokens() {
        return ".aws/sso/cache/" + CliCache.sha1("work") + ".json";
    }

    private static String token(String token, int hours, String more) {
        return "{\"accessToken\": \"" + token + "\", \"expiresAt\": \"" + Instant.now().plusSeconds(hours * 3600L)
                + "\""
                + more + "}";
    }
}
