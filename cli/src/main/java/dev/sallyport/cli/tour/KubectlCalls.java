package dev.sallyport.cli.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One person's way to the cluster of their kubeconfig, as kubectl goes it: the credential plugin is run, its token is
 * sent with each request, and what the server refuses is worded as kubectl words it.
 */
final class KubectlCalls implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final long PATIENCE_SECONDS = 10;

    private final ClusterConnection connection;
    private final URI server;

    private KubectlCalls(ClusterConnection connection, URI server) {
        this.connection = connection;
        this.server = server;
    }

    /** Reads the person's kubeconfig and gets a token for its current context. */
    static KubectlCalls open(Person person, Clients everybody) throws KubectlRefusal {
        MergedKubeconfig kubeconfig = MergedKubeconfig.of(
                KubeconfigFiles.of(person.environment(), Optional.of(person.home()), Optional.empty()));
        if (!kubeconfig.problems().isEmpty()) {
            throw KubectlRefusal.of("error: error loading config file: " + kubeconfig.problems().getFirst());
        }
        MergedKubeconfig.Way way = kubeconfig.current().orElseThrow(() -> KubectlRefusal.of("error: there is no"
                + " cluster in the kubeconfig; write it with: aws eks update-kubeconfig --name CLUSTER"));
        KubeconfigCluster cluster = way.cluster().orElseThrow(() -> incomplete("cluster"));
        URI server = URI.create(cluster.server().orElseThrow(() -> incomplete("server")));
        String authority = new String(Base64.getDecoder().decode(cluster.certificateAuthorityData()
                .orElseThrow(() -> incomplete("certificate-authority-data"))), StandardCharsets.US_ASCII);
        ExecPlugin plugin = way.user().flatMap(user -> user.exec()).orElseThrow(() -> incomplete("exec plugin"));
        ClusterTarget target = ClusterTarget.of("context " + way.context().name(), server, authority,
                ClusterLogin.BearerToken.fixed(token(person, plugin, everybody)));
        return switch (ClusterClients.open(target)) {
            case ClusterAnswer.Got<ClusterConnection> got -> new KubectlCalls(got.value(), server);
            case ClusterAnswer.Failed<ClusterConnection> failed ->
                throw KubectlRefusal.of("error: " + failed.failure().sentence());
        };
    }

    private static KubectlRefusal incomplete(String part) {
        return KubectlRefusal.of("error: the kubeconfig's current context has no " + part);
    }

    private static String token(Person person, ExecPlugin plugin, Clients everybody) throws KubectlRefusal {
        Person asked = person.with("KUBERNETES_EXEC_INFO", JSON.createObjectNode().put("kind", "ExecCredential")
                .put("apiVersion", plugin.apiVersion()).set("spec", JSON.createObjectNode().put("interactive", false))
                .toString());
        for (var variable : plugin.env().entrySet()) {
            asked = asked.with(variable.getKey(), variable.getValue());
        }
        List<String> words = new ArrayList<>();
        words.add(plugin.command());
        words.addAll(plugin.args());
        Outcome outcome = everybody.run(asked, words, "");
        if (outcome.exitCode() != 0) {
            throw KubectlRefusal.of(outcome.output().stripTrailing()
                    + "\nUnable to connect to the server: getting credentials: exec: executable " + plugin.command()
                    + " failed with exit code " + outcome.exitCode());
        }
        String token = "";
        try {
            token = JSON.readTree(outcome.output()).path("status").path("token").asText();
        } catch (JsonProcessingException e) {
            // an empty token says it
        }
        if (token.isEmpty()) {
            throw KubectlRefusal.of("Unable to connect to the server: getting credentials: the plugin "
                    + plugin.command() + " printed no ExecCredential with a token");
        }
        return token;
    }

    /** The answer to a GET as it came. */
    String raw(String path) throws KubectlRefusal {
        return send("GET", path, "application/json, */*", "", "");
    }

    JsonNode get(String path) throws KubectlRefusal {
        return json(raw(path));
    }

    /** A listing in the server's own columns. */
    JsonNode table(String path) throws KubectlRefusal {
        return json(send("GET", path, TABLE, "", ""));
    }

    JsonNode post(String path, JsonNode body) throws KubectlRefusal {
        return json(send("POST", path, "application/json", "application/json", body.toString()));
    }

    JsonNode patch(String path, JsonNode patch) throws KubectlRefusal {
        return json(send("PATCH", path, "application/json", "application/strategic-merge-patch+json",
                patch.toString()));
    }

    JsonNode delete(String path, JsonNode options) throws KubectlRefusal {
        return json(send("DELETE", path, "application/json", "application/json", options.toString()));
    }

    private String send(String method, String path, String accept, String contentType, String body)
            throws KubectlRefusal {
        HttpClient http = connection.client().getHttpClient();
        HttpRequest.Builder request = http.newHttpRequestBuilder().uri(server.resolve(path)).header("Accept", accept);
        HttpResponse<String> answer;
        try {
            answer = http.sendAsync((body.isEmpty() ? request : request.method(method, contentType, body)).build(),
                    String.class).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw KubectlRefusal.of("The connection to the server " + server.getAuthority()
                    + " was refused - did you specify the right host or port?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KubectlRefusal.of("error: interrupted");
        }
        if (answer.isSuccessful()) {
            return answer.body();
        }
        JsonNode status = json(answer.body());
        throw KubectlRefusal.ofStatus(answer.code(), status.path("reason").asText("InternalError"),
                status.path("message").asText("HTTP " + answer.code()));
    }

    private static JsonNode json(String text) throws KubectlRefusal {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw KubectlRefusal.of("error: the server answered with something that is no JSON");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
