package dev.sallyport.sandbox.aws;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;

/**
 * Leads {@code CONNECT sts.REGION.amazonaws.com:443} to the local endpoint, which ends TLS with a certificate for that
 * name. So whoever asks AWS under its real names reaches the sandbox, without a change to name resolution and with the
 * {@code Host} header as it was signed. It leads nowhere else.
 */
final class ConnectProxy {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectProxy.class);

    private final NetClient client;
    private final Set<String> targets;
    private final int endpointPort;

    /**
     * A proxy.
     *
     * @param targets the {@code host:port} that it accepts
     * @param endpointPort the port of the local endpoint, where all of them lead
     */
    ConnectProxy(Vertx vertx, Set<String> targets, int endpointPort) {
        this.client = vertx.createNetClient();
        this.targets = Set.copyOf(targets);
        this.endpointPort = endpointPort;
    }

    void handle(HttpServerRequest request) {
        if (!HttpMethod.CONNECT.equals(request.method())) {
            request.response().setStatusCode(405).putHeader("Allow", "CONNECT")
                    .end("This is a proxy for CONNECT to hosts of AWS, and nothing else.\n");
            return;
        }
        if (!targets.contains(request.uri())) {
            request.response().setStatusCode(403)
                    .end("The sandbox leads to the hosts of AWS that it stands for, such as"
                            + " sts.eu-west-1.amazonaws.com:443, and to no other.\n");
            return;
        }
        client.connect(endpointPort, "127.0.0.1").onComplete(endpoint -> request.toNetSocket()
                .onSuccess(near -> join(near, endpoint))
                .onFailure(failed -> {
                    LOG.debug("a tunnel could not be opened");
                    endpoint.close();
                }), failed -> request.response().setStatusCode(502).end());
    }

    /** Closes what is left of the tunnels. */
    Future<Void> close() {
        return client.close();
    }

    private static void join(NetSocket near, NetSocket far) {
        near.pipeTo(far);
        far.pipeTo(near);
    }
}
