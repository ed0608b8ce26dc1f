package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.access.ClientCertificates;
import dev.sallyport.sandbox.kubernetes.access.FrontDoor;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.sandbox.kubernetes.admission.Gate;
import dev.sallyport.sandbox.kubernetes.admission.Webhooks;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.openapi.OpenApiDocuments;
import dev.sallyport.sandbox.kubernetes.request.Bodies;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter;
import dev.sallyport.sandbox.kubernetes.write.Writing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running local Kubernetes API. Thread-safe; {@link #close()} stops listening and ends every watch.
 *
 * <p>It starts with the namespaces, roles and bindings of a real cluster, and with nothing else: nodes, aws-auth and the
 * like are put there with {@link #create}.
 */
public final class LocalKubernetes implements AutoCloseable {

    private static final String DELETE_OPTIONS = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";
    private static final String BINDING = "io.k8s.api.core.v1.Binding";
    private static final int HISTORY = 10_000; // changes from which watches resume; memory of a few megabytes
    private static final int LINE_LIMIT = 32 * 1024; // bytes; selectors make long lines
    private static final int HEADER_LIMIT = 64 * 1024; // bytes; many groups to impersonate make long headers
    private static final long PATIENCE_SECONDS = 30; // for the socket to open or close

    private final HttpServer server;
    private final String host;
    private final FrontDoor door;
    private final KindRegistry kinds;
    private final ObjectStore store;
    private final ObjectWriter writer;

    private LocalKubernetes(Vertx vertx, LocalKubernetesSettings settings, TokenAuthenticator tokens, Clock clock) {
        this.host = settings.host();
        this.kinds = KindRegistry.standard();
        this.store = new ObjectStore(HISTORY);
        ClientCertificates certificates = new ClientCertificates(settings.clientCaPem(), clock);
        this.door = new FrontDoor(certificates, tokens);
        AccessControl access = new AccessControl(store, kinds);
        Gate gate = new Gate(store, new Webhooks(store, kinds, access, vertx), clock);
        this.writer = ObjectWriter.into(store, kinds, access, gate, clock, new SecureRandom());
        Deletes deletes = new Deletes(store, gate, kinds.shape(DELETE_OPTIONS), clock);
        ClusterControllers controllers = new ClusterControllers(store, kinds, writer, deletes, settings.serverCaPem());
        Bootstrap.into(this);
        controllers.settle();
        controllers.follow(vertx.getOrCreateContext());
        HttpServerOptions options = new HttpServerOptions().setMaxInitialLineLength(LINE_LIMIT)
                .setMaxHeaderSize(HEADER_LIMIT).setSsl(true).setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(certificates.handshake()))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(settings.server().certificatePem()))
                        .addKeyValue(Buffer.buffer(settings.server().privateKeyPem())));
        HttpServer http = vertx.createHttpServer(options);
        Bodies bodies = new Bodies(kinds);
        ResourceHandler resources = new ResourceHandler(new Reads(store, clock, vertx),
                new Writes(writer, bodies, clock), deletes,
                new Reviews(access, door::tokens, bodies, clock),
                new Subresources(store, writer, deletes, gate, kinds.shape(BINDING)), gate, vertx);
        FixedPaths paths = new FixedPaths(kinds, new Discovery(kinds, () -> host + ":" + http.actualPort()),
                new OpenApiDocuments(kinds, "1.34"), version(settings.gitVersion()));
        http.requestHandler(new ApiHandler(door, access, kinds, resources, paths));
        this.server = await(http.listen(settings.port(), settings.host()),
                "listen on " + settings.host() + ":" + settings.port());
    }

    /**
     * Starts, and waits until it listens; not to be called on an event loop.
     *
     * @param tokens says whose a bearer token is; can be replaced while it runs
     * @throws IllegalStateException when the port cannot be had
     */
    public static LocalKubernetes start(Vertx vertx, LocalKubernetesSettings settings, TokenAuthenticator tokens,
            Clock clock) {
        return new LocalKubernetes(vertx, settings, tokens, clock);
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("https://" + host + ":" + server.actualPort());
    }

    /** What the cluster holds. */
    public ObjectStore store() {
        return store;
    }

    /** Lets somebody else say from now on whose a bearer token is. */
    public void askAboutTokens(TokenAuthenticator tokens) {
        door.askAboutTokens(tokens);
    }

    /**
     * Puts an object into the cluster as one of its own parts does: completed and checked like every other, but held to
     * no right. A status is kept.
     *
     * @param object with {@code apiVersion}, {@code kind} and {@code metadata}
     * @return the object as it is stored
     * @throws IllegalArgumentException when its kind is not served
     */
    public ObjectNode create(JsonNode object) {
        return create(object, "sandbox");
    }

    /** As {@link #create(JsonNode)}, with the name of the part that owns the fields. */
    ObjectNode create(JsonNode object, String manager) {
        String apiVersion = object.path("apiVersion").asText();
        String name = object.path("kind").asText();
        Kind kind = kinds.byApiVersion(apiVersion, name)
                .orElseThrow(() -> new IllegalArgumentException("no kind " + name + " of " + apiVersion
                        + " is served; see " + endpoint() + "/apis"));
        String namespace = kind.namespaced() ? Metadata.namespace(object) : "";
        return writer.create(Writing.byCluster(kind, namespace, manager), ((ObjectNode) object).deepCopy());
    }

    private static ObjectNode version(String gitVersion) {
        String[] parts = gitVersion.substring(1).split("\\.", 3);
        return JsonNodeFactory.instance.objectNode().put("major", parts[0]).put("minor", parts[1])
                .put("emulationMajor", parts[0]).put("emulationMinor", parts[1])
                .put("minCompatibilityMajor", parts[0])
                .put("minCompatibilityMinor", Integer.toString(Integer.parseInt(parts[1]) - 1))
                .put("gitVersion", gitVersion).put("gitCommit", "").put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z").put("goVersion", "").put("compiler", "")
                .put("platform", "");
    }

    @Override
    public void close() {
        await(server.close(), "stop listening");
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("the local Kubernetes API could not " + what + ": " + cause.getMessage(),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the local Kubernetes API could " + what, e);
        }
    }
}
