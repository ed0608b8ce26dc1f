package dev.sallyport.webhook;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;

import java.net.BindException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Listens for API servers: HTTP/1.1 and HTTP/2, TLS 1.2 and 1.3, with a certificate that can be replaced while it serves.
 */
public final class HttpsListener implements AutoCloseable {

    private static final int MAX_STREAMS = 250; // as many as the API server's client opens, Go's default
    private static final int IDLE_SECONDS = 120; // beyond Go's 90, so that the client hangs up first

    private final HttpServer server;
    private final Duration grace;

    private HttpsListener(HttpServer server, Duration grace) {
        this.server = server;
        this.grace = grace;
    }

    /**
     * Starts listening; it answers when this returns.
     *
     * @param vertx whose event loops to run on; not closed with the listener
     * @param grace how long a request in flight may take when the listener ends
     * @param handler answers each request, on an event loop
     * @throws WebhookStartException when the address cannot be had or the certificate is none
     */
    public static HttpsListener start(Vertx vertx, String host, int port, TlsIdentity tls, Duration grace,
            Handler<HttpServerRequest> handler) {
        String where = host + ":" + port;
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port).setSsl(true)
                    .setUseAlpn(true).setKeyCertOptions(tls.keyCertOptions())
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS))
                    .setHandle100ContinueAutomatically(true).setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)).requestHandler(handler);
            join(server.listen());
            return new HttpsListener(server, grace);
        } catch (IllegalArgumentException e) {
            throw new WebhookStartException("cannot serve TLS on " + where + ": " + e.getMessage()
                    + ". Give a certificate and its key as PEM, or neither: then one is made", e);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WebhookStartException("cannot listen on " + where + ": " + cause.getMessage()
                    + (cause instanceof BindException
                            ? ". Stop what listens there, or choose another address or port"
                            : ""),
                    cause);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Serves new connections with another certificate; those that stand keep theirs. */
    public void replaceCertificate(TlsIdentity tls) {
        join(server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(tls.keyCertOptions()).setUseAlpn(true)));
    }

    /** Takes no more connections, answers the requests in flight, then hangs up. */
    @Override
    public void close() {
        join(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static <T> void join(Future<T> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
