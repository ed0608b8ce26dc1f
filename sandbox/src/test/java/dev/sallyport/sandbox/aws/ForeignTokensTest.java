package dev.sallyport.sandbox.aws;

import dev.sallyport.sandbox.aws.world.SignInPortal.Assignment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys for whoever brings no signature but a token: of an identity provider, or of the sign-in portal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignTokensTest {

    private static final String ISSUER = "https://issuer.example/id/ABC";
    private static final String ROLE = "arn:aws:iam::123456789012:role/pod-role";

    private final AwsFixture fixture = new AwsFixture();
    private final RawHttp http = new RawHttp(fixture);
    private final KeyPair issuer = newKeys();

    ForeignTokensTest() {
        fixture.world.addIssuer(ISSUER, (RSAPublicKey) issuer.getPublic());
        fixture.world.providers(AwsFixture.ACCOUNT).create(ISSUER, Set.of("sts.amazonaws.com"));
        fixture.world.roles(AwsFixture.ACCOUNT).create("pod-role", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
                 "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/issuer.example/id/ABC"},
                 "Condition":{"StringEquals":{"issuer.example/id/ABC:sub":"system:serviceaccount:dev:app"}}}}""");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void aPodsTokenBecomesASessionOfItsRole() {
        RawHttp.Reply reply = assume(token(issuer, "RS256", "system:serviceaccount:dev:app", "sts.amazonaws.com", 600));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("<Arn>arn:aws:sts::123456789012:assumed-role/pod-role/app</Arn>",
                "<SubjectFromWebIdentityToken>system:serviceaccount:dev:app</SubjectFromWebIdentityToken>",
                "<SessionToken>");
    }

    @Test
    void aTokenThatIsNotGoodIsRefused() {
        String subject = "system:serviceaccount:dev:app";
        assertRefused(token(newKeys(), "RS256", subject, "sts.amazonaws.com", 600), "InvalidIdentityToken");
        assertRefused(token(issuer, "none", subject, "sts.amazonaws.com", 600), "InvalidIdentityToken");
        assertRefused(token(issuer, "RS256", subject, "kubernetes", 600), "InvalidIdentityToken");
        assertRefused(token(issuer, "RS256", subject, "sts.amazonaws.com", -1), "ExpiredTokenException");
        assertRefused(token(issuer, "RS256", "system:serviceaccount:dev:other", "sts.amazonaws.com", 600),
                "AccessDenied");
        assertRefused("not.a.token", "InvalidIdentityToken");
        assertRefused("e30.e30", "InvalidIdentityToken");
    }

    @Test
    void whoIsSignedInGetsKeysOfTheirPermissionSet() {
        fixture.world.roles(AwsFixture.ACCOUNT).create("AWSReservedSSO_Viewer_0123456789abcdef",
                "/aws-reserved/sso.amazonaws.com/ap-northeast-2/", """
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"123456789012"}}}""", "", Duration.ofHours(1), Map.of());
        String access = fixture.world.portal().signIn("jane", Duration.ofHours(8),
                Set.of(new Assignment(AwsFixture.ACCOUNT, "Viewer")));

        RawHttp.Reply keys = portal(access, "Viewer");
        assertThat(keys.status()).as(keys.body()).isEqualTo(200);
        assertThat(keys.body()).contains("\"accessKeyId\":\"ASIA", "\"expiration\":");
        assertThat(portal(access, "Admin").status()).isEqualTo(403);
        assertThat(portal("made-up", "Viewer").status()).isEqualTo(401);
    }

    private RawHttp.Reply portal(String accessToken, String role) {
        return http.send(fixture.aws.endpoint(),
                "GET /federation/credentials?role_name=" + role + "&account_id=123456789012 HTTP/1.1",
                List.of("Host: " + fixture.aws.endpoint().getRawAuthority(), "x-amz-sso_bearer_token: " + accessToken),
                "");
    }

    private void assertRefused(String token, String code) {
        RawHttp.Reply reply = assume(token);
        assertThat(reply.status()).isBetween(400, 403);
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
    }

    private RawHttp.Reply assume(String token) {
        return http.send(fixture.aws.endpoint(), "POST / HTTP/1.1",
                List.of("Host: " + fixture.aws.endpoint().getRawAuthority()),
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=app&RoleArn="
                        + URLEncoder.encode(ROLE, StandardCharsets.UTF_8) + "&WebIdentityToken=" + token);
    }

    private static String token(KeyPair keys, String algorithm, String subject, String audience, long secondsLeft) {
        String content = part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "."
                + part("{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + subject + "\",\"aud\":[\"" + audience + "\"],\"exp\":"
                        + (Instant.now().getEpochSecond() + secondsLeft) + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
