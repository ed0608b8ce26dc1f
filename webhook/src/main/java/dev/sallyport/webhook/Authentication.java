package dev.sallyport.webhook;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /authenticate}: takes the body in, hands the token to a virtual thread that may block on STS, and writes the
 * answer. Everything about one request happens on its event loop but the review itself, so nothing needs a lock. Whatever
 * comes first answers: the verdict, the clock, or a fault; later ones find the request answered.
 */
final class Authentication {

    static final int MAX_BODY = 1 << 20; // 1 MiB; a TokenReview has at most some 6 KiB

    /** Of bodies on their way: far more than all the reviews that are taken on. */
    private static final long MOST_TOGETHER = 64L << 20;

    private final Vertx vertx;
    private final BodyIntake intake;
    private final Reviewer reviewer;
    private final WebhookSettings settings;
    private final WebhookMetrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();

    Authentication(Vertx vertx, Reviewer reviewer, WebhookSettings settings, WebhookMetrics metrics) {
        this(vertx, reviewer, settings, metrics, MOST_TOGETHER);
    }

    Authentication(Vertx vertx, Reviewer reviewer, WebhookSettings settings, WebhookMetrics metrics,
            long mostTogether) {
        this.vertx = vertx;
        this.intake = new BodyIntake(vertx, MAX_BODY, mostTogether, settings.bodyWithin());
        this.reviewer = reviewer;
        this.settings = settings;
        this.metrics = metrics;
    }

    void handle(HttpServerRequest request) {
        intake.take(request, new Exchange(request));
    }

    /** One request, from its head to its answer. */
    private final class Exchange implements BodyIntake.Taker {

        private final long started = System.nanoTime();
        private final HttpServerResponse response;
        private final Context context;
        private final String client;
        private volatile boolean answered; // set on the event loop alone; the review's own thread may look
        private long clock = -1;

        Exchange(HttpServerRequest request) {
            this.response = request.response();
            this.context = vertx.getOrCreateContext();
            this.client = request.remoteAddress() == null ? "" : request.remoteAddress().toString();
        }

        @Override
        public void taken(byte[] whole, Runnable letGo) {
            if (inFlight.incrementAndGet() > settings.maxReviews()) {
                inFlight.decrementAndGet();
                letGo.run();
                undecided(Review.Cause.OVERLOADED, "as many reviews as the webhook takes on are in flight");
                return;
            }
            metrics.reviewStarted();
            setClock(settings.answerWithin(), () -> undecided(Review.Cause.TOO_SLOW,
                    "no verdict within " + settings.answerWithin().toMillis() + " ms"));
            Thread.ofVirtual().name("review").start(() -> {
                Answer answer = review(whole);
                letGo.run();
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

        private Future<Void> undecided(Review.Cause cause, String detail) {
            Review.Undecided review = new Review.Undecided(cause, detail, Optional.empty());
            DecisionLog.reviewed(review, client, System.nanoTime() - started, false);
            return answer(Answer.noVerdict(review));
        }

        @Override
        public Future<Void> refused(BadRequest bad, String detail) {
            if (bad == BadRequest.ABORTED) {
                finish("malformed", bad.label());
                return Future.succeededFuture();
            }
            if (bad == BadRequest.BODIES_TOO_MANY) {
                return undecided(Review.Cause.OVERLOADED, bad.sentence()); // the caller did nothing wrong
            }
            DecisionLog.malformed(bad, detail, client);
            return answer(Answer.malformed(bad, detail));
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
            vertx.cancelTimer(clock);
            metrics.reviewed(outcome, reason, System.nanoTime() - started);
        }

        private void setClock(Duration time, Runnable then) {
            vertx.cancelTimer(clock);
            clock = vertx.setTimer(Math.max(1, time.toMillis()), fired -> then.run());
        }
    }
}
