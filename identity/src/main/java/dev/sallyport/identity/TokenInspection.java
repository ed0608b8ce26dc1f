package dev.sallyport.identity;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A token taken apart, and every check that can be made without asking anybody, in the verifier's order. It is the very
 * same walk that {@link TokenVerifier} makes, so what is said here is what a webhook does.
 *
 * <p>Neither the signature nor a session token nor the URL can be got from it, and no detail quotes a part of the token
 * unless it has the form of something public.
 */
public final class TokenInspection {

    /** How a check ended. After the first failure nothing more is checked. */
    public enum Outcome {
        PASSED, FAILED, NOT_REACHED
    }

    /**
     * One check.
     *
     * @param reason what a failure of it is called
     * @param outcome how it ended
     * @param detail a scrubbed sentence for people: what was found, or what is wrong; empty when it was not reached
     */
    public record Check(RejectionReason reason, Outcome outcome, String detail) {}

    /**
     * What a token says of itself, whether or not it is good. Each part is empty where the token lacks it or has
     * something else in its place.
     *
     * @param host the STS host, with its port when one is written
     * @param accessKeyId the key that signed
     * @param region the region that the signature is good for
     * @param date the moment of signing
     * @param expires {@code X-Amz-Expires} in seconds, which STS ignores
     * @param signedHeaders the names of the signed headers, as written
     * @param clusterHeaderSigned whether {@code x-k8s-aws-id} is one of them; its value is not in the token
     * @param temporaryKeys whether a session token is in it
     * @param signed whether a signature is in it
     */
    public record Parts(Optional<String> host, Optional<String> accessKeyId, Optional<String> region,
            Optional<Instant> date, OptionalInt expires, List<String> signedHeaders, boolean clusterHeaderSigned,
            boolean temporaryKeys, boolean signed) {

        /** When STS stops honouring the token: 15 minutes after its date. */
        public Optional<Instant> end() {
            return date.map(moment -> moment.plus(TokenWalk.HONOURED));
        }
    }

    private final List<Check> checks;
    private final Parts parts;
    private final Optional<URI> presigned;

    TokenInspection(List<Check> checks, Parts parts, Optional<URI> presigned) {
        this.checks = List.copyOf(checks);
        this.parts = parts;
        this.presigned = presigned;
    }

    /**
     * Takes a token apart as the verifier with these settings does.
     *
     * @param token any text
     * @param settings whose hosts are good
     * @param now the moment that the token's age is counted to
     */
    public static TokenInspection of(ClusterToken token, VerifierSettings settings, Instant now) {
        return new TokenWalk(settings.partition(), settings.extraEndpoint(), now).through(token.reveal());
    }

    /**
     * Takes a token apart for whatever partition its host belongs to; {@code aws} when it belongs to none.
     *
     * @param token any text
     * @param now the moment that the token's age is counted to
     */
    public static TokenInspection of(ClusterToken token, Instant now) {
        TokenInspection first = new TokenWalk(Partition.AWS, Optional.empty(), now).through(token.reveal());
        Optional<Partition> other = first.parts().host().flatMap(StsHosts::partitionOf)
                .filter(partition -> partition != Partition.AWS);
        return other.isEmpty()
                ? first
                : new TokenWalk(other.get(), Optional.empty(), now).through(token.reveal());
    }

    /** Every check that needs no request, in order. */
    public List<Check> checks() {
        return checks;
    }

    /** The check that failed; empty when the token is good as far as anybody but STS can tell. */
    public Optional<Check> failure() {
        for (Check check : checks) {
            if (check.outcome() == Outcome.FAILED) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** What the token says of itself. */
    public Parts parts() {
        return parts;
    }

    /** The URL to ask, present when no check failed. */
    Optional<URI> presigned() {
        return presigned;
    }

    @Override
    public String toString() {
        return "TokenInspection[" + failure().map(check -> check.reason().label()).orElse("no failure") + "]";
    }
}
