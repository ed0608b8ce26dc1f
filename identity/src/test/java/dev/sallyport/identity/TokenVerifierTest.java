package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static dev.sallyport.identity.RejectionReason.BAD_DATE;
import static dev.sallyport.identity.RejectionReason.BAD_EXPIRES;
import static dev.sallyport.identity.RejectionReason.CLUSTER_HEADER_NOT_SIGNED;
import static dev.sallyport.identity.RejectionReason.DUPLICATE_PARAMETER;
import static dev.sallyport.identity.RejectionReason.EXPIRED;
import static dev.sallyport.identity.RejectionReason.FOREIGN_HOST;
import static dev.sallyport.identity.RejectionReason.MALFORMED_QUERY;
import static dev.sallyport.identity.RejectionReason.NOT_A_URL;
import static dev.sallyport.identity.RejectionReason.NOT_BASE64URL;
import static dev.sallyport.identity.RejectionReason.NOT_HTTPS;
import static dev.sallyport.identity.RejectionReason.NO_PREFIX;
import static dev.sallyport.identity.RejectionReason.TOO_LARGE;
import static dev.sallyport.identity.RejectionReason.UNKNOWN_PARAMETER;
import static dev.sallyport.identity.RejectionReason.WRONG_ACTION;
import static dev.sallyport.identity.RejectionReason.WRONG_PATH;
import static org.assertj.core.api.Assertions.assertThat;

class TokenVerifierTest {

    private final RecordingSts sts = RecordingSts.vouching();

