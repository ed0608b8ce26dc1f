package dev.sallyport.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes in what is posted to a listener, within bounds of size and time: of one body, and of all that are on their way or
 * still worked on, so that many clients take no more memory than there is. Everything about one request happens on its event loop.
 */
public final class BodyIntake {

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final int most;
    private final long mostTogether;
    private final Duration within;
    private final AtomicLong together = new AtomicLong();

    /**
     * An intake for one listener.
     *
     * @param most bytes of one body
     * @param mostTogether bytes of all bodies that are on their way, or that a {@link Taker} has not let go of
     * @param within how long a body may take to arrive
     */
    public BodyIntake(Vertx vertx, int most, long mostTogether, Duration within) {
        this.vertx = vertx;
        this.most = most;
        this.mostTogether = mostTogether;
        this.within = within;
    }

    /** Who waits for a body. One of the two is called, once, on the request's event loop. */
    public interface Taker {

        /**
         * The whole body.
         *
         * @param letGo to be called once, from any thread, when the body is not needed any more: until then it counts
         */
        void taken(byte[] body, Runnable letGo);

        /**
         * There is none, and this is the answer to give; after {@link BadRequest#ABORTED} nobody is left to get one.
         *
         * @return done when the answer is sent
         */
        Future<Void> refused(BadRequest why, String detail);
    }

    /** Takes a request's body in. What is left of a refused one is dropped, and the client cut off. */
    public void take(HttpServerRequest request, Taker taker) {
        new Arrival(request, taker).begin();
    }

    /** One body on its way. */
    private final class Arrival {

        private final HttpServerRequest request;
        private final Taker taker;
        private @Nullable Buffer body = Buffer.buffer();
        private long clock = -1;

        Arrival(HttpServerRequest request, Taker taker) {
            this.request = request;
            this.taker = taker;
        }

        void begin() {
            if (!request.method().equals(HttpMethod.POST)) {
                request.response().putHeader("Allow", "POST");
                refuse(BadRequest.WRONG_METHOD, request.method().name());
            } else if (encoded(request.getHeader("Content-Encoding"))) {
                refuse(BadRequest.BODY_ENCODED, "");
            } else if (announced(request.getHeader("Content-Length")) > most) {
                refuse(BadRequest.BODY_TOO_LARGE, "announced " + request.getHeader("Content-Length") + " bytes");
            } else {
                receive();
            }
        }

        private void receive() {
            setClock(within, () -> refuse(BadRequest.BODY_TOO_SLOW, "after " + within.toMillis() + " ms"));
            request.exceptionHandler(gone -> {
                if (body != null) {
                    letGo();
                    var _ = taker.refused(BadRequest.ABORTED, "");
                }
            });
            request.handler(this::append);
            request.endHandler(end -> {
                if (body != null) {
                    vertx.cancelTimer(clock);
                    byte[] whole = body.getBytes();
                    body = null;
                    taker.taken(whole, () -> together.addAndGet(-whole.length));
                }
            });
        }

        private void append(Buffer chunk) {
            if (body == null) {
                return;
            }
            if (body.length() + chunk.length() > most) {
                refuse(BadRequest.BODY_TOO_LARGE, "");
            } else if (together.addAndGet(chunk.length()) > mostTogether) {
                together.addAndGet(-chunk.length());
                refuse(BadRequest.BODIES_TOO_MANY, "");
            } else {
                body.appendBuffer(chunk);
            }
        }

        private void letGo() {
            vertx.cancelTimer(clock);
            if (body != null) {
                together.addAndGet(-body.length());
                body = null;
            }
        }

        private void refuse(BadRequest why, String detail) {
            letGo();
            boolean more = !request.isEnded();
            if (more && request.version() != HttpVersion.HTTP_2) {
                request.response().putHeader("Connection", "close");
            }
            Future<Void> sent = taker.refused(why, detail);
            if (more && why == BadRequest.BODY_TOO_SLOW) {
                sent.onComplete(done -> hangUp());
            } else if (more) {
                lingerAndHangUp();
            }
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
                request.response().reset(0); // NO_ERROR
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
