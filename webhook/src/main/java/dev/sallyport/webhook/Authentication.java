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
        private boolean answered;
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
                answer(new Review.Undecided(Review.Cause.OVERLOADED,
                        "as many reviews as the webhook takes on are in flight", Optional.empty()), Optional.empty());
                return;
            }
            metrics.reviewStarted();
            setClock(settings.answerWithin(), () -> answer(new Review.Undecided(Review.Cause.TOO_SLOW,
                    "no verdict within " + settings.answerWithin().toMillis() + " ms", Optional.empty()),
                    Optional.empty()));
            Thread.ofVirtual().name("review").start(() -> review(whole));
        }

        /** On a virtual thread. */
        private void review(byte[] whole) {
            try {
                TokenReview question = TokenReview.parse(whole);
                Review review = reviewer.review(question.token());
                context.runOnContext(here -> answer(review, Optional.of(question)));
            } catch (TokenReview.NoTokenReviewException e) {
                String problem = String.valueOf(e.getMessage());
                context.runOnContext(here -> refuse(BadRequest.NO_TOKEN_REVIEW, problem));
            } catch (RuntimeException | Error e) {
                context.runOnContext(here -> fail(e));
            } finally {
                inFlight.decrementAndGet();
                metrics.reviewEnded();
            }
        }

        private void answer(Review review, Optional<TokenReview> question) {
            if (answered) {
                return;
            }
            DecisionLog.reviewed(review, client, System.nanoTime() - started);
            switch (review) {
                case Review.Granted granted -> {
                    finish("granted", "ok");
                    json(200, question.orElseThrow().authenticated(granted.user()));
                }
                case Review.Refused refused -> {
                    finish("refused", refused.reason());
                    json(403, question.orElseThrow().unauthenticated());
                }
                case Review.Undecided undecided -> {
                    finish("undecided", undecided.cause().label());
                    undecided.cause().retryAfterSeconds()
                            .ifPresent(seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
                    json(undecided.cause().status(), TokenReview.failure(undecided.cause(), undecided.detail()));
                }
            }
        }

        private void refuse(BadRequest bad, String detail) {
            if (answered) {
                return;
            }
            DecisionLog.malformed(bad, detail, client);
            finish("malformed", bad.label());
            String sentence = detail.isEmpty() || bad != BadRequest.NO_TOKEN_REVIEW
                    ? bad.sentence()
                    : bad.sentence() + ": " + detail;
            boolean more = !request.isEnded();
            if (more && request.version() != HttpVersion.HTTP_2) {
                response.putHeader("Connection", "close");
            }
            Future<Void> sent = text(bad.status(), sentence);
            if (more && bad == BadRequest.BODY_TOO_SLOW) {
                sent.onComplete(done -> hangUp());
            } else if (more) {
                lingerAndHangUp();
            }
        }

        private void fail(Throwable fault) {
            if (answered) {
                return;
            }
            DecisionLog.fault(fault, client);
            finish("fault", "fault");
            text(500, "a fault of the webhook; its log says where");
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

        private void json(int status, byte[] answer) {
            send(status, "application/json", Buffer.buffer(answer));
        }

        private Future<Void> text(int status, String sentence) {
            return send(status, "text/plain; charset=utf-8", Buffer.buffer(sentence + "\n"));
        }

        private Future<Void> send(int status, String type, Buffer answer) {
            if (response.ended() || response.closed()) {
                return Future.succeededFuture();
            }
            return response.setStatusCode(status).putHeader("Content-Type", type).end(answer);
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
