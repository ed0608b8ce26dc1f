package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the door lets in, and every way in which somebody may try to get past it. */
final class SigV4GateTest {

    private static final String ACCOUNT = "123456789012";
    private static final String HOST = "127.0.0.1:40123";
    private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final SigV4Signer STS = new SigV4Signer("ap-northeast-2", "sts");

    private final AwsWorld world = AwsWorld.create(Partition.AWS, Clock.fixed(NOW, ZoneOffset.UTC), new Random(7))
            .addAccount(ACCOUNT);
    private final AwsCredentials keys;

    SigV4GateTest() {
        world.users(ACCOUNT).create("dev");
        keys = world.users(ACCOUNT).createKey("dev");
    }

    @Test
    void aSignedPostIsAdmitted() {
        assertThat(admit(post(keys, NOW)).caller().arn()).isEqualTo("arn:aws:iam::123456789012:user/dev");
    }

    @Test
    void aPresignedGetIsAdmitted() {
        assertThat(admit(presigned(keys, NOW)).scope().service()).isEqualTo("sts");
    }

    @Test
    void aTemporaryKeyIsAdmittedWithItsSessionToken() {
        AwsCredentials session = session();

        assertThat(admit(post(session, NOW)).caller().isTemporary()).isTrue();
        assertThat(admit(presigned(session, NOW)).caller().isTemporary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-299, 0, 1, 60, 899})
    void aSignatureIsGoodForFifteenMinutesWhateverExpiresSays(int age) {
        assertThat(admit(presigned(keys, NOW.minusSeconds(age))).caller().name()).isEqualTo("dev");
        assertThat(admit(post(keys, NOW.minusSeconds(age))).caller().name()).isEqualTo("dev");
    }

    @Test
    void anOlderOneIsRefusedInAwsWords() {
        assertRefused(presigned(keys, NOW.minusSeconds(901)), "SignatureDoesNotMatch",
                "Signature expired: 20260701T114459Z is now earlier than 20260701T114500Z (20260701T120000Z - 15 min.)");
    }

    @Test
    void oneFromTheFutureIsRefused() {
        assertRefused(post(keys, NOW.plusSeconds(301)), "SignatureDoesNotMatch",
                "Signature not yet current: 20260701T120501Z is still later than 20260701T120500Z"
                        + " (20260701T120000Z + 5 min.)");
    }

    @Test
    void anUnsignedRequestIsToldSo() {
        assertRefused(request("POST", "", List.of(header("Host", HOST)), FORM), "MissingAuthenticationToken",
                "Request is missing Authentication Token");
    }

    @Test
    void anAuthorizationOfAnotherKindIsToldSo() {
        assertRefused(request("POST", "", List.of(header("Host", HOST), header("Authorization", "Bearer x")), FORM),
                "IncompleteSignature", "Authorization header must begin with AWS4-HMAC-SHA256.");
    }

    @Test
    void whatIsMissingInASignatureIsNamed() {
        assertRefused(request("GET", FORM + "&X-Amz-Algorithm=AWS4-HMAC-SHA256", List.of(header("Host", HOST)), ""),
                "IncompleteSignature", "AWS query-string parameters must include 'X-Amz-Credential'.");
    }

    @Test
    void anUnknownKeyIsRefused() {
        AwsCredentials stranger = AwsCredentials.longLived("AKIAIOSFODNN7EXAMPLE", keys.secretAccessKey());

        assertRefused(post(stranger, NOW), "InvalidClientTokenId",
                "The security token included in the request is invalid.");
    }

    @Test
    void aDeactivatedKeyIsRefusedLikeAnUnknownOneUntilItIsActiveAgain() {
        world.users(ACCOUNT).setKeyActive("dev", keys.accessKeyId(), false);
        assertRefused(post(keys, NOW), "InvalidClientTokenId", "security token included in the request is invalid");

        world.users(ACCOUNT).setKeyActive("dev", keys.accessKeyId(), true);
        assertThat(admit(post(keys, NOW)).caller().name()).isEqualTo("dev");
    }

