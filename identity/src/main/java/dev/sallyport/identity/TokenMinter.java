package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes cluster tokens: presigns {@code GetCallerIdentity} with the cluster's id as a signed header. Given the same
 * keys, region and second, the token is the very text that {@code aws eks get-token} prints.
 *
 * <p>Source: AWS CLI, {@code customizations/eks/get_token.py}; aws-iam-authenticator, {@code pkg/token}.
 */
public final class TokenMinter {

    /** The signed header that ties a token to one cluster. */
    static final String CLUSTER_ID_HEADER = "x-k8s-aws-id";

    private static final Duration ANNOUNCED = Duration.ofMinutes(14); // STS honours 15; one is left for clocks
    private static final Duration EXPIRES_PARAMETER = Duration.ofSeconds(60); // STS ignores it, old verifiers want it
    private static final String QUERY = "Action=GetCallerIdentity&Version=2011-06-15";

    private final Clock clock;

    public TokenMinter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes a token. Nothing is sent anywhere.
     *
     * @param clusterId the cluster's name on EKS; signed as {@code x-k8s-aws-id}
     * @param region the region to sign for
     * @param endpoint the STS endpoint that the webhook will ask
     * @param credentials whose token it is
     * @throws IllegalArgumentException when the cluster's id cannot stand in a header
     */
    public MintedToken mint(String clusterId, String region, StsEndpoint endpoint, AwsCredentials credentials) {
        ClusterId.check(clusterId);
        Instant now = clock.instant();
        SignableRequest request = SignableRequest.of("GET", endpoint.authority(), "/", QUERY)
                .with(CLUSTER_ID_HEADER, clusterId);
        SignableRequest presigned = new SigV4Signer(StsEndpoint.signingRegion(region), "sts")
                .presign(request, credentials, now, EXPIRES_PARAMETER);
        String url = endpoint.scheme() + "://" + endpoint.authority() + "/?" + presigned.query();
        String encoded = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(url.getBytes(StandardCharsets.US_ASCII));
        return new MintedToken(ClusterToken.of(ClusterToken.PREFIX + encoded), now.plus(ANNOUNCED));
    }
}