    @Test
    void aGoodTokenIsExchangedOnceAndItsHolderNamed() {
        Verification verification = verify(Tokens.good());

        assertThat(verification).isEqualTo(new Verification.Verified(
                new CallerIdentity(Arn.parse("arn:aws:iam::123456789012:user/eks-test"),
                        new CanonicalArn("arn:aws:iam::123456789012:user/eks-test"), "123456789012", "AIDAEXAMPLE", "",
                        "AKIAIOSFODNN7EXAMPLE")));
        assertThat(sts.asked()).containsExactly(URI.create(Tokens.url(Tokens.good())));
        assertThat(sts.clusterIds()).containsExactly("eks-cluster");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void eachFaultHasItsOwnReasonAndNoRequestLeaves(RejectionReason reason, String fault, ClusterToken token) {
        Verification verification = verify(token);

        assertThat(verification).isInstanceOfSatisfying(Verification.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).isNotBlank();
        });
        assertThat(sts.asked()).isEmpty();
    }

    static List<Arguments> faults() {
        String date = "X-Amz-Date=20260714T093015Z";
        String expires = "X-Amz-Expires=60";
        String host = "sts.eu-west-1.amazonaws.com";
        return List.of(fault(TOO_LARGE, "4097 bytes", ClusterToken.of("k8s-aws-v1." + "A".repeat(4086))),
                fault(TOO_LARGE, "too long once in UTF-8", ClusterToken.of("k8s-aws-v1." + "ä".repeat(2050))),
                fault(NO_PREFIX, "another version", ClusterToken.of("k8s-aws-v2.aHR0cHM6Ly8")),
                fault(NO_PREFIX, "nothing", ClusterToken.of("")),
                fault(NO_PREFIX, "a service account's token", ClusterToken.of("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")),
                fault(NOT_BASE64URL, "foreign letters", ClusterToken.of("k8s-aws-v1.a/b+c")),
                fault(NOT_BASE64URL, "padded", ClusterToken.of("k8s-aws-v1.aHR0cHM6Ly8=")),
                fault(NOT_BASE64URL, "cut in a byte", ClusterToken.of("k8s-aws-v1.aHR0c")),
                fault(NOT_A_URL, "nothing after the prefix", ClusterToken.of("k8s-aws-v1.")),
                fault(NOT_A_URL, "no scheme", Tokens.of(":ab:cd.af:/asda")),
                fault(NOT_A_URL, "no text", Tokens.of("\0")),
                fault(NOT_A_URL, "a space", Tokens.with("https", " https")),
                fault(NOT_A_URL, "a line end", Tokens.of(Tokens.URL + "\r\nHost: evil.example")),
                fault(NOT_A_URL, "a letter beyond ASCII", Tokens.with("Action", "Äction")),
                fault(NOT_A_URL, "a fragment", Tokens.of(Tokens.URL + "#x")),
                fault(NOT_HTTPS, "http", Tokens.with("https://", "http://")),
                fault(NOT_HTTPS, "a file", Tokens.of("file:///etc/passwd")),
                fault(NOT_HTTPS, "nothing behind it", Tokens.of("http://")),
                fault(FOREIGN_HOST, "somebody else's", Tokens.with(host, "evil.example")),
                fault(FOREIGN_HOST, "no host", Tokens.with(host, "")),
                fault(FOREIGN_HOST, "with a port", Tokens.with(host, host + ":443")),
                fault(FOREIGN_HOST, "with a user", Tokens.with(host, "user@" + host)),
                fault(FOREIGN_HOST, "as a user", Tokens.with(host, host + "@evil.example")),
                fault(FOREIGN_HOST, "of another partition", Tokens.with(host, "sts.cn-north-1.amazonaws.com.cn")),
                fault(FOREIGN_HOST, "of another service", Tokens.with(host, "iam.amazonaws.com")),
                fault(FOREIGN_HOST, "with capitals", Tokens.with(host, "STS.eu-west-1.amazonaws.com")),
                fault(FOREIGN_HOST, "on a loopback", Tokens.with(host, "127.0.0.1:8443")),
                fault(WRONG_PATH, "longer", Tokens.with("com/?", "com/abc?")),
                fault(WRONG_PATH, "missing", Tokens.with("com/?", "com?")),
                fault(WRONG_PATH, "two slashes", Tokens.with("com/?", "com//?")),
                fault(WRONG_PATH, "a slash in disguise", Tokens.with("com/?", "com/%2F?")),
                fault(MALFORMED_QUERY, "half an escape", Tokens.with("%3Bx", "%3x")),
                fault(MALFORMED_QUERY, "an escape cut off", Tokens.of(Tokens.URL + "%2")),
                fault(MALFORMED_QUERY, "a semicolon", Tokens.with("%3B", ";")),
                fault(MALFORMED_QUERY, "a quote", Tokens.with("%3B", "\"")),
                fault(DUPLICATE_PARAMETER, "the same twice", Tokens.of(Tokens.URL + "&Action=GetCallerIdentity")),
                fault(DUPLICATE_PARAMETER, "with another case", Tokens.of(Tokens.URL + "&action=GetCallerIdentity")),
                fault(DUPLICATE_PARAMETER, "in disguise", Tokens.of(Tokens.URL + "&%41ction=AssumeRole")),
                fault(UNKNOWN_PARAMETER, "a role", Tokens.of(Tokens.URL + "&RoleArn=x")),
                fault(UNKNOWN_PARAMETER, "without a name", Tokens.of(Tokens.URL + "&=x")),
                fault(UNKNOWN_PARAMETER, "a stray word", Tokens.of(Tokens.URL + "&x")),
                fault(WRONG_ACTION, "another", Tokens.with("GetCallerIdentity", "GetSessionToken")),
                fault(WRONG_ACTION, "with another case", Tokens.with("GetCallerIdentity", "getcalleridentity")),
                fault(WRONG_ACTION, "missing", Tokens.with("Action=GetCallerIdentity&", "")),
                fault(CLUSTER_HEADER_NOT_SIGNED, "host alone", Tokens.with("%3Bx-k8s-aws-id", "")),
                fault(CLUSTER_HEADER_NOT_SIGNED, "a longer name", Tokens.with("x-k8s-aws-id", "x-k8s-aws-idx")),
                fault(CLUSTER_HEADER_NOT_SIGNED, "a Kelvin sign", Tokens.with("x-k8s", "x-%E2%84%AA8s")),
                fault(CLUSTER_HEADER_NOT_SIGNED, "missing",
                        Tokens.with("&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id", "")),
                fault(BAD_EXPIRES, "too long", Tokens.with(expires, "X-Amz-Expires=901")),
                fault(BAD_EXPIRES, "negative", Tokens.with(expires, "X-Amz-Expires=-1")),
                fault(BAD_EXPIRES, "no number", Tokens.with(expires, "X-Amz-Expires=60s")),
                fault(BAD_EXPIRES, "huge", Tokens.with(expires, "X-Amz-Expires=99999999999")),
                fault(BAD_EXPIRES, "empty", Tokens.with(expires, "X-Amz-Expires=")),
                fault(BAD_EXPIRES, "a sign alone", Tokens.with(expires, "X-Amz-Expires=-")),
                fault(BAD_EXPIRES, "missing", Tokens.with("&" + expires, "")),
                fault(BAD_DATE, "missing", Tokens.with("&" + date, "")),
                fault(BAD_DATE, "of another form", Tokens.with(date, "X-Amz-Date=2026-07-14T09:30:15Z")),
                fault(BAD_DATE, "no day", Tokens.with(date, "X-Amz-Date=20260732T093015Z")),
                fault(EXPIRED, "15 minutes old", Tokens.with(date, "X-Amz-Date=20260714T091515Z")),
                fault(EXPIRED, "of last year", Tokens.with(date, "X-Amz-Date=20250714T093015Z")));
    }

    @Test
    void theFaultsCoverEveryReasonThatNeedsNoRequest() {
        assertThat(faults().stream().map(fault -> (RejectionReason) fault.get()[0]).distinct()).containsExactly(
                Arrays.stream(RejectionReason.values()).filter(reason -> reason.compareTo(EXPIRED) <= 0)
                        .toArray(RejectionReason[]::new));
    }

    /** One fault after the other is mended; as long as it stands, it hides all later ones. */
    @Test
    void ofSeveralFaultsTheEarliestIsTheReason() {
        List<String> mended = List.of("http", "https", "evil.example", "sts.eu-west-1.amazonaws.com", "/x", "/", "%zz",
                "&", "&action=y&Other=x", "&Other=x", "&Other=x", "", "Action=AssumeRole", "Action=GetCallerIdentity",
                "Headers=host", "Headers=x-k8s-aws-id", "Expires=x", "Expires=0", "Date=x", "Date=20200101T000000Z");
        String url = "http://evil.example/x?Action=AssumeRole%zzX-Amz-SignedHeaders=host&X-Amz-Expires=x&X-Amz-Date=x"
                + "&action=y&Other=x";
        List<RejectionReason> reasons = new ArrayList<>();

        reasons.add(reasonOf(ClusterToken.of("x" + "&".repeat(5000))));
        reasons.add(reasonOf(ClusterToken.of("x&")));
        reasons.add(reasonOf(ClusterToken.of("k8s-aws-v1.&")));
        reasons.add(reasonOf(Tokens.of("no url %zz &x&x")));
        for (int i = 0; i < mended.size(); i += 2) {
            reasons.add(reasonOf(Tokens.of(url)));
            assertThat(url).contains(mended.get(i));
            url = url.replace(mended.get(i), mended.get(i + 1));
        }
        reasons.add(reasonOf(Tokens.of(url)));

        assertThat(reasons).containsExactly(TOO_LARGE, NO_PREFIX, NOT_BASE64URL, NOT_A_URL, NOT_HTTPS, FOREIGN_HOST,
                WRONG_PATH, MALFORMED_QUERY, DUPLICATE_PARAMETER, UNKNOWN_PARAMETER, WRONG_ACTION,
                CLUSTER_HEADER_NOT_SIGNED, BAD_EXPIRES, BAD_DATE, EXPIRED);
        assertThat(sts.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts.amazonaws.com", "sts-fips.us-east-1.amazonaws.com", "sts.eu-west-1.api.aws",
        "sts-fips.us-east-1.api.aws"})
    void everyStsHostOfThePartitionIsGood(String host) {
        assertThat(verify(Tokens.with("sts.eu-west-1.amazonaws.com", host))).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @CsvSource({"X-Amz-Expires=60, X-Amz-Expires=0", "X-Amz-Expires=60, X-Amz-Expires=900",
        "X-Amz-Expires=60, X-Amz-Expires=%2B60", "https://, HTTPS://", "Action=, action=", "x-k8s-aws-id, X-K8S-AWS-ID",
        "GetCallerIdentity, %47etCallerIdentity", "&Version=2011-06-15, &&", "host%3B, ''",
        "X-Amz-Date=20260714T093015Z, X-Amz-Date=20260714T091516Z",
        "X-Amz-Date=20260714T093015Z, X-Amz-Date=20270101T000000Z"})
    void whatTheReferenceAcceptsIsStssToJudge(String part, String variant) {
        assertThat(verify(Tokens.with(part, variant))).isInstanceOf(Verification.Verified.class);
        assertThat(sts.asked()).hasSize(1);
    }

    @Test
    void aTokenOfExactly4096BytesIsNotTooLarge() {
        String filler = "&X-Amz-Security-Token=";
        ClusterToken token = Tokens.of(Tokens.URL + filler + "x".repeat(3063 - Tokens.URL.length() - filler.length()));

        assertThat(token.reveal()).hasSizeBetween(4090, 4096);
        assertThat(verify(token)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void aTokenIsGoodUntilTheLastSecondOfItsFifteenthMinute() {
        Clock late = Clock.offset(Tokens.CLOCK, Duration.ofMinutes(15).minusMillis(1));

        assertThat(new TokenVerifier(Tokens.SETTINGS, sts, late).verify(Tokens.good()))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void theExtraEndpointIsAcceptedExactlyAsWrittenAndNoOther() {
        StsEndpoint extra = new StsEndpoint("https", "127.0.0.1:8443");
        VerifierSettings sandbox = new VerifierSettings(Tokens.CLUSTER, Partition.AWS, Optional.of(extra));
        TokenVerifier verifier = new TokenVerifier(sandbox, sts, Tokens.CLOCK);

        assertThat(verifier.verify(Tokens.with("sts.eu-west-1.amazonaws.com", "127.0.0.1:8443")))
                .isInstanceOf(Verification.Verified.class);
        assertThat(verifier.verify(Tokens.good())).isInstanceOf(Verification.Verified.class);
        for (String other : List.of("127.0.0.1", "127.0.0.1:8444", "localhost:8443", "127.0.0.1:08443",
                "u@127.0.0.1:8443")) {
            assertThat(reasonOf(verifier.verify(Tokens.with("sts.eu-west-1.amazonaws.com", other))))
                    .isEqualTo(FOREIGN_HOST);
        }
        assertThat(
                reasonOf(verifier.verify(Tokens.with("https://sts.eu-west-1.amazonaws.com", "http://127.0.0.1:8443"))))
                .isEqualTo(NOT_HTTPS);
    }

    @Test
    void anExtraEndpointOverHttpOpensHttpForItselfAlone() {
        StsEndpoint extra = new StsEndpoint("http", "127.0.0.1:8080");
        VerifierSettings sandbox = new VerifierSettings(Tokens.CLUSTER, Partition.AWS, Optional.of(extra));
        TokenVerifier verifier = new TokenVerifier(sandbox, sts, Tokens.CLOCK);

        assertThat(verifier.verify(Tokens.with("https://sts.eu-west-1.amazonaws.com", "http://127.0.0.1:8080")))
                .isInstanceOf(Verification.Verified.class);
        assertThat(reasonOf(verifier.verify(Tokens.with("https://", "http://")))).isEqualTo(NOT_HTTPS);
    }

    @Test
    void aVerifierOfAnotherPartitionWantsItsOwnHosts() {
        VerifierSettings china = VerifierSettings.of(Tokens.CLUSTER, Partition.AWS_CN);
        TokenVerifier verifier = new TokenVerifier(china, sts, Tokens.CLOCK);

        assertThat(verifier.verify(Tokens.with("sts.eu-west-1.amazonaws.com", "sts.cn-north-1.amazonaws.com.cn")))
                .isInstanceOf(Verification.Verified.class);
        assertThat(reasonOf(verifier.verify(Tokens.good()))).isEqualTo(FOREIGN_HOST);
        assertThat(reasonOf(verifier.verify(Tokens.with("sts.eu-west-1.amazonaws.com", "sts.amazonaws.com"))))
                .isEqualTo(FOREIGN_HOST);
    }

    @Test
    void aForgedTokenAndOneForAnotherClusterAreRefusedByStsAfterOneRequest() {
        VerifyingSts real = new VerifyingSts(Tokens.USER);
        AwsCredentials forger = AwsCredentials.longLived(Tokens.USER.accessKeyId(), "not-the-secret");
        VerifierSettings other = VerifierSettings.of("another-cluster", Partition.AWS);

        Verification good = new TokenVerifier(Tokens.SETTINGS, real, Tokens.CLOCK).verify(Tokens.good());
        Verification forged = new TokenVerifier(Tokens.SETTINGS, real, Tokens.CLOCK).verify(Tokens.by(forger));
        Verification elsewhere = new TokenVerifier(other, real, Tokens.CLOCK).verify(Tokens.good());

        assertThat(good).isInstanceOf(Verification.Verified.class);
        assertThat(forged).isEqualTo(elsewhere).isEqualTo(new Verification.Rejected(RejectionReason.REFUSED_BY_STS,
                "STS refuses it with 403 SignatureDoesNotMatch"));
        assertThat(real.requests()).isEqualTo(3);
    }

    @Test
    void aRedirectHasItsOwnReason() {
        assertThat(reasonOf(verify(new StsAnswer.Redirected(302)))).isEqualTo(RejectionReason.REDIRECTED);
    }

    @Test
    void notHavingAnAnswerIsNeverARefusal() {
        assertThat(verify(new StsAnswer.Throttled())).isInstanceOfSatisfying(Verification.Unavailable.class,
                it -> assertThat(it.cause()).isEqualTo(Verification.Unavailable.Cause.THROTTLED));
        assertThat(verify(new StsAnswer.Unreachable("the connection was refused"))).isEqualTo(
                new Verification.Unavailable(Verification.Unavailable.Cause.UNREACHABLE, "the connection was refused"));
        assertThat(verify(new StsAnswer.Nonsense("no JSON"))).isEqualTo(
                new Verification.Unavailable(Verification.Unavailable.Cause.NONSENSE, "no JSON"));
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::1:group/x, AGPAEXAMPLE", "nonsense, AIDAEXAMPLE", "arn:aws:iam::1:role, AROAEXAMPLE",
        "arn:aws:sts::1:assumed-role/a/b, AROAEXAMPLE"})
    void anAnswerThatNamesNoPrincipalIsNonsense(String arn, String userId) {
        assertThat(verify(new StsAnswer.Identified(arn, "1", userId))).isInstanceOfSatisfying(
                Verification.Unavailable.class,
                it -> assertThat(it.cause()).isEqualTo(Verification.Unavailable.Cause.NONSENSE));
    }

    private Verification verify(ClusterToken token) {
        return new TokenVerifier(Tokens.SETTINGS, sts, Tokens.CLOCK).verify(token);
    }

    private static Verification verify(StsAnswer answer) {
        return new TokenVerifier(Tokens.SETTINGS, new RecordingSts(answer), Tokens.CLOCK).verify(Tokens.good());
    }

    private RejectionReason reasonOf(ClusterToken token) {
        return reasonOf(verify(token));
    }

    private static RejectionReason reasonOf(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Rejected.class);
        return ((Verification.Rejected) verification).reason();
    }

    private static Arguments fault(RejectionReason reason, String what, ClusterToken token) {
        return Arguments.of(reason, what, token);
    }
}
