package dev.sallyport.aws;

import java.util.Optional;

/**
 * Why something could not be had from AWS, in words for whoever asked. Holds no secret: AWS's own sentences were
 * scrubbed before they came here.
 *
 * @param kind what sort of failure, for exit codes and retries
 * @param message what was wrong and where; one or more sentences
 * @param remedy what to do; may be empty
 * @param reason what exactly, where a caller could do something about it
 */
public record AwsFailure(Kind kind, String message, String remedy, Optional<AwsReason> reason) {

    /** A failure that its words and its kind say all of. */
    public AwsFailure(Kind kind, String message, String remedy) {
        this(kind, message, remedy, Optional.empty());
    }

    /** The sorts of failure that a caller treats differently. */
    public enum Kind {
        /** A file, a profile or a variable does not say what it should. */
        CONFIGURATION,
        /** Every source was asked and none has credentials. */
        NO_CREDENTIALS,
        /** There were credentials, or a session that gives some, but their time is over. */
        EXPIRED,
        /** AWS does not know the keys, or the signature is not theirs. */
        KEYS_REFUSED,
        /** AWS knows who asks, and says no. */
        DENIED,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** No region is set, and the call needs one. */
        NO_REGION,
        /** AWS asks to wait. */
        THROTTLED,
        /** No answer: no network, no such host, no trust in the certificate, or too late. */
        UNREACHABLE,
        /** An answer that makes no sense, or a fault of AWS's. */
        NONSENSE,
        /** AWS refuses the request itself, such as a session that is too long. */
        REFUSED
    }

    /** Message and remedy as one text. */
    public String sentence() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }
}
