package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The URLs and signatures here were made by the AWS CLI 1.45's own token generator with its clock stopped. */
class TokenMinterTest {

    private static final Instant NOW = Instant.parse("2026-07-14T09:30:15.9Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final AwsCredentials KEYS = AwsCredentials.longLived("AKIAIOSFODNN7EXAMPLE", SECRET);

    private final TokenMinter minter = new TokenMinter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, sts.eu-west-1.amazonaws.com, eu-west-1, 33a06582af8fa7136a8822d0678ad9266bea1d7a5b025fb8ba61c72bd3321986",
        "cn-north-1, sts.cn-north-1.amazonaws.com.cn, cn-north-1, 9e85e8e80eb2db89203f4eca654b3ed6bf038f1d582aab58162e08c9e3e14725",
        "us-gov-west-1, sts.us-gov-west-1.amazonaws.com, us-gov-west-1, 6210423a1a95bb325f2f309655eb83f4ecf0a9703927a8656f54ef1617aa6bf3",
        "aws-global, sts.amazonaws.com, us-east-1, e07607ee8978bd36e494a32062920ea71cf95d47dec2ee4060e81a1195155557"})
    void aTokenIsTheVeryTextThatTheAwsCliPrints(String region, String host, String signedRegion, String signature) {
        MintedToken minted = minter.mint("demo", region, StsEndpoint.regional(region), KEYS);

        assertThat(url(minted)).isEqualTo("https://" + host + "/?Action=GetCallerIdentity&Version=2011-06-15"
                + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260714%2F" + signedRegion
                + "%2Fsts%2Faws4_request&X-Amz-Date=20260714T093015Z&X-Amz-Expires=60"
                + "&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=" + signature);
    }

    @Test
    void temporaryKeysBringTheirSessionTokenAlong() {
        AwsCredentials keys = AwsCredentials.temporary("ASIAIOSFODNN7EXAMPLE", SECRET,
                "IQoJb3JpZ2luX2VjEA//+example/session=token==");

        MintedToken minted = minter.mint("eks-cluster", "ap-northeast-2", StsEndpoint.regional("ap-northeast-2"), keys);

        assertThat(url(minted)).isEqualTo("https://sts.ap-northeast-2.amazonaws.com/?Action=GetCallerIdentity"
                + "&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20260714%2Fap-northeast-2%2Fsts%2Faws4_request"
                + "&X-Amz-Date=20260714T093015Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
                + "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEA%2F%2F%2Bexample%2Fsession%3Dtoken%3D%3D"
                + "&X-Amz-Signature=f059348e29b0093aeb1b1a9ae99eb3dfcdf469cc587a0263d1a78b45cc1370f2");
    }

    @Test
    void anEndpointOfOnesOwnIsSignedWithItsPort() {
        StsEndpoint endpoint = new StsEndpoint("https", "127.0.0.1:8443");

        assertThat(url(minter.mint("demo", "us-east-1", endpoint, KEYS)))
                .startsWith("https://127.0.0.1:8443/?Action=GetCallerIdentity&")
                .endsWith("8e8a428a3c4c2cde9cf7fdecc15893527c753a8ee558af6e497190b106c2b079");
    }

    @Test
    void itAnnouncesFourteenMinutesThoughStsHonoursFifteen() {
        MintedToken minted = minter.mint("demo", "eu-west-1", StsEndpoint.regional("eu-west-1"), KEYS);

        assertThat(minted.expiration()).isEqualTo(NOW.plusSeconds(14 * 60));
    }

    @Test
    void aTokenHasNoPadding() {
        for (String cluster : new String[]{"a", "ab", "abc"}) {
            MintedToken minted = minter.mint(cluster, "eu-west-1", StsEndpoint.regional("eu-west-1"), KEYS);

            assertThat(minted.token().reveal()).matches("k8s-aws-v1\\.[A-Za-z0-9_-]+");
        }
    }

    @ParameterizedTest
    @CsvSource({"' '", "'demo '", "' demo'", "'de\nmo'", "dämo"})
    void aClusterIdThatNoHeaderCanCarryIsRefused(String clusterId) {
        assertThatThrownBy(() -> minter.mint(clusterId, "eu-west-1", StsEndpoint.regional("eu-west-1"), KEYS))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("the cluster id ");
    }

    @ParameterizedTest
    @CsvSource({"''", "eu west 1", "eu-west-1/", "-eu", "evil.example#"})
    void aRegionThatNoHostCanBearIsRefused(String region) {
        assertThatThrownBy(() -> StsEndpoint.regional(region)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no region");
    }

    private static String url(MintedToken minted) {
        String encoded = minted.token().reveal().substring(ClusterToken.PREFIX.length());
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
    }
}
