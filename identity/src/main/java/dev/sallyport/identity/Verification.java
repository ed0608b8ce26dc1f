package dev.sallyport.identity;

/** What became of a token. Switch on it without a default branch. */
public sealed interface Verification {

    /** STS vouches for the caller. */
    record Verified(CallerIdentity identity) implements Verification {}

    /**
     * The token is no good, and asking again will not change that.
     *
     * @param reason which check it failed; stable
     * @param detail a scrubbed sentence for people: what was wrong with it
     */
    record Rejected(RejectionReason reason, String detail) implements Verification {}

    /**
     * Nobody knows whether the token is good, because STS could not be asked.
     *
     * @param cause which way it failed; stable
     * @param detail a scrubbed sentence for people
     */
    record Unavailable(Cause cause, String detail) implements Verification {
        /** Why STS gave no verdict. */
        public enum Cause {
            THROTTLED, UNREACHABLE, NONSENSE
        }
    }
}
