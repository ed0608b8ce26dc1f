package dev.sallyport.identity;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Our signatures against those of the AWS SDK's own signer, over generated requests. */
class SigV4AgainstSdkTest {

    private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

    /** A request in parts that both signers can be given. */
    record Case(String method, List<String> segments, List<List<String>> query, List<List<String>> headers, String body,
            AwsCredentials keys, String region, String service, Instant at) {

        String path() {
            return segments.stream().map(PercentEncoding::encode).reduce("", (path, next) -> path + "/" + next);
        }

        String rawQuery() {
            return query.stream()
                    .map(pair -> PercentEncoding.encode(pair.get(0)) + "=" + PercentEncoding.encode(pair.get(1)))
                    .reduce((one, other) -> one + "&" + other).orElse("");
        }
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void inTheHeader(@ForAll("cases") Case given) {
        SdkHttpRequest bySdk = sdk(given, false);

        SignableRequest byUs = new SigV4Signer(given.region(), given.service()).sign(
                ours(given, true, bySdk.firstMatchingHeader("x-amz-content-sha256")), given.keys(), given.at());

        assertThat(byUs.header("Authorization")).isEqualTo(bySdk.firstMatchingHeader("Authorization"));
        assertThat(byUs.header("X-Amz-Date")).isEqualTo(bySdk.firstMatchingHeader("X-Amz-Date"));
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void inTheQuery(@ForAll("cases") Case given) {
        SdkHttpRequest bySdk = sdk(given, true);

        SignableRequest byUs = new SigV4Signer(given.region(), given.service())
                .presign(ours(given, false, Optional.empty()), given.keys(), given.at(), Duration.ofSeconds(60));

        QueryParameters query = QueryParameters.parse(byUs.query()).orElseThrow();
        for (String name : List.of("X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Credential", "X-Amz-Date",
                "X-Amz-Expires")) {
            assertThat(query.value(name)).as(name).isEqualTo(bySdk.firstMatchingRawQueryParameter(name).orElseThrow());
        }
    }

    /** What a receiver makes of the SDK's requests: the sandbox's AWS stands on this. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSdksSignaturesAreRecognized(@ForAll("cases") Case given, @ForAll boolean inTheQuery) {
        SdkHttpRequest signed = sdk(given, inTheQuery);
        SignableRequest received = received(signed, inTheQuery ? "" : given.body());

        SignatureClaim.Reading reading = SignatureClaim.read(received);

        assertThat(reading).isInstanceOf(SignatureClaim.Reading.Claimed.class);
        SignatureClaim claim = ((SignatureClaim.Reading.Claimed) reading).claim();
        assertThat(claim.accessKeyId()).isEqualTo(given.keys().accessKeyId());
        assertThat(claim.sessionToken()).isEqualTo(given.keys().sessionToken());
        assertThat(claim.isBy(given.keys().secretAccessKey(), received)).isTrue();
        assertThat(claim.isBy(given.keys().secretAccessKey() + "x", received)).isFalse();
        assertThat(claim.isBy(given.keys().secretAccessKey(), received.with("host", "twice"))).isFalse();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '~').withChars("äß\u1234").ofMaxLength(12);
        Arbitrary<String> segment = text.filter(s -> !s.isEmpty() && !s.equals(".") && !s.equals(".."));
        Arbitrary<List<List<String>>> query = Combinators.combine(Arbitraries.strings().alpha().ofMinLength(1), text)
                .as(List::of).list().uniqueElements(pair -> pair.get(0)).ofMaxSize(5);
        Arbitrary<String> value = Arbitraries.strings().withCharRange('!', '~').withChars(' ').ofMaxLength(20);
        Arbitrary<List<List<String>>> headers = Combinators
                .combine(Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8)
                        .map(name -> "x-my-" + name), value)
                .as(List::of).list().uniqueElements(pair -> pair.get(0)).ofMaxSize(4);
        Arbitrary<AwsCredentials> keys = Combinators
                .combine(Arbitraries.strings().withCharRange('A', 'Z').numeric().ofLength(20),
                        Arbitraries.strings().alpha().numeric().withChars("+/").ofMinLength(16).ofMaxLength(90),
                        Arbitraries.strings().alpha().numeric().withChars("+/=").ofMinLength(1).ofMaxLength(80)
                                .optional())
                .as((id, secret, token) -> new AwsCredentials(id, secret, token, Optional.empty()));
        return Combinators.combine(Arbitraries.of("GET", "POST", "PUT", "DELETE"), segment.list().ofMaxSize(3), query,
                headers, text, keys, Arbitraries.of("us-east-1", "cn-north-1", "us-gov-west-1", "eu-isoe-west-1"),
                Arbitraries.of("sts", "iam", "eks", "ec2").tuple2()).as(
                        (method, path, parameters, lines, body, who,
                                region, service) -> new Case(method, path, parameters, lines,
                                        method.equals("GET") ? "" : body,
                                        who, region, service.get1(),
                                        Instant.ofEpochSecond(1_700_000_000L + body.hashCode())));
    }

    private static SignableRequest ours(Case given, boolean withBody, Optional<String> contentHash) {
        SignableRequest request = SignableRequest.of(given.method(), "service.example.com", given.path(),
                given.rawQuery());
        for (List<String> header : given.headers()) {
            request = request.with(header.get(0), header.get(1));
        }
        if (contentHash.isPresent()) {
            request = request.with("x-amz-content-sha256", contentHash.get());
        }
        return withBody ? request.withBody(given.body()) : request;
    }

    private static SdkHttpRequest sdk(Case given, boolean presigned) {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(given.method()))
                .uri(URI.create("https://service.example.com" + given.path()));
        given.query().forEach(pair -> request.putRawQueryParameter(pair.get(0), pair.get(1)));
        given.headers().forEach(header -> request.putHeader(header.get(0), header.get(1)));
        AwsCredentialsIdentity keys = given.keys().sessionToken().isPresent()
                ? AwsSessionCredentialsIdentity.create(given.keys().accessKeyId(), given.keys().secretAccessKey(),
                        given.keys().sessionToken().get())
                : AwsCredentialsIdentity.create(given.keys().accessKeyId(), given.keys().secretAccessKey());
        return SDK.sign(signing -> {
            signing.identity(keys).request(request.build()).putProperty(AwsV4HttpSigner.REGION_NAME, given.region())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, given.service())
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(given.at(), ZoneOffset.UTC));
            if (presigned) {
                signing.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60));
            } else {
                signing.payload(ContentStreamProvider.fromUtf8String(given.body()));
            }
        }).request();
    }

    private static SignableRequest received(SdkHttpRequest signed, String body) {
        List<SignableRequest.Header> headers = new ArrayList<>();
        signed.forEachHeader(
                (name, values) -> values.forEach(value -> headers.add(new SignableRequest.Header(name, value))));
        assertThat(headers).isNotEmpty();
        return new SignableRequest(signed.method().name(), signed.encodedPath(),
                signed.encodedQueryParameters().orElse(""), headers,
                Sha256.hex(body.getBytes(StandardCharsets.UTF_8)));
    }
}
