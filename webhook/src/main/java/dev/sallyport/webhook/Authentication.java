package dev.sallyport.webhook;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /authenticate}: takes the body in, hands the token to a virtual thread that may block on STS, and writes the
 * answer. Everything about one request happens on its event loop but the review itself, so nothing needs a lock. Whatever
 * comes first answers: the verdict, the clock, or a fault; later ones find the request answered.
 */
final class Authentication {

    private static final Duration LINGER = Duration.ofSeconds(1);

    static final int MAX_BODY = 1 << 20; // 1 MiB; a TokenReview has at most some 6 KiB

    private final Vertx vertx;
    private final Reviewer reviewer;
    private final WebhookSettings settings;
    private final WebhookMetrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();

    Authentication(Vertx vertx, Reviewer reviewer, WebhookSettings settings, WebhookMetrics metrics) {
        this.vertx = vertx;
        this.reviewer = reviewer;
        this.settings = settings;
        this.metrics = metrics;
    }

    void handle(HttpServerRequest request) {
        new Exchange(request).begin();
    }

    /** One request, from its head to its answer. */
    private final class Exchange {

        private final long started = System.nanoTime();
        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final Context context;
        private final String client;
        private @Nullable Buffer body = Buffer.buffer();
        private volatile boolean answered; // set on the event loop alone; the review's own thread may look
        private long clock = -1;

        Exchange(HttpServerRequest request) {
            this.request = request;
            this.response = request.response();
            this.context = vertx.getOrCreateContext();
            this.client = request.remoteAddress() == null ? "" : request.remoteAddress().toString();
        }

        void begin() {
            if (!request.method().equals(HttpMethod.POST)) {
                response.putHeader("Allow", "POST");
                refuse(BadRequest.WRONG_METHOD, request.method().name());
            } else if (encoded(request.getHeader("Content-Encoding"))) {
                refuse(BadRequest.BODY_ENCODED, "");
            } else if (announced(request.getHeader("Content-Length")) > MAX_BODY) {
                refuse(BadRequest.BODY_TOO_LARGE, "announced " + request.getHeader("Content-Length") + " bytes");
            } else {
                receive();
            }
        }

        private void receive() {
            setClock(settings.bodyWithin(), () -> refuse(BadRequest.BODY_TOO_SLOW,
                    "after " + settings.bodyWithin().toMillis() + " ms"));
            request.exceptionHandler(gone -> {
                if (!answered && body != null) {
                    finish("malformed", BadRequest.ABORTED.label());
                }
            });
            request.handler(chunk -> {
                if (answered || body == null) {
                    return;
                }
                if (body.length() + chunk.length() > MAX_BODY) {
                    refuse(BadRequest.BODY_TOO_LARGE, "");
                } else {
                    body.appendBuffer(chunk);
                }
            });
            request.endHandler(end -> {
                if (!answered && body != null) {
                    byte[] whole = body.getBytes();
                    body = null;
                    begin(whole);
                }
            });
        }

        private void begin(byte[] whole) {
            if (inFlight.incrementAndGet() > settings.maxReviews()) {
                inFlight.decrementAndGet();
                undecided(Review.Cause.OVERLOADED, "as many reviews as the webhook takes on are in flight");
                return;
            }
            metrics.reviewStarted();
            setClock(settings.answerWithin(), () -> undecided(Review.Cause.TOO_SLOW,
                    "no verdict within " + settings.answerWithin().toMillis() + " ms"));
            Thread.ofVirtual().name("review").start(() -> {
                Answer answer = review(whole);
                context.runOnContext(here -> answer(answer));
                inFlight.decrementAndGet();
                metrics.reviewEnded();
            });
        }

        /** On a virtual thread, which may wait for STS, and for the log. */
        private Answer review(byte[] whole) {
            try {
                TokenReview question = TokenReview.parse(whole);
                Review review = reviewer.review(question.token());
                DecisionLog.reviewed(review, client, System.nanoTime() - started, answered);
                return Answer.to(question, review);
            } catch (TokenReview.NoTokenReviewException e) {
                String problem = String.valueOf(e.getMessage());
                DecisionLog.malformed(BadRequest.NO_TOKEN_REVIEW, problem, client);
                return Answer.malformed(BadRequest.NO_TOKEN_REVIEW, problem);
            } catch (RuntimeException | Error e) {
                DecisionLog.fault(e, client);
                return Answer.fault();
            }
        }

        private void undecided(Review.Cause cause, String detail) {
            Review.Undecided review = new Review.Undecided(cause, detail, Optional.empty());
            DecisionLog.reviewed(review, client, System.nanoTime() - started, false);
            answer(Answer.noVerdict(review));
        }

        private void refuse(BadRequest bad, String detail) {
            DecisionLog.malformed(bad, detail, client);
            boolean more = !request.isEnded();
            if (more && request.version() != HttpVersion.HTTP_2) {
                response.putHeader("Connection", "close");
            }
            Future<Void> sent = answer(Answer.malformed(bad, detail));
            if (more && bad == BadRequest.BODY_TOO_SLOW) {
                sent.onComplete(done -> hangUp());
            } else if (more) {
                lingerAndHangUp();
            }
        }

        private Future<Void> answer(Answer answer) {
            if (answered) {
                return Future.succeededFuture();
            }
            finish(answer.outcome(), answer.reason());
            if (response.ended() || response.closed()) {
                return Future.succeededFuture();
            }
            answer.retryAfterSeconds()
                    .ifPresent(seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
            return response.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType())
                    .end(answer.body());
        }

        private void finish(String outcome, String reason) {
            answered = true;
            body = null;
            vertx.cancelTimer(clock);
            metrics.reviewed(outcome, reason, System.nanoTime() - started);
        }

        /**
         * What is left of a refused body is read and dropped for a moment, so that a client that writes first and reads
         * then gets to its answer; then the connection is closed, or the stream on HTTP/2 (RFC 9113, section 8.1).
         */
        private void lingerAndHangUp() {
            setClock(LINGER, this::hangUp);
            request.exceptionHandler(gone -> vertx.cancelTimer(clock));
            request.handler(dropped -> {});
            request.endHandler(end -> {
                vertx.cancelTimer(clock);
                hangUp();
            });
        }

        private void hangUp() {
            if (request.version() == HttpVersion.HTTP_2) {
                response.reset(0); // NO_ERROR
            } else {
                request.connection().close();
            }
        }

        private void setClock(Duration time, Runnable then) {
            vertx.cancelTimer(clock);
            clock = vertx.setTimer(Math.max(1, time.toMillis()), fired -> then.run());
        }
    }

    private static boolean encoded(@Nullable String encoding) {
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static long announced(@Nullable String length) {
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // more digits than any size has
        }
    }
}
