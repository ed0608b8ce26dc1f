package dev.sallyport.webhook;

import io.vertx.core.buffer.Buffer;

import java.util.OptionalInt;

/**
 * What goes back to the caller, and what it counts as.
 *
 * @param outcome the metric's label: granted, refused, undecided, malformed or fault
 * @param reason the metric's label
 * @param status the HTTP status
 * @param contentType the body's media type
 * @param retryAfterSeconds the header {@code Retry-After}, where there is one
 */
record Answer(String outcome, String reason, int status, String contentType, Buffer body,
        OptionalInt retryAfterSeconds) {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A verdict on a token. */
    static Answer to(TokenReview question, Review review) {
        return switch (review) {
            case Review.Granted granted -> new Answer("granted", "ok", 200, JSON,
                    Buffer.buffer(question.authenticated(granted.user())), OptionalInt.empty());
            case Review.Refused refused -> new Answer("refused", refused.reason(), 403, JSON,
                    Buffer.buffer(question.unauthenticated()), OptionalInt.empty());
            case Review.Undecided undecided -> noVerdict(undecided);
        };
    }

    /** There is none: come back. */
    static Answer noVerdict(Review.Undecided undecided) {
        Review.Cause cause = undecided.cause();
        return new Answer("undecided", cause.label(), cause.status(), JSON,
                Buffer.buffer(TokenReview.failure(cause, undecided.detail())), cause.retryAfterSeconds());
    }

    /** The request is no question. What was wrong with the body helps whoever wrote it; the rest says itself. */
    static Answer malformed(BadRequest bad, String detail) {
        String sentence = bad == BadRequest.NO_TOKEN_REVIEW ? bad.sentence() + ": " + detail : bad.sentence();
        return text("malformed", bad.label(), bad.status(), sentence);
    }

    /** A fault of ours, of which nothing but that is said. */
    static Answer fault() {
        return text("fault", "fault", 500, "a fault of the webhook; its log says where");
    }

    private static Answer text(String outcome, String reason, int status, String sentence) {
        return new Answer(outcome, reason, status, TEXT, Buffer.buffer(sentence + "\n"), OptionalInt.empty());
    }
}
