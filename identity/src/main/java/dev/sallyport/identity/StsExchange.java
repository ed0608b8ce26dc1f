package dev.sallyport.identity;

import java.net.URI;

/**
 * Asks STS the one question that a token carries. The only place from which a verifier's request leaves.
 *
 * <p>An implementation sends one GET, never follows a redirect, gives up after 10 seconds, reads at most a bounded
 * body, and throws nothing: each way in which it can end is a {@link StsAnswer}.
 */
@FunctionalInterface
public interface StsExchange {

    /**
     * Sends the presigned request.
     *
     * @param presigned the checked URL; secret
     * @param clusterId the value of the signed header {@code x-k8s-aws-id}
     */
    StsAnswer ask(URI presigned, String clusterId);
}
