package dev.sallyport.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the webhook whose a token is, as a real API server does: a TokenReview by POST; an answer of 200 is believed for
 * two minutes, whether it names somebody or nobody; 429, 500, 504 and whatever carries {@code Retry-After} is tried
 * again a few times; everything else leaves the caller a 401.
 *
 * <p>Source: apiserver, {@code plugin/pkg/authenticator/token/webhook}, {@code pkg/util/webhook}.
 */
final class WebhookAuthenticator implements TokenAuthenticator {

    private static final Duration BELIEVED = Duration.ofMinutes(2); // --authentication-token-webhook-cache-ttl
    private static final int TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final int MOST_REMEMBERED = 4096; // answers; older ones are looked up again

    private final Vertx vertx;
    private final HttpClient http;
    private final URI webhook;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Answer answer, Instant until) {}

    WebhookAuthenticator(Vertx vertx, URI webhook, String authorityPem, Clock clock) {
        this.vertx = vertx;
        this.webhook = webhook;
        this.clock = clock;
        this.http = HttpClient.newBuilder().sslContext(trusting(authorityPem))
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(5)).build();
    }

    @Override
    public Future<Answer> authenticate(String token) {
        String key = hash(token);
        Remembered known = remembered.get(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Future.succeededFuture(known.answer());
        }
        return ask(review(token), key, 1, FIRST_WAIT);
    }

    private Future<Answer> ask(String review, String key, int attempt, Duration wait) {
        HttpRequest request = HttpRequest.newBuilder(webhook).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review)).build();
        return Future.fromCompletionStage(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .compose(response -> {
                    if (mayRetry(response) && attempt < TRIES) {
                        return later(wait).compose(
                                done -> ask(review, key, attempt + 1, wait.multipliedBy(3).dividedBy(2)));
                    }
                    return Future.succeededFuture(read(response, key));
                }, unreachable -> Future.succeededFuture(
                        new Answer.Failed(
                                "the webhook could not be reached: " + unreachable.getClass().getSimpleName())));
    }

    private static boolean mayRetry(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 429, 500, 504 -> true;
            default -> response.headers().firstValue("Retry-After").isPresent();
        };
    }

    private Future<Void> later(Duration wait) {
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(wait.toMillis(), id -> promise.complete());
        return promise.future();
    }

    private Answer read(HttpResponse<String> response, String key) {
        if (response.statusCode() != 200) {
            return new Answer.Failed("the webhook answered with HTTP " + response.statusCode());
        }
        Answer answer;
        try {
            answer = answer(json.readTree(response.body()).path("status"));
        } catch (JsonProcessingException e) {
            return new Answer.Failed("the webhook's answer is no JSON");
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.values().removeIf(old -> !clock.instant().isBefore(old.until()));
        }
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(key, new Remembered(answer, clock.instant().plus(BELIEVED)));
        }
        return answer;
    }

    private static Answer answer(JsonNode status) {
        if (!status.path("authenticated").asBoolean()) {
            return new Answer.Unauthenticated();
        }
        JsonNode user = status.path("user");
        Map<String, List<String>> extra = new LinkedHashMap<>();
        user.path("extra").properties().forEach(entry -> extra.put(entry.getKey(), texts(entry.getValue())));
        return new Answer.Authenticated(new KubernetesUser(user.path("username").asText(), user.path("uid").asText(""),
                texts(user.path("groups")), extra));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private String review(String token) {
        ObjectNode review = json.createObjectNode().put("kind", "TokenReview").put("apiVersion",
                "authentication.k8s.io/v1");
        review.putObject("metadata");
        review.putObject("spec").put("token", token);
        return review.toString();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static SSLContext trusting(String authorityPem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot trust a certificate", e);
        }
    }
}
