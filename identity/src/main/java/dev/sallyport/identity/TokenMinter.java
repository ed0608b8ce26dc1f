package dev.sallyport.identity;

import java.time.Clock;

/** Makes cluster tokens: presigns {@code GetCallerIdentity} with the cluster's id as a signed header. */
public final class TokenMinter {

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
     */
    public MintedToken mint(String clusterId, String region, StsEndpoint endpoint, AwsCredentials credentials) {
        throw new UnsupportedOperationException("written by the room identity: " + clock + clusterId + region + endpoint
                + credentials);
    }
}
