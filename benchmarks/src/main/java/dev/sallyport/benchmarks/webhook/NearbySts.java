package dev.sallyport.benchmarks.webhook;

import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An STS that vouches for everybody after a set time, behind a proxy that leads every {@code CONNECT} to it. Both servers
 * under load reach it the same way: through {@code HTTPS_PROXY}, under the real host's name.
 */
final class NearbySts implements AutoCloseable {

    private static final String HOST = "sts.eu-west-1.amazonaws.com";

    private static final Buffer ANSWER = Buffer.buffer("""
            {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",\
            "Arn":"arn:aws:iam::123456789012:user/load","UserId":"AIDALOADLOADLOADLOAD1"},\
            "ResponseMetadata":{"RequestId":"11111111-2222-3333-4444-555555555555"}}}""");

    private final Vertx vertx;
    private final long millis;
    private final HttpServer sts;
    private final HttpServer proxy;
    private final NetClient tunnels;
    private final AtomicLong asked = new AtomicLong();

    NearbySts(Vertx vertx, long millis, CertificateAuthority authority) {
        this.vertx = vertx;
        this.millis = millis;
        this.tunnels = vertx.createNetClient();
        this.sts = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true)
                .setKeyCertOptions(authority.issueServer(HOST, List.of(HOST), List.of()).keyCertOptions()))
                .requestHandler(this::vouch);
        sts.listen().await();
        this.proxy = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::connect);
        proxy.listen().await();
    }

    /** The port of the proxy. */
    int proxyPort() {
        return proxy.actualPort();
    }

    /** How many calls there have been. */
    long asked() {
        return asked.get();
    }

    private void vouch(HttpServerRequest request) {
        asked.incrementAndGet();
        vertx.setTimer(millis, late -> request.response().putHeader("Content-Type", "application/json").end(ANSWER));
    }

    private void connect(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.CONNECT)) {
            request.response().setStatusCode(405).end();
            return;
        }
        request.pause();
        tunnels.connect(sts.actualPort(), "127.0.0.1").onSuccess(far -> {
            request.toNetSocket().onSuccess(near -> join(near, far)).onFailure(gone -> far.close());
        }).onFailure(gone -> request.response().setStatusCode(502).end());
    }

    private static void join(NetSocket near, NetSocket far) {
        near.handler(far::write).closeHandler(closed -> far.close());
        far.handler(near::write).closeHandler(closed -> near.close());
    }

    @Override
    public void close() {
        proxy.close().await();
        sts.close().await();
        tunnels.close().await();
    }
}
