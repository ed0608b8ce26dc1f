package dev.sallyport.webhook.guard;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

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

    /** Two maps of 1 MiB as JSON, which may write a character as six, and what is around them. */
    static final int MAX_BODY = 16 << 20;

    /** Edits of one ConfigMap: more at once is not people's doing. Each may hold {@link #MAX_BODY}. */
    private static final int MAX_REVIEWS = 16;

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Vertx vertx;
    private final Guard guard;
    private final GuardMetrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();

    Admission(Vertx vertx, Guard guard, GuardMetrics metrics) {
        this.vertx = vertx;
        this.guard = guard;
        this.metrics = metrics;
    }

    void handle(HttpServerRequest request) {
        new Exchange(request).begin();
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
    private final class Exchange {

        private final long started = System.nanoTime();
        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final Context context;
        private final String client;
        private @Nullable Buffer body = Buffer.buffer();
        private boolean answered;
        private boolean counted;
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
                refuse(405, "expected POST");
            } else if (inFlight.incrementAndGet() > MAX_REVIEWS) {
                inFlight.decrementAndGet();
                refuse(Reply.undecided("as many reviews as the guard takes on are in flight"));
            } else {
                counted = true;
                receive();
            }
        }

        private void receive() {
            setClock(BODY, () -> refuse(408, "the body did not arrive in time"));
            request.exceptionHandler(gone -> {
                if (body != null) {
                    body = null;
                    answered = true;
                    ended(GuardMetrics.Outcome.MALFORMED);
                }
            });
            request.handler(chunk -> {
                if (answered || body == null) {
                    return;
                }
                if (body.length() + chunk.length() > MAX_BODY) {
                    refuse(413, "the body is larger than " + (MAX_BODY >> 20) + " MiB");
                } else {
                    body.appendBuffer(chunk);
                }
            });
            request.endHandler(end -> {
                if (!answered && body != null) {
                    byte[] whole = body.getBytes();
                    body = null;
                    judge(whole);
                }
            });
        }

        private void judge(byte[] whole) {
            setClock(ANSWER, () -> refuse(Reply.undecided("no verdict within " + ANSWER.toMillis() + " ms")));
            Thread.ofVirtual().name("admission").start(() -> {
                Reply reply = reply(whole);
                context.runOnContext(here -> answer(reply));
            });
        }

        /** On a virtual thread, which may wait for the cluster, and for the log. */
        private Reply reply(byte[] whole) {
            try {
                AdmissionRequest asked = AdmissionRequest.parse(whole);
                Verdict verdict = guard.judge(asked);
                GuardLog.decided(asked, verdict, System.nanoTime() - started);
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

        private void refuse(int status, String sentence) {
            refuse(Reply.malformed(status, sentence));
        }

        private void refuse(Reply reply) {
            GuardLog.malformed(reply.body().toString().strip(), client);
            boolean more = !request.isEnded();
            if (more && request.version() != HttpVersion.HTTP_2) {
                response.putHeader("Connection", "close");
            }
            answer(reply);
            if (more) {
                request.exceptionHandler(gone -> {}).handler(dropped -> {}).endHandler(end -> {});
                vertx.setTimer(1_000, fired -> hangUp()); // so that a client that writes first gets to its answer
            }
        }

        private void hangUp() {
            if (request.version() == HttpVersion.HTTP_2) {
                response.reset(0); // NO_ERROR
            } else {
                request.connection().close();
            }
        }

        private void answer(Reply reply) {
            if (answered) {
                return;
            }
            answered = true;
            body = null;
            ended(reply.outcome());
            if (!response.ended() && !response.closed()) {
                response.setStatusCode(reply.status()).putHeader("Content-Type", reply.type()).end(reply.body());
            }
        }

        private void ended(GuardMetrics.Outcome outcome) {
            vertx.cancelTimer(clock);
            if (counted) {
                counted = false;
                inFlight.decrementAndGet();
            }
            metrics.reviewed(outcome, System.nanoTime() - started);
        }

        private void setClock(Duration time, Runnable then) {
            vertx.cancelTimer(clock);
            clock = vertx.setTimer(time.toMillis(), fired -> then.run());
        }
    }
}
