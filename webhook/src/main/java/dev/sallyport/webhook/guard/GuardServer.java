package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.Printable;
import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookStartException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The HTTPS listener that an API server sends AdmissionReviews to. {@code /validate} answers them, {@code /healthz} says
 * that the server runs, {@code /readyz} whether the API server knows of it, {@code /metrics} what happened. There is no
 * {@code /authenticate} here.
 */
final class GuardServer implements AutoCloseable {

    static final String PATH = "/validate";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MAX_STREAMS = 250; // as many as the API server's client opens, Go's default
    private static final int IDLE_SECONDS = 120; // beyond Go's 90, so that the client hangs up first

    /** How long a request in flight may take when the server ends; each is answered within {@link Admission#ANSWER}. */
    private static final Duration GRACE = Admission.ANSWER;

    private final HttpServer server;
    private final GuardMetrics metrics;
    private final Supplier<Optional<String>> unready;

    private GuardServer(Vertx vertx, String host, int port, TlsIdentity tls, Guard guard,
            Supplier<Optional<String>> unready) {
        this.metrics = new GuardMetrics();
        this.unready = unready;
        Admission admission = new Admission(vertx, guard, metrics);
        server = vertx.createHttpServer(options(host, port, tls)).requestHandler(request -> handle(request, admission));
        try {
            join(server.listen());
        } catch (CompletionException e) {
            throw new WebhookStartException("cannot listen on " + host + ":" + port + ": "
                    + (e.getCause() == null ? e : e.getCause()).getMessage()
                    + ". Stop what listens there, or choose another address or port", e);
        }
        metrics.certificateEnds(tls.end());
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @param unready why the API server would not ask this guard; empty when it does
     * @throws WebhookStartException when the address cannot be had, or the certificate is none
     */
    static GuardServer start(Vertx vertx, String host, int port, TlsIdentity tls, Guard guard,
            Supplier<Optional<String>> unready) {
        return new GuardServer(vertx, host, port, tls, guard, unready);
    }

    private static HttpServerOptions options(String host, int port, TlsIdentity tls) {
        try {
            return new HttpServerOptions().setHost(host).setPort(port).setSsl(true).setUseAlpn(true)
                    .setKeyCertOptions(tls.keyCertOptions())
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS))
                    .setHandle100ContinueAutomatically(true).setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw new WebhookStartException("cannot serve TLS: " + e.getMessage()
                    + ". Give a certificate and its key as PEM, or let the guard make its own", e);
        }
    }

    private void handle(HttpServerRequest request, Admission admission) {
        String path = request.path() == null ? "" : request.path();
        boolean reads = request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (path.equals(PATH)) {
            admission.handle(request);
        } else if (!reads) {
            request.response().putHeader("Allow", "GET, HEAD");
            page(request, 405, TEXT, Buffer.buffer("expected GET\n"));
        } else {
            read(request, path);
        }
    }

    private void read(HttpServerRequest request, String path) {
        switch (path) {
            case "/healthz" -> page(request, 200, TEXT, Buffer.buffer("ok\n"));
            case "/readyz" -> {
                Optional<String> why = unready.get();
                page(request, why.isEmpty() ? 200 : 503, TEXT, Buffer.buffer(
                        why.map(reason -> "not ready: " + Printable.of(reason)).orElse("ready") + "\n"));
            }
            case "/metrics" -> {
                GuardMetrics.Page page = metrics.page(request.getHeader("Accept"));
                page(request, 200, page.contentType(), page.body());
            }
            default -> page(request, 404, TEXT,
                    Buffer.buffer("not found; there are /validate, /healthz, /readyz and /metrics\n"));
        }
    }

    private static void page(HttpServerRequest request, int status, String type, Buffer body) {
        request.response().setStatusCode(status).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Content-Length", Integer.toString(body.length())).end();
        } else {
            request.response().end(body);
        }
    }

    int port() {
        return server.actualPort();
    }

    /** Serves new connections with another certificate; those that stand keep theirs. */
    void replaceCertificate(TlsIdentity tls) {
        join(server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(tls.keyCertOptions()).setUseAlpn(true)));
        metrics.certificateEnds(tls.end());
    }

    /** Takes no more connections, answers the requests in flight, then hangs up. */
    @Override
    public void close() {
        join(server.shutdown(GRACE.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static <T> void join(Future<T> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
