package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.HttpsListener;
import dev.sallyport.webhook.Page;
import dev.sallyport.webhook.Printable;
import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookStartException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The HTTPS listener that an API server sends AdmissionReviews to. {@code /validate} answers them, {@code /healthz} says
 * that the server runs, {@code /readyz} whether the API server knows of it, {@code /metrics} what happened. There is no
 * {@code /authenticate} here.
 */
final class GuardServer implements AutoCloseable {

    static final String PATH = "/validate";

    private final HttpsListener listener;
    private final Admission admission;
    private final GuardMetrics metrics = new GuardMetrics();
    private final Supplier<Optional<String>> unready;

    private GuardServer(Vertx vertx, String host, int port, TlsIdentity tls, Guard guard,
            Supplier<Optional<String>> unready) {
        this.unready = unready;
        this.admission = new Admission(vertx, guard, metrics);
        this.listener = HttpsListener.start(vertx, host, port, tls, Admission.ANSWER, this::handle);
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

    private void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        switch (path) {
            case PATH -> admission.handle(request);
            case "/healthz" -> Page.text(200, "ok\n").answer(request);
            case "/readyz" -> readiness().answer(request);
            case "/metrics" -> metrics.page(request.getHeader("Accept")).answer(request);
            default -> Page.text(404, "not found; there are /validate, /healthz, /readyz and /metrics\n")
                    .answer(request);
        }
    }

    private Page readiness() {
        return unready.get().map(why -> Page.text(503, "not ready: " + Printable.of(why) + "\n"))
                .orElseGet(() -> Page.text(200, "ready\n"));
    }

    int port() {
        return listener.port();
    }

    /** Serves new connections with another certificate; those that stand keep theirs. */
    void replaceCertificate(TlsIdentity tls) {
        listener.replaceCertificate(tls);
        metrics.certificateEnds(tls.end());
    }

    /** Takes no more connections, answers the requests in flight, then hangs up. */
    @Override
    public void close() {
        listener.close();
    }
}
