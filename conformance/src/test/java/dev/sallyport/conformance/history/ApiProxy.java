package dev.sallyport.conformance.history;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an API, hands requests on, does something at the moment of one of them, or says that a watch is too old. */
final class ApiProxy implements AutoCloseable {

    /** On which side of the API's own work the moment lies. */
    enum Side {
        BEFORE, AFTER
    }

    private record Moment(int request, Side side, Runnable deed) {}

    private static final Moment NEVER = new Moment(0, Side.BEFORE, () -> {});

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final HttpServer server;
    private final URI api;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger watchesGone = new AtomicInteger();
    private volatile Moment moment = NEVER;

    private ApiProxy(OwnApi api) {
        this.api = api.endpoint();
        this.client = vertx.createHttpClient(api.clientOptions());
        this.server = vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
    }

    static ApiProxy before(OwnApi api) {
        return new ApiProxy(api);
    }

    /** Plain http: it is the same machine. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Counts requests from now on, and does this once at the request with that number, which counts from 1. */
    void at(int request, Side side, Runnable deed) {
        requests.set(0);
        moment = new Moment(request, side, deed);
    }

    /** How many requests came since. */
    int requests() {
        return requests.get();
    }

    /** Answers the next so many watches with 410, as a server that has forgotten what happened so long ago. */
    void forget(int watches) {
        watchesGone.set(watches);
    }

    /** How many watches are still to be answered so. */
    int toForget() {
        return watchesGone.get();
    }

    private void watch(HttpServerRequest request) {
        if (watchesGone.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            request.response().setStatusCode(410).putHeader("Content-Type", "application/json")
                    .end("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\","
                            + " \"reason\": \"Expired\", \"code\": 410}");
            return;
        }
        client.request(options(request)).compose(HttpClientRequest::send)
                .onFailure(broken -> request.connection().close())
                .onSuccess(events -> {
                    request.response().setStatusCode(events.statusCode()).setChunked(true)
                            .putHeader("Content-Type", String.valueOf(events.getHeader("Content-Type")));
                    events.pipeTo(request.response());
                });
    }

    private void handle(HttpServerRequest request) {
        if (request.uri().contains("watch=true")) {
            watch(request);
            return;
        }
        int number = requests.incrementAndGet();
        Moment now = moment;
        request.body().onSuccess(body -> {
            if (now.request() == number && now.side() == Side.BEFORE) {
                now.deed().run();
                request.connection().close();
                return;
            }
            forward(request, body).onFailure(broken -> request.connection().close()).onSuccess(answer -> {
                if (now.request() == number && now.side() == Side.AFTER) {
                    now.deed().run();
                    request.connection().close();
                } else {
                    request.response().setStatusCode(answer.code()).putHeader("Content-Type", answer.type())
                            .end(answer.body());
                }
            });
        });
    }

    private record Answer(int code, String type, Buffer body) {}

    private Future<Answer> forward(HttpServerRequest request, Buffer body) {
        return client.request(options(request)).compose((HttpClientRequest sent) -> sent.send(body))
                .compose(response -> response.body().map(read -> new Answer(response.statusCode(),
                        String.valueOf(response.getHeader("Content-Type")), read)));
    }

    private RequestOptions options(HttpServerRequest request) {
        RequestOptions options = new RequestOptions().setHost(api.getHost()).setPort(api.getPort())
                .setMethod(request.method()).setURI(request.uri());
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Connection")
                    && !name.equalsIgnoreCase("Upgrade") && !name.equalsIgnoreCase("HTTP2-Settings")
                    && !name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                options.addHeader(name, value);
            }
        });
        return options;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
