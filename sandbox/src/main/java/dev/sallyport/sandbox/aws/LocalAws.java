package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.Partition;
import dev.sallyport.sandbox.aws.metadata.MetadataService;
import dev.sallyport.sandbox.aws.service.AwsServices;
import dev.sallyport.sandbox.aws.wire.AwsHost;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;

import javax.net.ssl.SSLContext;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A running local AWS. All services answer at one HTTPS endpoint, told apart by what a request's signature is for; a
 * CONNECT proxy beside it leads AWS's own host names there. Everything that it knows is in its {@link AwsWorld}, which
 * may be changed while it runs; this class only listens, on 127.0.0.1.
 */
public final class LocalAws implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10); // for opening and closing ports on loopback

    private static final int ON_INSTANCE = 1; // hops to the metadata service
    private static final int IN_CONTAINER = 2; // the bridge is one more

    private final List<HttpServer> servers;
    private final URI endpoint;
    private final InetSocketAddress proxy;
    private final CertificateAuthority authority;
    private final MetadataService metadata;
    private final URI metadataEndpoint;
    private final URI containerMetadataEndpoint;

    private LocalAws(List<HttpServer> servers, URI endpoint, InetSocketAddress proxy, CertificateAuthority authority,
            MetadataService metadata, URI metadataEndpoint, URI containerMetadataEndpoint) {
        this.servers = List.copyOf(servers);
        this.endpoint = endpoint;
        this.proxy = proxy;
        this.authority = authority;
        this.metadata = metadata;
        this.metadataEndpoint = metadataEndpoint;
        this.containerMetadataEndpoint = containerMetadataEndpoint;
    }

    /**
     * Starts listening. Returns when every port answers.
     *
     * @throws IllegalStateException when a port is taken; nothing listens then
     */
    public static LocalAws start(Vertx vertx, LocalAwsSettings settings, AwsWorld world, Clock clock) {
        List<HttpServer> started = new ArrayList<>();
        try {
            SecureRandom random = new SecureRandom();
            AwsServices services = new AwsServices(world, clock);
            AwsEndpoint handler = new AwsEndpoint(services, world.partition(), random);
            HttpServer endpoint = listen(started, vertx.createHttpServer(tls(settings, world.partition()))
                    .requestHandler(handler::handle), settings.port(), "AWS endpoint");
            ConnectProxy tunnels = new ConnectProxy(vertx, AwsHost.all(world.partition()).stream()
                    .map(host -> host.name() + ":443").collect(Collectors.toSet()), endpoint.actualPort());
            HttpServer proxy = listen(started, vertx.createHttpServer().requestHandler(tunnels::handle),
                    settings.proxyPort(), "CONNECT proxy");
            MetadataService metadata = new MetadataService(world, clock, random);
            HttpServer near = listen(started, vertx.createHttpServer()
                    .requestHandler(request -> metadata.handle(request, ON_INSTANCE)), settings.metadataPort(),
                    "instance metadata service");
            HttpServer far = listen(started, vertx.createHttpServer()
                    .requestHandler(request -> metadata.handle(request, IN_CONTAINER)), 0,
                    "instance metadata service for containers");
            return new LocalAws(started, URI.create("https://" + LOOPBACK + ":" + endpoint.actualPort()),
                    new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), proxy.actualPort()), settings.authority(),
                    metadata, http(near), http(far));
        } catch (RuntimeException failed) {
            started.forEach(server -> await(server.close(), "a port"));
            throw failed;
        }
    }

    /** Where every service answers, such as {@code https://127.0.0.1:40123}: the value of {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Where the CONNECT proxy listens, such as {@code http://127.0.0.1:40124}. */
    public URI proxy() {
        return URI.create("http://" + LOOPBACK + ":" + proxy.getPort());
    }

    /**
     * Where the metadata service answers as from an instance itself, such as {@code http://127.0.0.1:40125}: the value of
     * {@code AWS_EC2_METADATA_SERVICE_ENDPOINT}. It knows no instance before {@link #standOnInstance}.
     */
    public URI metadataEndpoint() {
        return metadataEndpoint;
    }

    /**
     * The same service, two network hops away, as from a container on the instance: with a hop limit of 1 it never
     * answers a request for a session token.
     */
    public URI containerMetadataEndpoint() {
        return containerMetadataEndpoint;
    }

    /** Which instance the metadata service stands on from now on; none when it is empty. */
    public void standOnInstance(Optional<String> instanceId) {
        metadata.standOn(instanceId);
    }

    /**
     * A client to whom {@code sts.REGION.amazonaws.com} is this local AWS: it goes through the CONNECT proxy and trusts
     * the sandbox's authority alone. It follows no redirect.
     */
    public HttpClient stsClient() {
        SSLContext trust = Trust.only(authority.certificatePem());
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(new ByTheProxy(proxy, endpoint))
                .sslContext(trust).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(PATIENCE).build();
    }

    @Override
    public void close() {
        servers.forEach(server -> await(server.close(), "a port"));
    }

    private static URI http(HttpServer server) {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
    }

    private static HttpServer listen(List<HttpServer> started, HttpServer server, int port, String what) {
        HttpServer listening = await(server.listen(port, LOOPBACK), "the " + what + " on " + LOOPBACK + ":" + port);
        started.add(listening);
        return listening;
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
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1)).setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(32 * 1024);
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(what + " could not be opened or closed: " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(what + " did not open or close within " + PATIENCE.toSeconds() + " s",
                    late);
        }
    }
}
