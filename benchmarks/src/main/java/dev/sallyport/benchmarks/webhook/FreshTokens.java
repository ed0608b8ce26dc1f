package dev.sallyport.benchmarks.webhook;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bodies of TokenReviews, each with a token that was not there before, so that no cache helps: one minted token whose
 * signature is counted on. The STS behind does not look at signatures, and everything before it looks at their form alone.
 */
final class FreshTokens {

    private static final String SIGNATURE = "X-Amz-Signature=";
    private static final long AGE = 10 * 60_000_000_000L; // mint anew long before the fifteen minutes are over

    private final String cluster;
    private final AtomicLong number = new AtomicLong();
    private volatile String url = "";
    private volatile long minted;

    FreshTokens(String cluster) {
        this.cluster = cluster;
        mint();
    }

    private synchronized void mint() {
        String token = new TokenMinter(Clock.systemUTC()).mint(cluster, "eu-west-1", StsEndpoint.regional("eu-west-1"),
                AwsCredentials.longLived("AKIALOADLOADLOADLOAD", "a-key-that-nobody-knows")).token().reveal();
        String whole = new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())),
                StandardCharsets.US_ASCII);
        url = whole.substring(0, whole.indexOf(SIGNATURE) + SIGNATURE.length());
        minted = System.nanoTime();
    }

    /** A review of a new token. */
    Buffer fresh() {
        if (System.nanoTime() - minted > AGE) {
            mint();
        }
        return review(number.incrementAndGet());
    }

    /** A review of one of a few tokens, as an API server without a cache of its own would repeat them. */
    Buffer repeated() {
        return review(Long.MAX_VALUE - number.incrementAndGet() % 100);
    }

    private Buffer review(long signature) {
        String presigned = url + HexFormat.of().toHexDigits(signature).repeat(4);
        String token = "k8s-aws-v1." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(presigned.getBytes(StandardCharsets.US_ASCII));
        return Buffer.buffer("{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"spec\":"
                + "{\"token\":\"" + token + "\"}}");
    }
}
