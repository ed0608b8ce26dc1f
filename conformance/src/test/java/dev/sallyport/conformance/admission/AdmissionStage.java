package dev.sallyport.conformance.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.peers.ApiAnswer;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import org.awaitility.Awaitility;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Kubernetes API with webhooks around it, on which cases are played. */
final class AdmissionStage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    private static final String NAME = "sallyport-contract";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Duration PATIENCE = Duration.ofSeconds(30); // a real server notices within a second or two
    private static final String SERVICE = "webhook.default.svc";

    private final ApiClient client;
    private final CertificateAuthority authority = CertificateAuthority.create("webhooks", Clock.systemUTC());
    private final CertificateAuthority stranger = CertificateAuthority.create("stranger", Clock.systemUTC());
    private final RecordingWebhook good;
    private final RecordingWebhook otherName;
    private final int closedPort = RecordingWebhook.closedPort();
    private final boolean noticesAtOnce;
    private int generation;

    /** @param noticesAtOnce whether a configuration is in force when its write is answered */
    AdmissionStage(ApiClient client, boolean noticesAtOnce) {
        this.client = client;
        this.noticesAtOnce = noticesAtOnce;
        good = new RecordingWebhook(identity(List.of("localhost", SERVICE), List.of("127.0.0.1")));
        otherName = new RecordingWebhook(identity(List.of("elsewhere.example"), List.of()));
    }

    private TlsIdentity identity(List<String> names, List<String> addresses) {
        return authority.issueServer("webhook", names, addresses);
    }

    RecordingWebhook webhook() {
        return good;
    }

    String caBundle() {
        return caBundle(authority);
    }

    private static String caBundle(CertificateAuthority of) {
        return Base64.getEncoder().encodeToString(of.certificatePem().getBytes(StandardCharsets.US_ASCII));
    }

    /** Plays a case, and tells what the webhooks were sent and the client got. */
    ObjectNode play(JsonNode test) {
        if (!test.path("given").isEmpty()) {
            configure(JSON.createArrayNode());
            test.path("given").forEach(object -> send(object).succeeds());
        }
        configure(test.path("webhooks"));
        ArrayNode steps = JSON.createArrayNode();
        for (JsonNode request : test.path("when")) {
            good.takeAllBut("");
            ApiAnswer last = send(request);
            ObjectNode step = steps.addObject();
            ArrayNode sent = step.putArray("sent");
            good.takeAllBut(probe()).stream().filter(one -> isOurs(one.review()))
                    .sorted(Comparator.comparing(RecordingWebhook.Sent::path)).forEach(one -> {
                        ObjectNode told = sent.addObject().put("path", one.path()).put("query", one.query());
                        told.set("headers", JSON.valueToTree(new TreeMap<>(one.headers())));
                        told.set("review", one.review());
                    });
            ObjectNode got = step.putObject("got").put("code", last.status());
            last.headers().allValues("Warning").forEach(got.withArray("warnings")::add);
            last.headers().firstValue("Retry-After").ifPresent(value -> got.put("retryAfter", value));
            got.set("body", last.json().isMissingNode() ? JSON.getNodeFactory().textNode(last.body()) : last.json());
        }
        if (!test.path("after").isEmpty()) {
            configure(JSON.createArrayNode());
            test.path("after").forEach(this::send);
        }
        return new AdmissionMasks(ports()).masked(JSON.createObjectNode().set("steps", steps));
    }

    /** Parts of the cluster write too, and other tools. */
    private static boolean isOurs(JsonNode review) {
        return !review.at("/request/userInfo/username").asText().startsWith("system:");
    }

    private Map<String, String> ports() {
        return Map.of(Integer.toString(good.port()), "PORT", Integer.toString(otherName.port()), "OTHER-PORT",
                Integer.toString(closedPort), "CLOSED-PORT");
    }

    ApiAnswer send(JsonNode request) {
        Map<String, String> headers = new HashMap<>();
        request.path("headers").forEachEntry((name, value) -> headers.put(name, value.asText()));
        JsonNode body = request.path("body");
        String text = body.isMissingNode() ? "" : body.isTextual() ? body.asText() : body.toString();
        if (!text.isEmpty()) {
            headers.putIfAbsent("Content-Type", request.path("type").asText("application/json"));
        }
        headers.putIfAbsent("User-Agent", "contract/1");
        return client.send(request.path("method").asText("POST"), request.path("path").asText(), headers,
                text.replace("PORT", Integer.toString(good.port())));
    }

    private String probe() {
        return "/probe-" + generation;
    }

    /** Puts webhooks into force that are written in YAML as in a case. */
    void configure(String webhooks) {
        try {
            configure(new YAMLMapper().readTree(webhooks));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(webhooks, e);
        }
    }

    /** Puts these webhooks into force, in the place of those of the case before. */
    void configure(JsonNode webhooks) {
        generation++;
        ObjectNode configuration = JSON.createObjectNode().put("kind", "ValidatingWebhookConfiguration")
                .put("apiVersion", "admissionregistration.k8s.io/v1");
        configuration.putObject("metadata").put("name", NAME);
        ArrayNode all = configuration.putArray("webhooks");
        for (JsonNode webhook : webhooks) {
            all.add(complete(webhook));
        }
        all.add(probing());
        String path = CONFIGURATIONS + "/" + NAME;
        if (client.get(path).status() == 404) {
            client.post(CONFIGURATIONS, configuration.toString()).succeeds();
        } else {
            client.send("PATCH", path, Map.of("Content-Type", "application/merge-patch+json"),
                    configuration.toString()).succeeds();
        }
        if (noticesAtOnce) {
            return;
        }
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            client.post(MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"probe\",\"labels\":{\"probe\":\"" + generation
                    + "\"}}}");
            return good.wasAskedAt(probe());
        });
    }

    private ObjectNode probing() {
        ObjectNode probing = complete(JSON.createObjectNode().put("name", "probe.sallyport.test"));
        probing.putObject("clientConfig").put("url", "https://127.0.0.1:" + good.port() + probe())
                .put("caBundle", caBundle());
        probing.putObject("objectSelector").putObject("matchLabels").put("probe", Integer.toString(generation));
        return probing;
    }

    private ObjectNode complete(JsonNode stated) {
        ObjectNode webhook = stated.deepCopy();
        String name = webhook.path("name").asText("one.sallyport.test");
        String path = "/" + name;
        JsonNode answer = webhook.remove("answer");
        good.answerAt(path, answer == null ? JSON.createObjectNode().put("allowed", true) : answer);
        webhook.put("name", name);
        JsonNode at = webhook.remove("at");
        if (!webhook.has("clientConfig")) {
            webhook.set("clientConfig", where(at == null ? "" : at.asText(), path));
        } else if (webhook.at("/clientConfig/url").isTextual()) {
            webhook.withObject("/clientConfig").put("url", webhook.at("/clientConfig/url").asText().replace("PORT",
                    Integer.toString(good.port())));
        }
        if (!webhook.has("rules")) {
            ObjectNode rule = webhook.putArray("rules").addObject();
            rule.putArray("operations").add("*");
            rule.putArray("apiGroups").add("");
            rule.putArray("apiVersions").add("v1");
            rule.putArray("resources").add("configmaps");
        }
        if (!webhook.has("admissionReviewVersions")) {
            webhook.putArray("admissionReviewVersions").add("v1");
        }
        if (!webhook.has("sideEffects")) {
            webhook.put("sideEffects", "None");
        }
        if (!webhook.has("timeoutSeconds")) {
            webhook.put("timeoutSeconds", 20);
        }
        return webhook;
    }

    private ObjectNode where(String at, String path) {
        ObjectNode config = JSON.createObjectNode().put("caBundle", caBundle());
        switch (at) {
            case "down" -> config.put("url", "https://127.0.0.1:" + closedPort + path);
            case "other-name" -> config.put("url", "https://127.0.0.1:" + otherName.port() + path);
            case "unknown-authority" -> config.put("url", "https://127.0.0.1:" + good.port() + path).put("caBundle",
                    caBundle(stranger));
            case "service" -> config.putObject("service").put("name", "webhook").put("namespace", "default")
                    .put("path", path).put("port", good.port());
            case "no-service" -> config.putObject("service").put("name", "absent").put("namespace", "default")
                    .put("path", path);
            case "no-path" -> config.put("url", "https://127.0.0.1:" + closedPort);
            default -> config.put("url", "https://127.0.0.1:" + good.port() + path);
        }
        return config;
    }

    @Override
    public void close() {
        client.delete(CONFIGURATIONS + "/" + NAME);
        good.close();
        otherName.close();
    }
}
