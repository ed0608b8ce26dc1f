package dev.sallyport.webhook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sallyport.identity.StsExchange;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.VerifierSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The HTTPS server that a cluster's API server asks who a token's owner is. {@code /authenticate} answers TokenReviews,
 * {@code /healthz} says that the server runs, {@code /readyz} whether every source has rules, {@code /metrics} what
 * happened. HTTP/1.1 and HTTP/2, TLS 1.2 and 1.3.
 *
 * <p>Answers of {@code /authenticate}: 200 with who the caller is; 403 for a token that was refused and for somebody whom
 * no rule knows; 429 when STS throttles and 503 with {@code Retry-After} when there is no verdict for another reason, on
 * both of which the API server asks again.
 *
 * <p>STS is asked through {@link StsCache} and {@link StsTurnstile}, on virtual threads; the event loop never blocks.
 */
public final class WebhookServer implements AutoCloseable {

    private static final int MAX_STREAMS = 250; // as many as the API server's client opens, Go's default
    private static final int IDLE_SECONDS = 120; // beyond Go's 90, so that the client hangs up first

    private final HttpServer server;
    private final int port;
    private final Duration grace;
    private final WebhookMetrics metrics;

    private WebhookServer(HttpServer server, Duration grace, WebhookMetrics metrics, TlsIdentity tls) {
        this.server = server;
        this.port = server.actualPort();
        this.grace = grace;
        this.metrics = metrics;
        metrics.certificateEnds(tls.end());
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @param vertx whose event loops to run on; not closed with the server
     * @param settings where to listen and how much to take on
     * @param accepted which tokens are good, and whom to ask
     * @param sts how STS is asked
     * @param tables who becomes whom
     * @param clock what a token's age is measured by
     * @throws WebhookStartException when the address cannot be had or the certificate is none
     */
    public static WebhookServer start(Vertx vertx, WebhookSettings settings, VerifierSettings accepted,
            StsExchange sts, MappingTables tables, Clock clock) {
        WebhookMetrics metrics = new WebhookMetrics(tables);
        StsExchange bounded = new StsTurnstile(sts, settings.maxStsCalls(), settings.answerWithin(), metrics);
        StsExchange cached = new StsCache(bounded, settings.cacheFor(), Ticker.systemTicker(), metrics);
        Reviewer reviewer = new Reviewer(new TokenVerifier(accepted, cached, clock), tables);
        return start(vertx, settings, reviewer, tables, metrics);
    }

    private static WebhookServer start(Vertx vertx, WebhookSettings settings, Reviewer reviewer, MappingTables tables,
            WebhookMetrics metrics) {
        Pages pages = new Pages(new Authentication(vertx, reviewer, settings, metrics), tables, metrics);
        HttpServer server = vertx.createHttpServer(options(settings)).requestHandler(pages::handle);
        try {
            join(server.listen());
        } catch (CompletionException e) {
            throw WebhookStartException.cannotListen(settings, e.getCause() == null ? e : e.getCause());
        }
        return new WebhookServer(server, settings.answerWithin(), metrics, settings.tls());
    }

    private static HttpServerOptions options(WebhookSettings settings) {
        return new HttpServerOptions().setHost(settings.host()).setPort(settings.port()).setSsl(true).setUseAlpn(true)
                .setKeyCertOptions(tls(settings)).setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS))
                .setHandle100ContinueAutomatically(true).setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static KeyCertOptions tls(WebhookSettings settings) {
        try {
            return settings.tls().keyCertOptions();
        } catch (IllegalArgumentException e) {
            throw WebhookStartException.cannotServe(settings, e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Serves new connections with another certificate; those that stand keep theirs. */
    public void replaceCertificate(TlsIdentity tls) {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(tls.keyCertOptions())
                .setUseAlpn(true);
        join(server.updateSSLOptions(options));
        metrics.certificateEnds(tls.end());
    }

    /** Takes no more connections, answers the reviews in flight, which takes no longer than {@link WebhookSettings#answerWithin()}, then hangs up. */
    @Override
    public void close() {
        join(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static <T> void join(Future<T> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
