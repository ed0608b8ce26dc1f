package dev.sallyport.identity;

import dev.sallyport.identity.SignatureClaim.Form;
import dev.sallyport.identity.SignatureClaim.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The receiver's side of a signature; what real signers send is in {@link SigV4AgainstSdkTest}. */
class SignatureClaimTest {

    private static final SigV4Signer SIGNER = new SigV4Signer("eu-west-1", "sts");
    private static final SignableRequest REQUEST = SignableRequest.of("POST", "sts.example", "/", "")
            .withBody("Action=GetCallerIdentity&Version=2011-06-15");
    private static final SigningScope SCOPE = new SigningScope("20260714", "eu-west-1", "sts");

    @Test
    void inTheHeaderItSaysWhoSignedWhatAndWhen() {
        SignableRequest signed = SIGNER.sign(REQUEST, Tokens.SESSION, Tokens.NOW);

        assertThat(claim(signed)).isEqualTo(new SignatureClaim(Form.HEADER, "ASIAIOSFODNN7EXAMPLE", SCOPE,
                "20260714T093015Z", "", List.of("host", "x-amz-date", "x-amz-security-token"),
                Tokens.SESSION.sessionToken(), claim(signed).signature()));
        assertThat(claim(signed).isBy(Tokens.SECRET, signed)).isTrue();
    }

    @Test
    void inTheQueryItSaysAlsoHowLongItIsMeantToHold() {
        SignableRequest presigned = SIGNER.presign(REQUEST, Tokens.USER, Tokens.NOW, Duration.ofSeconds(60));

        assertThat(claim(presigned)).isEqualTo(new SignatureClaim(Form.QUERY, "AKIAIOSFODNN7EXAMPLE", SCOPE,
                "20260714T093015Z", "60", List.of("host"), Optional.empty(), claim(presigned).signature()));
        assertThat(claim(presigned).isBy(Tokens.SECRET, presigned)).isTrue();
    }

    @Test
    void anyChangeOfTheRequestBreaksIt() {
        SignableRequest signed = SIGNER.sign(REQUEST, Tokens.USER, Tokens.NOW);
        SignatureClaim claim = claim(signed);

        assertThat(claim.isBy(Tokens.SECRET, signed.withBody("Action=AssumeRole"))).isFalse();
        assertThat(claim.isBy(Tokens.SECRET, signed.withQuery("x=y"))).isFalse();
        assertThat(claim.isBy(Tokens.SECRET, signed.with("host", "other"))).isFalse();
        assertThat(claim.isBy("another secret", signed)).isFalse();
        assertThat(claim.isBy(Tokens.SECRET, signed.with("accept", "application/json"))).as("not signed").isTrue();
    }

    @Test
    void aBodyThatDoesNotHaveItsAnnouncedHashIsNotBelieved() {
        SignableRequest announced = REQUEST.with("x-amz-content-sha256", REQUEST.payloadHash());
        SignableRequest signed = SIGNER.sign(announced, Tokens.USER, Tokens.NOW);

        assertThat(claim(signed).isBy(Tokens.SECRET, signed)).isTrue();
        assertThat(claim(signed).isBy(Tokens.SECRET, signed.withBody("another"))).isFalse();
    }

    @Test
    void aRequestWithoutASignatureIsUnsigned() {
        assertThat(SignatureClaim.read(REQUEST)).isEqualTo(new Reading.Unsigned());
        assertThat(SignatureClaim.read(REQUEST.with("Authorization", "Bearer x"))).isEqualTo(new Reading.Unsigned());
        assertThat(SignatureClaim.read(REQUEST.withQuery("%zz"))).isEqualTo(new Reading.Unsigned());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AWS4-HMAC-SHA256 | Credential Signature SignedHeaders X-Amz-Date |",
        "AWS4-HMAC-SHA256 Credential=A/20260714/r/s/aws4_request,Signature=0 | SignedHeaders X-Amz-Date |",
        "AWS4-HMAC-SHA256 Credential=A/20260714/r/s/aws4,SignedHeaders=h,Signature=0 | X-Amz-Date | Credential",
        "AWS4-HMAC-SHA256 Signature=0,Signature=1,SignedHeaders=h | Credential X-Amz-Date | Signature"})
    void aPartOfASignatureNamesWhatIsMissingAndWhatCannotBeRead(String authorization, String missing,
            String unreadable) {
        assertThat(SignatureClaim.read(REQUEST.with("Authorization", authorization)))
                .isEqualTo(new Reading.Incomplete(Form.HEADER, List.of(missing.split(" ")),
                        unreadable == null ? List.of() : List.of(unreadable)));
    }

    @Test
    void anUnreadableDateIsNamed() {
        SignableRequest presigned = SIGNER.presign(REQUEST, Tokens.USER, Tokens.NOW, Duration.ofSeconds(60));
        SignableRequest damaged = presigned.withQuery(presigned.query().replace("20260714T", "20260714-"));

        assertThat(SignatureClaim.read(damaged))
                .isEqualTo(new Reading.Incomplete(Form.QUERY, List.of(), List.of("X-Amz-Date")));
    }

    @Test
    void aDoubledParameterIsNamed() {
        SignableRequest presigned = SIGNER.presign(REQUEST, Tokens.USER, Tokens.NOW, Duration.ofSeconds(60));

        assertThat(SignatureClaim.read(presigned.withQuery(presigned.query() + "&X-Amz-Signature=0")))
                .isEqualTo(new Reading.Incomplete(Form.QUERY, List.of(), List.of("Signature")));
    }

    private static SignatureClaim claim(SignableRequest request) {
        assertThat(SignatureClaim.read(request)).isInstanceOf(Reading.Claimed.class);
        return ((Reading.Claimed) SignatureClaim.read(request)).claim();
    }
}
