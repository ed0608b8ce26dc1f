package dev.sallyport.sandbox.aws;

import dev.sallyport.sandbox.aws.metadata.MetadataService;
import dev.sallyport.sandbox.aws.service.AwsServices;
import dev.sallyport.sandbox.aws.service.StsWeather;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * A running local AWS. All services answer at one HTTPS endpoint, told apart by what a request's signature is for; a
 * CONNECT proxy beside it leads AWS's own host names there. Everything that it knows is in its {@link AwsWorld}, which
 * may be changed while it runs; this class only listens, on 127.0.0.1.
 */
public final class LocalAws implements AutoCloseable {

    private final Listeners listeners;
    private final AwsServices services;
    private final MetadataService metadata;
    private final CertificateAuthority authority;

    private LocalAws(Listeners listeners, AwsServices services, MetadataService metadata,
            CertificateAuthority authority) {
        this.listeners = listeners;
        this.services = services;
        this.metadata = metadata;
        this.authority = authority;
    }

    /**
     * Starts listening. Returns when every port answers.
     *
     * @throws IllegalStateException when a port is taken; nothing listens then
     */
    public static LocalAws start(Vertx vertx, LocalAwsSettings settings, AwsWorld world, Clock clock) {
        SecureRandom random = new SecureRandom();
        AwsServices services = new AwsServices(world, clock);
        MetadataService metadata = new MetadataService(world, clock, random);
        AwsEndpoint endpoint = new AwsEndpoint(services, world.partition(), random);
        return new LocalAws(Listeners.open(vertx, settings, world.partition(), endpoint, metadata), services, metadata,
                settings.authority());
    }

    /** Where every service answers, such as {@code https://127.0.0.1:40123}: the value of {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return URI.create("https://" + Listeners.LOOPBACK + ":" + listeners.endpoint().actualPort());
    }

    /** Where the CONNECT proxy listens, such as {@code http://127.0.0.1:40124}. */
    public URI proxy() {
        return http(listeners.proxy());
    }

    /**
     * Where the metadata service answers as from an instance itself, such as {@code http://127.0.0.1:40125}: the value of
     * {@code AWS_EC2_METADATA_SERVICE_ENDPOINT}. It knows no instance before {@link #standOnInstance}.
     */
    public URI metadataEndpoint() {
        return http(listeners.metadata());
    }

    /**
     * The same service, two network hops away, as from a container on the instance: with a hop limit of 1 it never
     * answers a request for a session token.
     */
    public URI containerMetadataEndpoint() {
        return http(listeners.containerMetadata());
    }

    /** Which instance the metadata service stands on from now on; none when it is empty. */
    public void standOnInstance(Optional<String> instanceId) {
        metadata.standOn(instanceId);
    }

    /**
     * A client to whom {@code sts.REGION.amazonaws.com} is this local AWS: it goes through the CONNECT proxy, but straight
     * to this endpoint's own address, and trusts the sandbox's authority alone. It follows no redirect. Whoever asked for
     * it closes it.
     */
    public HttpClient stsClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .proxy(new ByTheProxy(new InetSocketAddress(InetAddress.ofLiteral(Listeners.LOOPBACK),
                        listeners.proxy().actualPort()), endpoint()))
                .sslContext(Trust.only(authority.certificatePem())).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Listeners.PATIENCE).build();
    }

    /** How STS is doing from now on; it begins fair. */
    public void setStsWeather(StsWeather weather) {
        services.setStsWeather(weather);
    }

    @Override
    public void close() {
        listeners.close();
    }

    private static URI http(HttpServer server) {
        return URI.create("http://" + Listeners.LOOPBACK + ":" + server.actualPort());
    }
}
