package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * IAM Identity Center as the AWS CLI meets it: a device code becomes an access token, a cached token becomes keys. Version
 * 1 of the CLI has no {@code aws sso login}, so the token's file is written as version 2 writes it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInWithTheAwsCliTest {

    private static final String START = "https://jane.awsapps.com/start";
    private static final String NEVER_CALLED = "none";

    private final AwsFixture fixture = new AwsFixture();
    private AwsCli cli;
    private Path home;

    @BeforeAll
    void findTheCli(@TempDir Path folder) {
        assumeTrue(AwsCli.isInstalled(), "SKIPPED: the AWS CLI is not on the PATH (pip install awscli)");
        home = folder;
        cli = new AwsCli(fixture, folder);
        fixture.world.roles(AwsFixture.ACCOUNT).create("AWSReservedSSO_Viewer_0123456789abcdef",
                "/aws-reserved/sso.amazonaws.com/ap-northeast-2/", """
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"123456789012"}}}""", "", Duration.ofHours(1), Map.of());
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void aDeviceCodeBecomesATokenForWhomTheStartUrlNames() {
        write("[default]\ncli_follow_urlparam = false\n"); // version 1 would fetch the start URL and send what it finds
        JsonNode client = oidc("register-client", "--client-name", "test", "--client-type", "public");
        String[] keys = {"--client-id", client.path("clientId").asText(), "--client-secret",
            client.path("clientSecret").asText()};
        JsonNode begun = oidc("start-device-authorization", keys[0], keys[1], keys[2], keys[3], "--start-url", START);
        JsonNode tokens = oidc("create-token", keys[0], keys[1], keys[2], keys[3], "--grant-type",
                "urn:ietf:params:oauth:grant-type:device_code", "--device-code", begun.path("deviceCode").asText());

        JsonNode roles = ask("sso", "list-account-roles", "--account-id", AwsFixture.ACCOUNT, "--access-token",
                tokens.path("accessToken").asText());

        assertThat(roles.path("roleList").findValuesAsText("roleName")).containsExactly("Viewer");
        assertThat(oidc("create-token", keys[0], keys[1], keys[2], keys[3], "--grant-type", "refresh_token",
                "--refresh-token", tokens.path("refreshToken").asText()).path("accessToken").asText()).isNotBlank();
        assertThat(run("sso-oidc", "create-token", keys[0], keys[1], keys[2], keys[3], "--grant-type",
                "urn:ietf:params:oauth:grant-type:device_code", "--device-code", begun.path("deviceCode").asText())
                .err()).contains("(InvalidGrantException)");
    }

    @Test
    void aCachedTokenBecomesKeysOfThePermissionSet() {
        profile("Viewer", fixture.world.portal().signIn("jane", Duration.ofHours(8)), "2099-01-01T00:00:00Z");

        assertThat(run("sts", "get-caller-identity", "--query", "Arn", "--output", "text").out())
                .contains("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Viewer_0123456789abcdef/jane");
    }

    @Test
    void aPermissionSetThatIsNotAssignedIsForbidden() {
        profile("Admin", fixture.world.portal().signIn("jane", Duration.ofHours(8)), "2099-01-01T00:00:00Z");

        assertThat(run("sts", "get-caller-identity").err())
                .contains("(ForbiddenException) when calling the GetRoleCredentials operation: No access");
    }

    @Test
    void aTokenThatIsOverIsRefusedByTheCliOrByThePortal() {
        profile("Viewer", NEVER_CALLED, "2020-01-01T00:00:00Z");
        assertThat(run("sts", "get-caller-identity").err()).containsIgnoringCase("expired");

        profile("Viewer", NEVER_CALLED, "2099-01-01T00:00:00Z");
        assertThat(run("sts", "get-caller-identity").err()).contains(
                "The SSO session associated with this profile has expired or is otherwise invalid");
    }

    @Test
    void anAccountIsToldWhomToBelieve() {
        AwsCli.Outcome created = cli.run(fixture.creator, "iam", "create-open-id-connect-provider", "--url",
                "https://oidc.example/id/1", "--client-id-list", "sts.amazonaws.com");

        assertThat(created.out()).contains("arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1");
        assertThat(cli.run(fixture.creator, "iam", "get-open-id-connect-provider", "--open-id-connect-provider-arn",
                "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1").out()).contains("sts.amazonaws.com");
    }

    private JsonNode oidc(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "sso-oidc";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ask(all);
    }

    private JsonNode ask(String... arguments) {
        AwsCli.Outcome outcome = run(arguments);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        try {
            return new ObjectMapper().readTree(outcome.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String config) {
        try {
            Files.writeString(home.resolve("config"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AwsCli.Outcome run(String... arguments) {
        return cli.run(Map.of("AWS_CONFIG_FILE", home.resolve("config").toString()), arguments);
    }

    /** A profile with a session of IAM Identity Center, and the cached token as {@code aws sso login} leaves it. */
    private void profile(String role, String token, String expires) {
        try {
            write("""
                    [default]
                    sso_session = work
                    sso_account_id = 123456789012
                    sso_role_name = %s
                    [sso-session work]
                    sso_start_url = %s
                    sso_region = ap-northeast-2
                    sso_registration_scopes = sso:account:access
                    """.formatted(role, START));
            Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
            String name = HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-1").digest("work".getBytes(StandardCharsets.UTF_8)));
            Files.writeString(cache.resolve(name + ".json"), """
                    {"startUrl": "%s", "region": "ap-northeast-2", "accessToken": "%s", "expiresAt": "%s"}"""
                    .formatted(START, token, expires));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
