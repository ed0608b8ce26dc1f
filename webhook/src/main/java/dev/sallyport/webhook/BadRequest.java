package dev.sallyport.webhook;

/** A request to /authenticate that never becomes a review. */
enum BadRequest {
    WRONG_METHOD(405, "expected POST"), BODY_TOO_LARGE(413, "the body is larger than 1 MiB"), BODY_TOO_SLOW(408,
            "the body did not arrive in time"), BODY_ENCODED(415,
                    "the body has a Content-Encoding; expected a plain TokenReview"), NO_TOKEN_REVIEW(400,
                            "expected a TokenReview of authentication.k8s.io/v1 or v1beta1"),
    /** The client went away before its body had arrived: nobody is left to answer. */
    ABORTED(400, "the client went away");

    private final int status;
    private final String sentence;

    BadRequest(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    /** The stable label, such as {@code body-too-large}. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
