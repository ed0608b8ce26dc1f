package dev.sallyport.identity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing that holds a secret shows it when it is printed. */
class RedactionTest {

    private static final ClusterToken TOKEN = Tokens.by(Tokens.SESSION);
    private static final SignableRequest REQUEST = SignableRequest.of("GET", "sts.amazonaws.com", "/", "Action=x");

    @Test
    void noTextOfAnyTypeHoldsASecret() {
        SigV4Signer signer = new SigV4Signer("eu-west-1", "sts");
        SignableRequest presigned = signer.presign(REQUEST, Tokens.SESSION, Tokens.NOW, Duration.ofSeconds(60));
        SignableRequest signed = signer.sign(REQUEST, Tokens.SESSION, Tokens.NOW);
        TokenInspection inspection = TokenInspection.of(TOKEN, Tokens.NOW);
        List<Object> printable = List.of(TOKEN, Tokens.SESSION, new MintedToken(TOKEN, Tokens.NOW), inspection,
                inspection.checks(), inspection.parts(), presigned, presigned.headers(), signed, signed.headers(),
                SignatureClaim.read(presigned), SignatureClaim.read(signed),
                CanonicalRequest.of(signed, List.of("host", "x-amz-security-token")),
                PresignedUrl.cut(Tokens.url(TOKEN)), signer, new TokenMinter(Tokens.CLOCK));

        assertThat(printable).allSatisfy(object -> assertThat(object.toString()).doesNotContain(Tokens.SECRET)
                .doesNotContain("IQoJb3JpZ2luX2VjEA").doesNotContain(TOKEN.reveal()).doesNotContain(signature(signed))
                .doesNotContain(signature(presigned)));
    }

    @Test
    void aTokenIsRevealedOnPurposeAlone() {
        assertThat(TOKEN).hasToString("ClusterToken[redacted, " + TOKEN.reveal().length() + " characters]");
        assertThat(TOKEN.reveal()).startsWith("k8s-aws-v1.");
    }

    @Test
    void noVerdictOnAGoodTokenQuotesIt() {
        String signature = Tokens.url(TOKEN).substring(Tokens.url(TOKEN).length() - 64);
        List<StsAnswer> answers = List.of(new StsAnswer.Refused(403, "SignatureDoesNotMatch"),
                new StsAnswer.Redirected(302), new StsAnswer.Throttled(), new StsAnswer.Unreachable("no route"),
                new StsAnswer.Nonsense("no JSON"));

        assertThat(answers).allSatisfy(answer -> {
            Verification verification = new TokenVerifier(Tokens.SETTINGS, new RecordingSts(answer), Tokens.CLOCK)
                    .verify(TOKEN);
            assertThat(verification.toString()).doesNotContain(signature).doesNotContain("https:");
        });
    }

    private static String signature(SignableRequest request) {
        return SignatureClaim.read(request) instanceof SignatureClaim.Reading.Claimed(SignatureClaim claim)
                ? claim.signature()
                : "unsigned";
    }
}
