package dev.sallyport.webhook;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;

import java.util.Optional;

/**
 * What the webhook makes of one token. "You are nobody" and "I could not find out" are different kinds, so no later step
 * can take one for the other.
 */
sealed interface Review {

    /**
     * Somebody, by this rule.
     *
     * @param identity who it was; empty where nothing may be said of them
     */
    record Granted(Optional<CallerIdentity> identity, KubernetesUser user, MappingRule rule) implements Review {}

    /**
     * Nobody, and asking again will not change that.
     *
     * @param reason a stable label
     * @param detail a scrubbed sentence
     * @param identity who it was, where STS vouched for them and it may be said
     */
    record Refused(String reason, String detail, Optional<CallerIdentity> identity) implements Review {

        /** STS vouches for them, and no rule speaks of them. */
        static final String UNMAPPED = "unmapped";

        /** A rule speaks of them, and its template cannot be filled. */
        static final String UNFILLABLE = "template-cannot-be-filled";
    }

    /**
     * Nobody knows.
     *
     * @param detail a scrubbed sentence
     * @param identity as in {@link Refused}
     */
    record Undecided(Cause cause, String detail, Optional<CallerIdentity> identity) implements Review {}

    /** Why there is no verdict, and how the caller is asked to come back. */
    enum Cause {
        /** Two seconds: coming back at once would make it worse. */
        STS_THROTTLED(429, 2), STS_UNREACHABLE(503, 1), STS_NONSENSE(503, 1), EC2_UNAVAILABLE(503, 1),
        /** No answer of STS or EC2 within the time that the API server grants. */
        TOO_SLOW(503, 1),
        /** As many reviews as we take on are in flight already. */
        OVERLOADED(503, 1);

        private final int status;
        private final int retryAfterSeconds;

        Cause(int status, int retryAfterSeconds) {
            this.status = status;
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** The HTTP status. */
        int status() {
            return status;
        }

        /** The value of {@code Retry-After}: the API server repeats an answer that has one. */
        int retryAfterSeconds() {
            return retryAfterSeconds;
        }

        /** The stable label, such as {@code sts-throttled}. */
        String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
