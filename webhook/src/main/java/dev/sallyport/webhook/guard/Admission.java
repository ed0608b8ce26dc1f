package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.BadRequest;
import dev.sallyport.webhook.BodyIntake;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /validate}: takes the body in, hands it to a virtual thread that may ask the cluster, and writes the answer.
 * Everything about one request happens on its event loop but the judgement itself, so nothing needs a lock. Whatever comes
 * first answers: the verdict, the clock, or a fault.
 *
 * <p>Answers: 200 with a verdict; 400 for a body that is no AdmissionReview, 405, 408, 413 as usual; 503 when there is no
 * verdict in time or too many are asked for, 500 for a fault. What the API server does with those is its failure policy.
 */
final class Admission {

    /** Below the 5 seconds that the manifests give the API server to wait. */
    static final Duration ANSWER = Duration.ofSeconds(4);

    private static final Duration BODY = Duration.ofSeconds(3);

    /** Two maps of 1 MiB as JSON, which writes a line's end as two characters and a few as six, and what is around them. */
    static final int MAX_BODY = 8 << 20;

    /** Edits of one ConfigMap: more at once is not people's doing. */
    private static final int MAX_REVIEWS = 16;

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Of bodies on their way and in review: two of the largest, and beside them thousands of the usual size. */
    private static final long MOST_TOGETHER = 3L * MAX_BODY;

    private final Vertx vertx;
    private final BodyIntake intake;
    private final Guard guard;
    private final GuardMetrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();

    Admission(Vertx vertx, Guard guard, GuardMetrics metrics) {
        this.vertx = vertx;
        this.intake = new BodyIntake(vertx, MAX_BODY, MOST_TOGETHER, BODY);
        this.guard = guard;
        this.metrics = metrics;
    }

    void handle(HttpServerRequest request) {
        intake.take(request, new Exchange(request));
    }

    private record Reply(GuardMetrics.Outcome outcome, int status, String type, Buffer body) {

        static Reply malformed(int status, String sentence) {
            return new Reply(GuardMetrics.Outcome.MALFORMED, status, TEXT, Buffer.buffer(sentence + "\n"));
        }

        static Reply undecided(String sentence) {
            return new Reply(GuardMetrics.Outcome.UNDECIDED, 503, TEXT, Buffer.buffer(sentence + "\n"));
        }
    }

    /** One request, from its head to its answer. */
    private final class Exchange implements BodyIntake.Taker {

        private final long started = System.nanoTime();
        private final HttpServerResponse response;
        private final Context context;
        private final String client;
        private volatile boolean answered; // set on the event loop alone; the judgement's own thread may look
        private long clock = -1;

        Exchange(HttpServerRequest request) {
            this.response = request.response();
            this.context = vertx.getOrCreateContext();
            this.client = request.remoteAddress() == null ? "" : request.remoteAddress().toString();
        }

        @Override
        public void taken(byte[] whole, Runnable letGo) {
            if (inFlight.incrementAndGet() > MAX_REVIEWS) {
                inFlight.decrementAndGet();
                letGo.run();
                undecided("as many reviews as the guard takes on are in flight");
                return;
            }
            clock = vertx.setTimer(ANSWER.toMillis(), fired -> undecided("no verdict within " + ANSWER.toMillis()
                    + " ms"));
            Thread.ofVirtual().name("admission").start(() -> {
                Reply reply = reply(whole);
                letGo.run();
                context.runOnContext(here -> answer(reply));
                inFlight.decrementAndGet();
            });
        }

        /** On a virtual thread, which may wait for the cluster, and for the log. */
        private Reply reply(byte[] whole) {
            try {
                AdmissionRequest asked = AdmissionRequest.parse(whole);
                Verdict verdict = guard.judge(asked);
                GuardLog.decided(asked, verdict, System.nanoTime() - started, answered);
                verdict.refused().forEach(metrics::refused);
                return new Reply(GuardMetrics.Outcome.of(verdict), 200, JSON,
                        Buffer.buffer(asked.answered(verdict)));
            } catch (NoAdmissionReviewException e) {
                String why = String.valueOf(e.getMessage());
                GuardLog.malformed(why, client);
                return Reply.malformed(400, "expected an AdmissionReview of admission.k8s.io/v1: " + why);
            } catch (RuntimeException | Error e) {
                GuardLog.fault(e, client);
                return new Reply(GuardMetrics.Outcome.FAULT, 500, TEXT,
                        Buffer.buffer("a fault of the guard; its log says where\n"));
            }
        }

        @Override
        public Future<Void> refused(BadRequest why, String detail) {
            if (why != BadRequest.ABORTED) {
                GuardLog.malformed(why.sentence(), client);
            }
            return answer(why == BadRequest.BODIES_TOO_MANY
                    ? Reply.undecided(why.sentence())
                    : Reply.malformed(why.status(), why.sentence()));
        }

        private void undecided(String sentence) {
            GuardLog.malformed(sentence, client);
            var _ = answer(Reply.undecided(sentence));
        }

        private Future<Void> answer(Reply reply) {
            if (answered) {
                return Future.succeededFuture();
            }
            answered = true;
            vertx.cancelTimer(clock);
            metrics.reviewed(reply.outcome(), System.nanoTime() - started);
            return response.ended() || response.closed()
                    ? Future.succeededFuture()
                    : response.setStatusCode(reply.status()).putHeader("Content-Type", reply.type())
                            .end(reply.body());
        }
    }
}
