package dev.sallyport.webhook;

import io.vertx.core.http.HttpServerRequest;

/** What is served where. */
final class Pages {

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
        switch (path) {
            case "/authenticate" -> authentication.handle(request);
            case "/healthz" -> Page.text(200, "ok\n").answer(request);
            case "/readyz" -> readiness(request).answer(request);
            case "/metrics" -> metrics.page(request.getHeader("Accept")).answer(request);
            default -> Page.text(404, "not found; there are /authenticate, /healthz, /readyz and /metrics\n")
                    .answer(request);
        }
    }

    private Page readiness(HttpServerRequest request) {
        Readiness now = Readiness.of(tables);
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("application/json")
                ? new Page(now.status(), "application/json", now.json())
                : Page.text(now.status(), now.text());
    }
}
