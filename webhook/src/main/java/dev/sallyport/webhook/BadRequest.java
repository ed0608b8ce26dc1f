package dev.sallyport.webhook;

/** A request that never becomes a review. */
public enum BadRequest {
    WRONG_METHOD(405, "expected POST"), BODY_TOO_LARGE(413, "the body is too large"), BODIES_TOO_MANY(503,
            "as many bodies as there is room for are on their way"), BODY_TOO_SLOW(408,
                    "the body did not arrive in time"), BODY_ENCODED(415,
                            "the body has a Content-Encoding; expected none"), NO_TOKEN_REVIEW(400,
                                    "expected a TokenReview of authentication.k8s.io/v1 or v1beta1"),
    /** The client went away before its body had arrived: nobody is left to answer. */
    ABORTED(400, "the client went away");

    private final int status;
    private final String sentence;

    BadRequest(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The HTTP status that answers it. */
    public int status() {
        return status;
    }

    /** What to tell the client. */
    public String sentence() {
        return sentence;
    }

    /** The stable label, such as {@code body-too-large}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
