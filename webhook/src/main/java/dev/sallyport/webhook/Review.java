package dev.sallyport.webhook;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the webhook makes of one token. "You are nobody" and "I could not find out" are different kinds, so no later step
 * can take one for the other.
 */
sealed interface Review {

    /** The least that {@code Retry-After} can say but at once: an outage of STS is mostly over in a moment. */
    OptionalInt SOON = OptionalInt.of(1);

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
        /**
         * Without {@code Retry-After}: a 429 is repeated by the API server in any case, four times with growing pauses.
         * With one it would be every second for half a minute, which is what STS asks not to be done.
         */
        STS_THROTTLED(429, OptionalInt.empty()), STS_UNREACHABLE(503, SOON), STS_NONSENSE(503, SOON), EC2_UNAVAILABLE(
                503, SOON),
        /** No answer of STS or EC2 within the time that a caller is kept waiting. */
        TOO_SLOW(503, SOON),
        /** As many reviews as we take on are in flight already. */
        OVERLOADED(503, SOON);

        private final int status;
        private final OptionalInt retryAfterSeconds;

        Cause(int status, OptionalInt retryAfterSeconds) {
            this.status = status;
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** The HTTP status. */
        int status() {
            return status;
        }

        /** The value of {@code Retry-After}: the API server repeats an answer that has one, for 30 seconds in all. */
        OptionalInt retryAfterSeconds() {
            return retryAfterSeconds;
        }

        /** The stable label, such as {@code sts-throttled}. */
        String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
