package dev.sallyport.webhook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sallyport.identity.StsExchange;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.VerifierSettings;
import io.vertx.core.Vertx;

import java.time.Clock;

/**
 * The HTTPS server that a cluster's API server asks who a token's owner is. {@code /authenticate} answers TokenReviews,
 * {@code /healthz} says that the server runs, {@code /readyz} whether every source has rules, {@code /metrics} what
 * happened.
 *
 * <p>Answers of {@code /authenticate}: 200 with who the caller is; 403 for a token that was refused and for somebody whom
 * no rule knows; 429 when STS throttles and 503 with {@code Retry-After} when there is no verdict for another reason, on
 * both of which the API server asks again.
 *
 * <p>STS is asked through {@link StsCache} and {@link StsTurnstile}, on virtual threads; the event loop never blocks.
 */
public final class WebhookServer implements AutoCloseable {

    private final HttpsListener listener;
    private final int port;
    private final WebhookMetrics metrics;

    private WebhookServer(HttpsListener listener, WebhookMetrics metrics, TlsIdentity tls) {
        this.listener = listener;
        this.port = listener.port();
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
        return new WebhookServer(HttpsListener.start(vertx, settings.host(), settings.port(), settings.tls(),
                settings.answerWithin(), pages::handle), metrics, settings.tls());
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Serves new connections with another certificate; those that stand keep theirs. */
    public void replaceCertificate(TlsIdentity tls) {
        listener.replaceCertificate(tls);
        metrics.certificateEnds(tls.end());
    }

    /** Takes no more connections, answers the reviews in flight, which takes no longer than {@link WebhookSettings#answerWithin()}, then hangs up. */
    @Override
    public void close() {
        listener.close();
    }
}
