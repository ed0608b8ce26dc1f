package dev.sallyport.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.Set;

/** What is served where. */
final class Pages {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Authentication authentication;
    private final MappingTables tables;
    private final WebhookMetrics metrics;

    Pages(Authentication authentication, MappingTables tables, WebhookMetrics metrics) {
        this.authentication = authentication;
        this.tables = tables;
        this.metrics = metrics;
    }

    void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        if (path.equals("/authenticate")) {
            authentication.handle(request);
        } else if (!READING.contains(request.method())) {
            request.response().putHeader("Allow", "GET, HEAD");
            page(request, 405, TEXT, Buffer.buffer("expected GET\n"));
        } else {
            read(request, path);
        }
    }

    private void read(HttpServerRequest request, String path) {
        switch (path) {
            case "/healthz" -> page(request, 200, TEXT, Buffer.buffer("ok\n"));
            case "/readyz" -> readiness(request);
            case "/metrics" -> {
                WebhookMetrics.Page page = metrics.page(request.getHeader("Accept"));
                page(request, 200, page.contentType(), page.body());
            }
            default -> page(request, 404, TEXT,
                    Buffer.buffer("not found; there are /authenticate, /healthz, /readyz and /metrics\n"));
        }
    }

    private void readiness(HttpServerRequest request) {
        Readiness now = Readiness.of(tables);
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("application/json")) {
            page(request, now.status(), "application/json", now.json());
        } else {
            page(request, now.status(), TEXT, now.text());
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
}
