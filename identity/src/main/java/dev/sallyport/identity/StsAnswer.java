package dev.sallyport.identity;

/** How asking STS ended. "STS says no" and "STS could not be asked" are never the same value. */
public sealed interface StsAnswer {

    /**
     * STS vouches for somebody.
     *
     * @param arn the caller's ARN
     * @param account the caller's account
     * @param userId as STS gives it, with the session name for assumed roles
     */
    record Identified(String arn, String account, String userId) implements StsAnswer {}

    /**
     * STS says no: expired, forged, another cluster's, a deactivated key.
     *
     * @param status the HTTP status
     * @param code AWS's error code, such as {@code SignatureDoesNotMatch}; empty where none was given
     */
    record Refused(int status, String code) implements StsAnswer {}

    /** STS asks to be asked less often. */
    record Throttled() implements StsAnswer {}

    /** STS answered with a redirect, which is never followed. */
    record Redirected(int status) implements StsAnswer {}

    /**
     * STS could not be reached, or failed with a 5xx.
     *
     * @param cause a scrubbed sentence
     */
    record Unreachable(String cause) implements StsAnswer {}

    /**
     * STS answered 200 with something that is no answer.
     *
     * @param problem a scrubbed sentence
     */
    record Nonsense(String problem) implements StsAnswer {}
}
