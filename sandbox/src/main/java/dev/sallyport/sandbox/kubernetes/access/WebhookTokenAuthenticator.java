package dev.sallyport.sandbox.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks a webhook whose a token is, as a real API server does: by a TokenReview over HTTPS. What comes with a 2xx is kept
 * for a while, authenticated or not; an answer that says "later" is asked for again, with growing pauses; whatever else
 * comes is no authentication. Several requests with one token ask once.
 *
 * <p>Source: Kubernetes, "Webhook Token Authentication", and {@code apiserver/pkg/util/webhook}. Safe for use by many
 * threads. Tokens are kept nowhere: an answer is remembered under its token's digest.
 */
public final class WebhookTokenAuthenticator implements TokenAuthenticator, AutoCloseable {

    private static final String REVIEW_VERSION = "authentication.k8s.io/v1";
    private static final double BACKOFF = 1.5; // each pause is so much longer than the one before
    private static final Set<Integer> ASK_AGAIN = Set.of(429, 500, 504);
    private static final int MOST_REMEMBERED = 10_000; // answers; beyond that all that are out of date are dropped

    private final Settings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient client;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<String, Future<Answer>> underway = new ConcurrentHashMap<>();

    /**
     * Whom to ask, and how patiently.
     *
     * @param url the webhook's endpoint, {@code https}
     * @param caPem the authority that vouches for it
     * @param remember for how long an answer counts; two minutes on a real API server
     * @param timeout of one try
     * @param attempts tries before it is given up
     * @param firstPause before the second try
     */
    public record Settings(URI url, String caPem, Duration remember, Duration timeout, int attempts,
            Duration firstPause) {

        /** The settings of a real API server. */
        public static Settings of(URI url, String caPem) {
            return new Settings(url, caPem, Duration.ofMinutes(2), Duration.ofSeconds(30), 5, Duration.ofMillis(500));
        }

        /** The same, but answers count for another while. */
        public Settings remembering(Duration other) {
            return new Settings(url, caPem, other, timeout, attempts, firstPause);
        }
    }

    private record Remembered(Answer answer, Instant until) {}

    /** An answer of the webhook that settles nothing. */
    private record Reply(int code, boolean later, String body) {
        boolean settles() {
            return code >= 200 && code < 300;
        }
    }

    public WebhookTokenAuthenticator(Vertx vertx, Settings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(settings.caPem()))));
    }

    @Override
    public Future<Answer> authenticate(String token) {
        String key = digest(token);
        Remembered known = remembered.get(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Future.succeededFuture(known.answer());
        }
        Promise<Answer> answer = Promise.promise();
        Future<Answer> asked = underway.putIfAbsent(key, answer.future());
        if (asked != null) {
            return asked;
        }
        ask(token, 1, settings.firstPause()).map(reply -> read(key, reply))
                .otherwise(fault -> new Answer.Failed("the token webhook cannot be reached: " + fault.getMessage()))
                .onSuccess(done -> {
                    underway.remove(key);
                    answer.complete(done);
                });
        return answer.future();
    }

    private Future<Reply> ask(String token, int attempt, Duration pause) {
        return post(token).compose(reply -> {
            if (reply.settles() || !reply.later() || attempt >= settings.attempts()) {
                return Future.succeededFuture(reply);
            }
            return vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).compose(
                    _ -> ask(token, attempt + 1, Duration.ofMillis((long) (pause.toMillis() * BACKOFF))));
        });
    }

    private Future<Reply> post(String token) {
        ObjectNode review = JsonNodeFactory.instance.objectNode().put("kind", "TokenReview")
                .put("apiVersion", REVIEW_VERSION);
        review.putObject("metadata");
        ObjectNode spec = review.putObject("spec").put("token", token);
        spec.putArray("audiences").add("https://kubernetes.default.svc");
        review.putObject("status").putObject("user");
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.url().toString()).putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json, */*").putHeader("User-Agent", "kube-apiserver");
        return client.request(request).compose(sent -> sent.send(review.toString())).compose(this::reply)
                .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Reply> reply(HttpClientResponse response) {
        boolean later = ASK_AGAIN.contains(response.statusCode()) || response.getHeader("Retry-After") != null;
        return response.body().map(body -> new Reply(response.statusCode(), later,
                body.toString(StandardCharsets.UTF_8)));
    }

    private Answer read(String key, Reply reply) {
        if (!reply.settles()) {
            return new Answer.Failed("the token webhook answered " + reply.code());
        }
        Answer answer;
        try {
            answer = answer(BodyText.json(reply.body().getBytes(StandardCharsets.UTF_8)).value());
        } catch (BodyText.Malformed e) {
            return new Answer.Failed("the token webhook answered with something that is no JSON");
        }
        remember(key, answer);
        return answer;
    }

    private static Answer answer(JsonNode review) {
        JsonNode status = review.path("status");
        if (!status.path("authenticated").asBoolean()) {
            String error = status.path("error").asText("");
            return error.isEmpty() ? new Answer.Unauthenticated() : new Answer.Failed(error);
        }
        JsonNode user = status.path("user");
        Map<String, List<String>> extra = new LinkedHashMap<>();
        user.path("extra").forEachEntry((name, values) -> extra.put(name, texts(values)));
        return new Answer.Authenticated(new KubernetesUser(user.path("username").asText(""),
                user.path("uid").asText(""), texts(user.path("groups")), extra));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void remember(String key, Answer answer) {
        Instant now = clock.instant();
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.values().removeIf(known -> !now.isBefore(known.until()));
        }
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(key, new Remembered(answer, now.plus(settings.remember())));
        }
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Stops asking; connections to the webhook are closed. */
    @Override
    public void close() {
        client.close();
    }
}
