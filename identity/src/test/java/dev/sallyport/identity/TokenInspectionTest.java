package dev.sallyport.identity;

import dev.sallyport.identity.TokenInspection.Check;
import dev.sallyport.identity.TokenInspection.Outcome;
import dev.sallyport.identity.TokenInspection.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

class TokenInspectionTest {

    private static final String SIGNATURE = "33a06582af8fa7136a8822d0678ad9266bea1d7a5b025fb8ba61c72bd3321986";

    @Test
    void aGoodTokenIsTakenApartLineByLine() {
        TokenInspection inspection = TokenInspection.of(Tokens.by(Tokens.SESSION), Tokens.NOW.plusSeconds(42));

        assertThat(inspection.failure()).isEmpty();
        assertThat(inspection.parts()).isEqualTo(new Parts(Optional.of("sts.eu-west-1.amazonaws.com"),
                Optional.of("ASIAIOSFODNN7EXAMPLE"), Optional.of("eu-west-1"),
                Optional.of(Instant.parse("2026-07-14T09:30:15Z")), OptionalInt.of(60),
                List.of("host", "x-k8s-aws-id"), true, true, true));
        assertThat(inspection.parts().end()).contains(Instant.parse("2026-07-14T09:45:15Z"));
        assertThat(inspection.checks()).extracting(Check::outcome).containsOnly(Outcome.PASSED);
        assertThat(inspection.checks()).extracting(Check::detail).endsWith("decodes to a URL", "https",
                "sts.eu-west-1.amazonaws.com is STS in aws", "/", "the query can be read", "no parameter twice",
                "no foreign parameter", "GetCallerIdentity", "x-k8s-aws-id is signed", "60 s, which STS ignores",
                "2026-07-14T09:30:15Z", "signed 42 s ago");
    }

    @Test
    void theChecksAreTheVerifiersInItsOrder() {
        TokenInspection inspection = TokenInspection.of(Tokens.good(), Tokens.SETTINGS, Tokens.NOW);

        assertThat(inspection.checks()).extracting(Check::reason).containsExactly(RejectionReason.TOO_LARGE,
                RejectionReason.NO_PREFIX, RejectionReason.NOT_BASE64URL, RejectionReason.NOT_A_URL,
                RejectionReason.NOT_HTTPS, RejectionReason.FOREIGN_HOST, RejectionReason.WRONG_PATH,
                RejectionReason.MALFORMED_QUERY, RejectionReason.DUPLICATE_PARAMETER, RejectionReason.UNKNOWN_PARAMETER,
                RejectionReason.WRONG_ACTION, RejectionReason.CLUSTER_HEADER_NOT_SIGNED, RejectionReason.BAD_EXPIRES,
                RejectionReason.BAD_DATE, RejectionReason.EXPIRED);
    }

    @Test
    void afterTheFirstFailureNothingMoreIsCheckedButThePartsAreShown() {
        ClusterToken token = Tokens.with("sts.eu-west-1.amazonaws.com", "sts.evil.example");

        TokenInspection inspection = TokenInspection.of(token, Tokens.NOW);

        assertThat(inspection.failure()).contains(new Check(RejectionReason.FOREIGN_HOST, Outcome.FAILED,
                "the URL's host, sts.evil.example, is no STS host of partition aws"));
        assertThat(inspection.checks()).extracting(Check::outcome).containsSubsequence(Outcome.PASSED, Outcome.FAILED,
                Outcome.NOT_REACHED).filteredOn(outcome -> outcome == Outcome.FAILED).hasSize(1);
        assertThat(inspection.parts().host()).contains("sts.evil.example");
        assertThat(inspection.parts().accessKeyId()).contains("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void anExpiredTokenSaysHowOldItIs() {
        TokenInspection inspection = TokenInspection.of(Tokens.good(), Tokens.NOW.plusSeconds(16 * 60));

        assertThat(inspection.failure()).map(Check::detail)
                .contains("signed 960 s ago; STS honours a token for 15 min");
    }

    @Test
    void aTokenFromTheFutureIsNoFailureButIsSaid() {
        TokenInspection inspection = TokenInspection.of(Tokens.good(), Tokens.NOW.minusSeconds(90));

        assertThat(inspection.failure()).isEmpty();
        assertThat(inspection.checks().getLast().detail()).isEqualTo("signed 90 s in the future");
    }

    @Test
    void withoutSettingsThePartitionIsTheHostsOwn() {
        ClusterToken china = Tokens.with("sts.eu-west-1.amazonaws.com", "sts.cn-north-1.amazonaws.com.cn");

        assertThat(TokenInspection.of(china, Tokens.NOW).failure()).isEmpty();
        assertThat(TokenInspection.of(china, Tokens.SETTINGS, Tokens.NOW).failure()).isPresent();
    }

    @Test
    void ofATextThatIsNoTokenNothingIsKnown() {
        TokenInspection inspection = TokenInspection.of(ClusterToken.of("eyJhbGciOiJSUzI1NiJ9"), Tokens.NOW);

        assertThat(inspection.parts()).isEqualTo(new Parts(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), OptionalInt.empty(), List.of(), false, false, false));
        assertThat(inspection.failure()).map(Check::reason).contains(RejectionReason.NO_PREFIX);
    }

    /** Where separators are damaged, a "host" or a "name" holds what must not be shown. */
    @ParameterizedTest
    @ValueSource(strings = {"https://" + SIGNATURE, "https://sts.eu-west-1.amazonaws.com?X-Amz-Signature=" + SIGNATURE,
        "https://sts.eu-west-1.amazonaws.com." + SIGNATURE + "/?", SIGNATURE + "://sts.amazonaws.com/?",
        "https://sts.amazonaws.com/" + SIGNATURE, "https://sts.amazonaws.com/?X-Amz-Signature" + SIGNATURE,
        "https://sts.amazonaws.com/?" + SIGNATURE + "&" + SIGNATURE,
        "https://sts.amazonaws.com/?Action=" + SIGNATURE,
        "https://sts.amazonaws.com/?Action=GetCallerIdentity&X-Amz-SignedHeaders=" + SIGNATURE,
        "https://sts.amazonaws.com/?Action=GetCallerIdentity&X-Amz-SignedHeaders=x-k8s-aws-id&X-Amz-Expires="
                + SIGNATURE,
        "https://sts.amazonaws.com/?Action=GetCallerIdentity&X-Amz-SignedHeaders=x-k8s-aws-id&X-Amz-Expires=1"
                + "&X-Amz-Date=" + SIGNATURE,
        "https://sts.amazonaws.com/?X-Amz-Credential=wJalrXUtnFEMI/K7MDENG/" + SIGNATURE,
        "https://sts.amazonaws.com/?X-Amz-Credential=AKIA/20260714/" + SIGNATURE + "/sts/aws4_request"})
    void noDetailEverShowsTheSignature(String url) {
        TokenInspection inspection = TokenInspection.of(Tokens.of(url), Tokens.NOW);

        assertThat(inspection.checks().toString() + inspection.parts() + inspection).doesNotContain(SIGNATURE)
                .doesNotContain(SIGNATURE.substring(0, 40));
    }
}
