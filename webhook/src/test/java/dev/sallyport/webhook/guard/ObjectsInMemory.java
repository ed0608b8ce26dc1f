package dev.sallyport.webhook.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;

/** As much of a Kubernetes API as keeps objects: get, create, delete, and update on condition of the version. */
final class ObjectsInMemory implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> objects = new HashMap<>();
    private final Map<String, Reply> refusals = new HashMap<>();
    private int version;
    private int writes;

    ObjectsInMemory() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** A client of it. */
    ClusterConnection connect() {
        ClusterTarget target = new ClusterTarget("memory",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), new ClusterTarget.Trust.Anybody(),
                new ClusterLogin.Anonymous(), Optional.empty(), Optional.empty());
        return ClusterClients.open(target) instanceof ClusterAnswer.Got<ClusterConnection>(ClusterConnection open)
                ? open
                : failed();
    }

    private static ClusterConnection failed() {
        throw new AssertionError("no client");
    }

    private ObjectNode at(String path) {
        return Objects.requireNonNull(objects.get(path));
    }

    /** How many writes were taken. */
    synchronized int writes() {
        return writes;
    }

    /** Puts something into the Secret's data, as somebody else would. */
    synchronized void damage(String path, String key, String text) {
        ((ObjectNode) at(path).get("data")).put(key,
                java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        touch(path);
    }

    /** Takes the labels away, which say whose the Secret is. */
    synchronized void giveAway(String path) {
        ((ObjectNode) at(path).get("metadata")).remove("labels");
        touch(path);
    }

    /** Answers every request of this method so from now on. */
    synchronized void refuse(String method, int status, String reason) {
        refusals.put(method, refusal(status, reason));
    }

    private void touch(String path) {
        version++;
        ((ObjectNode) at(path).get("metadata")).put("resourceVersion", Integer.toString(version));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply = reply(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
        byte[] text = JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private record Reply(int status, JsonNode body) {}

    private synchronized Reply reply(String method, String path, JsonNode body) {
        String object = method.equals("POST") ? path + "/" + body.at("/metadata/name").asText() : path;
        ObjectNode stored = objects.get(object);
        Reply refused = refusals.get(method);
        if (refused != null) {
            return refused;
        }
        return switch (method) {
            case "GET" -> stored == null ? refusal(404, "NotFound") : new Reply(200, stored.deepCopy());
            case "POST" -> stored != null ? refusal(409, "AlreadyExists") : stored(object, body);
            case "PUT" -> stored == null || !stored.at("/metadata/resourceVersion")
                    .equals(body.at("/metadata/resourceVersion")) ? refusal(409, "Conflict") : stored(object, body);
            case "DELETE" -> objects.remove(object) == null
                    ? refusal(404, "NotFound")
                    : new Reply(200, JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1")
                            .put("status", "Success"));
            default -> refusal(405, "MethodNotAllowed");
        };
    }

    private Reply stored(String path, JsonNode body) {
        writes++;
        objects.put(path, (ObjectNode) body.deepCopy());
        touch(path);
        return new Reply(200, at(path).deepCopy());
    }

    private static Reply refusal(int status, String reason) {
        return new Reply(status, JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1")
                .put("status", "Failure").put("reason", reason).put("code", status));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
