package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.StsExchange;
import dev.sallyport.identity.StsExchangeContract;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.sandbox.aws.service.StsWeather;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A verifier reaches the local STS under the names of the real ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalAwsStsExchangeTest extends StsExchangeContract {

    private final AwsFixture fixture = new AwsFixture();
    private final HttpClient client = fixture.aws.stsClient();
    private final StsExchange exchange = new HttpStsExchange(client);

    @AfterAll
    void stop() {
        client.close();
        fixture.close();
    }

    /** The sandbox can be made to throttle and to fail; it never redirects, talks nonsense or falls silent. */
    @Override
    protected Optional<Question> in(Situation situation) {
        fixture.aws.setStsWeather(switch (situation) {
            case THROTTLES -> StsWeather.THROTTLING;
            case FAILS -> StsWeather.UNAVAILABLE;
            default -> StsWeather.FAIR;
        });
        AwsCredentials forged = AwsCredentials.longLived(fixture.nobody.accessKeyId(), "not the secret");
        return switch (situation) {
            case VOUCHES, THROTTLES, FAILS -> question(exchange, fixture.nobody);
            case REFUSES -> question(exchange, forged);
            case IS_NOT_THERE -> question(new HttpStsExchange(deadEnd()), fixture.nobody);
            case REFUSES_IN_XML, REDIRECTS, TALKS_NONSENSE, NEVER_STOPS_TALKING, STAYS_SILENT, STOPS_IN_THE_MIDDLE ->
                Optional.empty();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts.ap-northeast-2.amazonaws.com", "sts.eu-west-1.amazonaws.com",
        "sts-fips.us-east-1.amazonaws.com", "sts.eu-central-1.api.aws", "sts.amazonaws.com"})
    void aTokenForARealHostIsVerifiedByTheSandbox(String host) {
        fixture.aws.setStsWeather(StsWeather.FAIR);
        String region = host.contains("amazonaws.com") && host.split("\\.", -1).length == 3
                ? "us-east-1"
                : host.split("\\.", -1)[1];
        ClusterToken token = new TokenMinter(fixture.clock)
                .mint("eks-cluster", region, new StsEndpoint("https", host), fixture.nobody).token();

        Verification verification = new TokenVerifier(VerifierSettings.of("eks-cluster", Partition.AWS), exchange,
                fixture.clock).verify(token);

        assertThat(verification).isInstanceOfSatisfying(Verification.Verified.class,
                verified -> assertThat(verified.identity().arn().toString())
                        .isEqualTo("arn:aws:iam::123456789012:user/eks-test"));
    }

    @Test
    void aTokenForAnotherClusterIsRefused() {
        fixture.aws.setStsWeather(StsWeather.FAIR);
        ClusterToken token = new TokenMinter(fixture.clock)
                .mint("other", "eu-west-1", StsEndpoint.regional("eu-west-1"), fixture.nobody).token();

        assertThat(new TokenVerifier(VerifierSettings.of("eks-cluster", Partition.AWS), exchange, fixture.clock)
                .verify(token)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void aTokenThatStsIsMadeToFailForIsNotRefused() {
        fixture.aws.setStsWeather(StsWeather.FAIR);
        fixture.world.users(AwsFixture.ACCOUNT).create("unasked", "/", Map.of("sandbox:tokens-unasked", "true"));
        ClusterToken token = new TokenMinter(fixture.clock).mint("eks-cluster", "eu-west-1",
                StsEndpoint.regional("eu-west-1"), fixture.world.users(AwsFixture.ACCOUNT).createKey("unasked"))
                .token();

        assertThat(new TokenVerifier(VerifierSettings.of("eks-cluster", Partition.AWS), exchange, fixture.clock)
                .verify(token)).isInstanceOf(Verification.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com:443", "sts.eu-west-1.amazonaws.com:80", "127.0.0.1:22",
        "sts.nowhere-1.amazonaws.com:443", "s3.amazonaws.com:443"})
    void theProxyLeadsToAwsHostsAndNowhereElse(String target) {
        assertThat(new RawHttp(fixture).send(fixture.aws.proxy(), "CONNECT " + target + " HTTP/1.1",
                List.of("Host: " + target), "").status()).isEqualTo(403);
    }

    @Test
    void theProxyIsForConnectAlone() {
        assertThat(new RawHttp(fixture).send(fixture.aws.proxy(), "GET http://example.com/ HTTP/1.1",
                List.of("Host: example.com"), "").status()).isEqualTo(405);
    }

    private Optional<Question> question(StsExchange asked, AwsCredentials keys) {
        String token = new TokenMinter(fixture.clock)
                .mint("eks-cluster", "eu-west-1", StsEndpoint.regional("eu-west-1"), keys).token().reveal();
        String url = new String(Base64.getUrlDecoder().decode(token.substring(ClusterToken.PREFIX.length())),
                StandardCharsets.UTF_8);
        return Optional.of(new Question(asked, URI.create(url), "eks-cluster"));
    }

    /** A client whose proxy has gone. */
    private static HttpClient deadEnd() {
        return HttpClient.newBuilder().proxy(ProxySelector.of(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), 1))).build();
    }
}
