package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.Partition;
import dev.sallyport.sandbox.aws.metadata.MetadataService;
import dev.sallyport.sandbox.aws.wire.AwsHost;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The ports of the local AWS, all on 127.0.0.1: opened together or not at all, closed together.
 *
 * @param endpoint HTTPS, all services
 * @param proxy the CONNECT proxy
 * @param metadata instance metadata, as from the instance
 * @param containerMetadata instance metadata, as from a container on it
 * @param closers what {@link #close} does, the last opened first
 */
record Listeners(HttpServer endpoint, HttpServer proxy, HttpServer metadata, HttpServer containerMetadata,
        List<Supplier<Future<Void>>> closers) {

    static final String LOOPBACK = "127.0.0.1";

    /** For opening and closing ports on loopback. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int ON_INSTANCE = 1; // hops to the metadata service
    private static final int IN_CONTAINER = 2; // the bridge is one more
    private static final int LONGEST_REQUEST_LINE = 16 * 1024; // session tokens stand in presigned URLs
    private static final int LARGEST_HEADERS = 32 * 1024;

    static Listeners open(Vertx vertx, LocalAwsSettings settings, Partition partition, AwsEndpoint endpoint,
            MetadataService metadata) {
        Deque<Supplier<Future<Void>>> closers = new ArrayDeque<>();
        try {
            HttpServer https = listen(closers, vertx.createHttpServer(tls(settings, partition)), endpoint::handle,
                    settings.port(), "the AWS endpoint");
            ConnectProxy tunnels = new ConnectProxy(vertx, AwsHost.all(partition).stream()
                    .map(host -> host.name() + ":443").collect(Collectors.toSet()), https.actualPort());
            closers.push(tunnels::close);
            HttpServer proxy = listen(closers, vertx.createHttpServer(plain()), tunnels::handle, settings.proxyPort(),
                    "the CONNECT proxy");
            HttpServer near = listen(closers, vertx.createHttpServer(plain()),
                    request -> metadata.handle(request, ON_INSTANCE), settings.metadataPort(),
                    "the instance metadata service");
            HttpServer far = listen(closers, vertx.createHttpServer(plain()),
                    request -> metadata.handle(request, IN_CONTAINER), 0,
                    "the instance metadata service for containers");
            return new Listeners(https, proxy, near, far, List.copyOf(closers));
        } catch (RuntimeException failed) {
            closers.forEach(closer -> await(closer.get(), "a port could not be closed"));
            throw failed;
        }
    }

    void close() {
        closers.forEach(closer -> await(closer.get(), "a port could not be closed"));
    }

    private static HttpServer listen(Deque<Supplier<Future<Void>>> closers, HttpServer server,
            Handler<HttpServerRequest> handler, int port, String what) {
        HttpServer listening = await(server.requestHandler(handler).listen(port, LOOPBACK),
                what + " cannot listen on " + LOOPBACK + ":" + port);
        closers.push(listening::close);
        return listening;
    }

    /** HTTP/1.1 alone: a client that asks for an upgrade to HTTP/2 would come back without a Host header. */
    private static HttpServerOptions plain() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false);
    }

    /** Two certificates, told apart by the name that the client asks for: the one with AWS's hosts is large. */
    private static HttpServerOptions tls(LocalAwsSettings settings, Partition partition) {
        TlsIdentity own = settings.authority().issueServer("Sallyport local AWS", List.of("localhost"),
                List.of(LOOPBACK));
        TlsIdentity aws = settings.authority().issueServer("Sallyport local AWS, AWS hosts",
                AwsHost.all(partition).stream().map(AwsHost::name).toList(), List.of());
        PemKeyCertOptions keys = new PemKeyCertOptions();
        for (TlsIdentity identity : List.of(own, aws)) {
            keys.addCertValue(Buffer.buffer(identity.certificatePem()))
                    .addKeyValue(Buffer.buffer(identity.privateKeyPem()));
        }
        // HTTP/1.1 alone, as AWS's endpoints for these services speak it.
        return new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1)).setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS);
    }

    private static <T> T await(Future<T> future, String problem) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem + ": interrupted", interrupted);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new IllegalStateException(problem + ": " + (cause == null ? failed : cause.getMessage()), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(problem + " within " + PATIENCE.toSeconds() + " s", late);
        }
    }
}
