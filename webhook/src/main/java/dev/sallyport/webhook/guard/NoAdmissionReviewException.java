package dev.sallyport.webhook.guard;

/** A body that is no AdmissionReview. The message says what was expected, and quotes nothing of the body. */
final class NoAdmissionReviewException extends Exception {

    private static final long serialVersionUID = 1L;

    NoAdmissionReviewException(String message) {
        super(message);
    }
}
