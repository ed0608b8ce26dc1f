package dev.sallyport.conformance.mappings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.AuthenticatorServer;
import dev.sallyport.conformance.peers.Reviewed;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The authenticator's server, whose map is a ConfigMap of a real API server that is written anew for each document. */
final class ConfigMapMapping implements AutoCloseable {

    private static final String PATH = "/api/v1/namespaces/kube-system/configmaps";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT_CONNECTIONS = 2; // of Go's client to one host; what is more shakes hands anew each time

    private final ApiClient admin;
    private final AuthenticatorServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(KEPT_CONNECTIONS);

    ConfigMapMapping(ApiClient admin, AuthenticatorServer server) {
        this.admin = admin;
        this.server = server;
        admin.post(PATH, configMap(Map.of())).succeeds();
    }

    /** Writes a document, and waits until the server lets in the one whom it is told by. */
    void use(MapDocument document, String markerToken) {
        admin.send("PUT", PATH + "/aws-auth", Map.of("Content-Type", "application/json"), configMap(document.data()))
                .succeeds();
        Awaitility.await("the authenticator sees the document").atMost(PATIENCE).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> server.review(markerToken) instanceof Reviewed.Accepted);
    }

    /** Who these tokens are, under the document in use. */
    List<Reviewed> review(List<String> tokens) {
        return tokens.stream().map(token -> threads.submit(() -> server.review(token))).toList().stream()
                .map(answer -> {
                    try {
                        return answer.get();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted", e);
                    } catch (java.util.concurrent.ExecutionException e) {
                        throw new IllegalStateException("the authenticator could not be asked", e.getCause());
                    }
                }).toList();
    }

    private static String configMap(Map<String, String> data) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        object.putObject("metadata").put("name", "aws-auth").put("namespace", "kube-system");
        ObjectNode texts = object.putObject("data");
        data.forEach(texts::put);
        return object.toString();
    }

    @Override
    public void close() {
        threads.close();
    }
}
