package dev.sallyport.benchmarks.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One measurement: so many clients, each asking as soon as it was answered, for a set time.
 *
 * @param seconds how long it took
 * @param millis how long each answered review took, ascending
 * @param failed answers other than 200, and none
 * @param cpuMillis the processor time that the server spent meanwhile, which other programs on the machine change little
 */
record Round(double seconds, List<Double> millis, int failed, double cpuMillis) {

    /** Reviews answered in a second. */
    double rate() {
        return millis.size() / seconds;
    }

    /** Processor time for one review, in milliseconds. */
    double cpuEach() {
        return cpuMillis / millis.size();
    }

    /** The time within which this part of all reviews was answered. */
    double within(double part) {
        if (millis.isEmpty()) {
            return Double.NaN;
        }
        return millis.get(Math.min(millis.size() - 1, (int) (millis.size() * part)));
    }

    /**
     * Clients that keep their connections from round to round, as API servers do. On HTTP/2 they share eight, as the API
     * servers of a cluster would.
     */
    static HttpClientAgent clients(Vertx vertx, int port, HttpVersion version, int clients) {
        boolean http2 = version == HttpVersion.HTTP_2;
        return vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false).setUseAlpn(http2)
                        .setProtocolVersion(version).setHttp2MultiplexingLimit(Math.max(1, clients / 8))
                        .setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(clients).setHttp2MaxSize(8).setMaxWaitQueueSize(-1));
    }

    /** Asks for a set time. */
    static Round run(HttpClientAgent client, ServerProcess server, int clients, Duration time, Supplier<Buffer> bodies)
            throws InterruptedException {
        Duration before = server.processorTime();
        Run run = new Run(client, bodies, System.nanoTime() + time.toNanos(), clients);
        long started = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            run.next();
        }
        run.ended.await();
        double seconds = (System.nanoTime() - started) / 1e9;
        double cpu = server.processorTime().minus(before).toNanos() / 1e6;
        return new Round(seconds, run.millis.stream().sorted().toList(), run.failed.get(), cpu);
    }

    private static final class Run {

        private final HttpClientAgent client;
        private final RequestOptions to;
        private final Supplier<Buffer> bodies;
        private final long end;
        private final CountDownLatch ended;
        private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failed = new AtomicInteger();

        Run(HttpClientAgent client, Supplier<Buffer> bodies, long end, int clients) {
            this.client = client;
            this.to = new RequestOptions().setMethod(HttpMethod.POST).setURI("/authenticate").putHeader("Content-Type",
                    "application/json");
            this.bodies = bodies;
            this.end = end;
            this.ended = new CountDownLatch(clients);
        }

        void next() {
            long started = System.nanoTime();
            if (started >= end) {
                ended.countDown();
                return;
            }
            client.request(to).compose(request -> request.send(bodies.get()))
                    .compose(response -> response.body().map(body -> response.statusCode())).onComplete(status -> {
                        if (status.succeeded() && status.result() == 200) {
                            millis.add((System.nanoTime() - started) / 1e6);
                        } else {
                            failed.incrementAndGet();
                        }
                        next();
                    });
        }
    }
}