    @Test
    void aWrongSecretIsRefused() {
        AwsCredentials wrong = AwsCredentials.longLived(keys.accessKeyId(), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

        assertRefused(post(wrong, NOW), "SignatureDoesNotMatch", "does not match the signature you provided");
    }

    @Test
    void aSessionTokenMustBeTheOneThatCameWithTheKey() {
        AwsCredentials one = session();
        AwsCredentials other = session();

        assertRefused(post(AwsCredentials.longLived(one.accessKeyId(), one.secretAccessKey()), NOW),
                "InvalidClientTokenId", "invalid");
        assertRefused(post(AwsCredentials.temporary(one.accessKeyId(), one.secretAccessKey(),
                other.sessionToken().orElseThrow()), NOW), "InvalidClientTokenId", "invalid");
        assertRefused(presigned(AwsCredentials.temporary(keys.accessKeyId(), keys.secretAccessKey(), "anything"), NOW),
                "InvalidClientTokenId", "invalid");
    }

    @Test
    void anExpiredSessionIsRefused() {
        AwsCredentials session = session();
        Instant later = NOW.plus(Duration.ofHours(12));
        SigV4Gate gate = new SigV4Gate(world, Clock.fixed(later, ZoneOffset.UTC));

        assertThatThrownBy(() -> admit(gate, post(session, later), AwsHost.own(HOST))).isInstanceOfSatisfying(
                AwsFault.class, fault -> assertThat(fault.code()).isEqualTo("ExpiredToken"));
    }

    @Test
    void aSignatureForAnotherServiceOrRegionIsRefusedAtAnAwsHost() {
        AwsHost seoul = new AwsHost("sts.ap-northeast-2.amazonaws.com", Optional.of("sts"),
                Optional.of("ap-northeast-2"));

        assertThatThrownBy(() -> admit(gate(), signed(new SigV4Signer("ap-northeast-2", "iam"), keys), seoul))
                .hasMessageContaining("Credential should be scoped to correct service: 'sts'.");
        assertThatThrownBy(() -> admit(gate(), signed(new SigV4Signer("eu-west-1", "sts"), keys), seoul))
                .hasMessageContaining("Credential should be scoped to a valid region, not 'eu-west-1'.");
        assertThatThrownBy(() -> admit(gate(), signed(new SigV4Signer("cn-north-1", "sts"), keys), AwsHost.own(HOST)))
                .hasMessageContaining("not 'cn-north-1'");
    }

    @Test
    void aHeaderThatSpeaksToAwsAloneMustBeSigned() {
        AwsRequest good = post(keys, NOW);
        List<SignableRequest.Header> more = new ArrayList<>(good.headers());
        more.add(header("X-Amz-Target", "Something.Else"));

        assertRefused(request("POST", "", more, FORM), "SignatureDoesNotMatch",
                "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theHostMustBeSigned() {
        SignableRequest hostless = new SignableRequest("GET", "/", FORM, List.of(header("x-k8s-aws-id", "a")),
                SignableRequest.EMPTY_PAYLOAD);
        SignableRequest signed = STS.presign(hostless, keys, NOW, Duration.ofSeconds(60));

        assertRefused(request("GET", signed.query(), List.of(header("Host", HOST), header("x-k8s-aws-id", "a")), ""),
                "SignatureDoesNotMatch", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void aBodyThatSaysItIsNotSignedIsRefused() {
        SignableRequest unsigned = new SignableRequest("POST", "/", "", List.of(header("Host", HOST),
                header("X-Amz-Content-Sha256", SignableRequest.UNSIGNED_PAYLOAD)), SignableRequest.UNSIGNED_PAYLOAD);

        assertRefused(received(STS.sign(unsigned, keys, NOW), FORM), "SignatureDoesNotMatch", "does not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Authorization", "X-Amz-Date"})
    void aHeaderThatStandsTwiceIsRefused(String name) {
        AwsRequest good = post(keys, NOW);
        List<SignableRequest.Header> doubled = new ArrayList<>(good.headers());
        doubled.add(header(name, good.header(name).orElseThrow()));

        assertRefused(request("POST", "", doubled, FORM), "IncompleteSignature",
                "The header " + name + " stands in the request more than once.");
    }

    @Test
    void aParameterOfTheSignatureThatStandsTwiceIsRefused() {
        AwsRequest good = presigned(keys, NOW);

        assertRefused(request("GET", good.query() + "&X-Amz-Date=20260701T120000Z", good.headers(), ""),
                "IncompleteSignature", "'X-Amz-Date' is malformed or stands there more than once.");
    }

    @Test
    void twoSignaturesAreOneTooMany() {
        AwsRequest good = post(keys, NOW);

        assertRefused(request("POST", presigned(keys, NOW).query(), good.headers(), FORM), "IncompleteSignature",
                "only one is allowed");
    }

    @Test
    void aPresignedUrlIsGoodForItsOwnMethodBodyAndHeadersAlone() {
        SignableRequest token = STS.presign(SignableRequest.of("GET", HOST, "/", FORM).with("x-k8s-aws-id", "a"), keys,
                NOW, Duration.ofSeconds(60));
        AwsRequest good = received(token, "");

        assertThat(admit(good).caller().name()).isEqualTo("dev");
        assertRefused(request("POST", good.query(), good.headers(), ""), "SignatureDoesNotMatch", "does not match");
        assertRefused(request("GET", good.query(), good.headers(), "Action=GetSessionToken"), "SignatureDoesNotMatch",
                "does not match");
        assertRefused(request("GET", good.query(), List.of(header("Host", HOST), header("x-k8s-aws-id", "b")), ""),
                "SignatureDoesNotMatch", "does not match");
        assertRefused(request("GET", good.query(), List.of(header("Host", "sts.amazonaws.com"),
                header("x-k8s-aws-id", "a")), ""), "SignatureDoesNotMatch", "does not match");
    }

    @Property(tries = 1000)
    void aPresignedQueryWithOneCharacterChangedIsNeverAdmitted(@ForAll @IntRange(max = 2000) int at,
            @ForAll @IntRange(min = 0x21, max = 0x7e) char character) {
        AwsRequest good = presigned(session(), NOW);
        int place = at % good.query().length();
        String damaged = good.query().substring(0, place) + character + good.query().substring(place + 1);
        if (decoded(damaged).equals(decoded(good.query()))) {
            return;
        }
        assertThatThrownBy(() -> admit(request("GET", damaged, good.headers(), ""))).isInstanceOf(AwsFault.class);
    }

    @Property(tries = 1000)
    void anAuthorizationWithOneCharacterChangedIsNeverAdmitted(@ForAll @IntRange(max = 2000) int at,
            @ForAll @IntRange(min = 0x21, max = 0x7e) char character) {
        AwsRequest good = post(keys, NOW);
        String authorization = good.header("Authorization").orElseThrow();
        int place = at % authorization.length();
        String damaged = authorization.substring(0, place) + character + authorization.substring(place + 1);
        if (damaged.equals(authorization)) {
            return;
        }
        List<SignableRequest.Header> headers = good.headers().stream()
                .map(one -> one.name().equals("Authorization") ? header("Authorization", damaged) : one).toList();
        assertThatThrownBy(() -> admit(request("POST", "", headers, FORM))).isInstanceOf(AwsFault.class);
    }

    @Test
    void noRefusalQuotesASecret() {
        AwsCredentials session = session();
        for (AwsRequest request : List.of(presigned(session, NOW.minusSeconds(1000)),
                request("POST", presigned(session, NOW).query(), List.of(header("Host", HOST)), ""))) {
            assertThatThrownBy(() -> admit(request)).hasMessageNotContaining(session.sessionToken().orElseThrow())
                    .hasMessageNotContaining(session.secretAccessKey());
            assertThat(request.toString()).doesNotContain("X-Amz");
        }
    }

    private SigV4Gate gate() {
        return new SigV4Gate(world, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private SigV4Gate.Admitted admit(AwsRequest request) {
        return admit(gate(), request, AwsHost.own(HOST));
    }

    private static SigV4Gate.Admitted admit(SigV4Gate gate, AwsRequest request, AwsHost host) {
        return gate.admit(request, gate.claim(request), host);
    }

    private void assertRefused(AwsRequest request, String code, String message) {
        assertThatThrownBy(() -> admit(request)).isInstanceOfSatisfying(AwsFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.sentence()).contains(message);
        });
    }

    private AwsCredentials session() {
        return world.sessions().sessionToken(
                world.signingKey(keys.accessKeyId()).orElseThrow().caller(), Optional.empty()).credentials();
    }

    private static AwsRequest post(AwsCredentials keys, Instant at) {
        return received(STS.sign(SignableRequest.of("POST", HOST, "/", "").withBody(FORM), keys, at), FORM);
    }

    private static AwsRequest signed(SigV4Signer signer, AwsCredentials keys) {
        return received(signer.sign(SignableRequest.of("POST", HOST, "/", "").withBody(FORM), keys, NOW), FORM);
    }

    private static AwsRequest presigned(AwsCredentials keys, Instant at) {
        return received(STS.presign(SignableRequest.of("GET", HOST, "/", FORM), keys, at, Duration.ofSeconds(60)), "");
    }

    private static AwsRequest received(SignableRequest signed, String body) {
        return request(signed.method(), signed.query(), signed.headers(), body);
    }

    private static AwsRequest request(String method, String query, List<SignableRequest.Header> headers,
            String body) {
        return new AwsRequest(method, "/", query, headers, body, "127.0.0.1");
    }

    private static SignableRequest.Header header(String name, String value) {
        return new SignableRequest.Header(name, value);
    }

    /** What two spellings of one query have in common. */
    private static Map<String, String> decoded(String query) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            try {
                pairs.merge(URLDecoder.decode(sides[0], UTF_8),
                        sides.length < 2 ? "" : URLDecoder.decode(sides[1], UTF_8),
                        (a, b) -> a + "," + b);
            } catch (IllegalArgumentException malformed) {
                pairs.put(pair, "malformed");
            }
        }
        return pairs;
    }
}
