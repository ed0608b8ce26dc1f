package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.conformance.peers.ApiAnswer;
import dev.sallyport.conformance.peers.ApiClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/** Plays sequences on one server. */
final class Player {

    private static final Duration PATIENCE = Duration.ofSeconds(60); // for controllers on a loaded machine
    private static final int AGAIN = 4;
    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]+):([^}]*)\\}");

    private final ApiClient admin;

    Player(ApiClient admin) {
        this.admin = admin;
    }

    /** What the server answers to each request of a sequence, played in a namespace that did not exist before. */
    List<Meaning> play(Sequence sequence, String namespace) {
        admin.post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"" + namespace + "\"}}").succeeds();
        String inIt = "/api/v1/namespaces/" + namespace;
        await("what every namespace has").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> admin.get(inIt + "/serviceaccounts/default").status() == 200
                        && admin.get(inIt + "/configmaps/kube-root-ca.crt").status() == 200);
        Masks masks = new Masks();
        Map<String, JsonNode> answers = new HashMap<>();
        List<Meaning> meanings = new ArrayList<>();
        for (Request request : sequence.requests()) {
            ApiAnswer answer = settled(request, namespace, answers);
            if (!request.name().isEmpty()) {
                answers.put(request.name(), answer.json());
            }
            meanings.add(masks.of(answer));
        }
        return meanings;
    }

    /** A server's RBAC learns of a grant a moment after it was made. A refusal changes nothing, so one asks again. */
    private ApiAnswer settled(Request request, String namespace, Map<String, JsonNode> answers) {
        ApiAnswer answer = send(request, namespace, answers);
        for (int again = 0; again < AGAIN && answer.status() == 403
                && request.headers().containsKey("Impersonate-User"); again++) {
            await().pollDelay(MOMENT).until(() -> true);
            answer = send(request, namespace, answers);
        }
        return answer;
    }

    private ApiAnswer send(Request request, String namespace, Map<String, JsonNode> answers) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.put(name, filled(value, namespace, answers, false)));
        ApiClient client = switch (request.as()) {
            case "anonymous" -> admin.as("");
            case "stranger" -> admin.as("nobody-made-this-token");
            default -> admin;
        };
        return client.send(request.method(), filled(request.path(), namespace, answers, true), headers,
                filled(request.body(), namespace, answers, false));
    }

    private static String filled(String text, String namespace, Map<String, JsonNode> answers, boolean inPath) {
        Matcher references = REFERENCE.matcher(text.replace("NSPACE", namespace));
        return references.replaceAll(reference -> {
            JsonNode answer = answers.get(reference.group(1));
            String value = answer == null ? "none" : answer.at(reference.group(2)).asText();
            return Matcher.quoteReplacement(inPath ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value);
        });
    }
}
