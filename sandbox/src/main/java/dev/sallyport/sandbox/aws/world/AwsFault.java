package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.MalformedPolicy;

/**
 * AWS's way to say no: an error code, an HTTP status and a sentence. The sentence goes to the client as it is, so it
 * never holds a secret.
 */
public final class AwsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * A fault of the caller's.
     *
     * @param status the HTTP status
     * @param code such as {@code NoSuchEntity}
     * @param message for people
     */
    public AwsFault(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** AWS's error code. */
    public String code() {
        return code;
    }

    /** The sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    static AwsFault noSuchEntity(String message) {
        return new AwsFault(404, "NoSuchEntity", message);
    }

    static AwsFault alreadyExists(String message) {
        return new AwsFault(409, "EntityAlreadyExists", message);
    }

    static AwsFault deleteConflict(String message) {
        return new AwsFault(409, "DeleteConflict", message);
    }

    static AwsFault limitExceeded(String message) {
        return new AwsFault(409, "LimitExceeded", message);
    }

    static AwsFault malformedPolicy(MalformedPolicy problem) {
        return new AwsFault(400, "MalformedPolicyDocument", String.valueOf(problem.getMessage()));
    }

    static AwsFault malformedPolicy(String message) {
        return new AwsFault(400, "MalformedPolicyDocument", message);
    }

    /** A parameter that AWS would not take. */
    public static AwsFault validation(String message) {
        return new AwsFault(400, "ValidationError", message);
    }
}
