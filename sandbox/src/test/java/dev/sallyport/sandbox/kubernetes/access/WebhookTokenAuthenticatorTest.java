package dev.sallyport.sandbox.kubernetes.access;

import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator.Answer;
import dev.sallyport.sandbox.kubernetes.access.WebhookTokenAuthenticator.Settings;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookTokenAuthenticatorTest {

    private static final String KNOWN = """
            {"status": {"authenticated": true, "user": {"username": "alice", "uid": "u", "groups": ["dev"],
                                                        "extra": {"arn": ["arn:x"]}}}}""";

    /** What the webhook answers next. */
    private record Prepared(int code, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("test", Clock.systemUTC());
    private final Deque<Prepared> prepared = new ArrayDeque<>();
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    private final HttpServer webhook = start();
    private final WebhookTokenAuthenticator authenticator = new WebhookTokenAuthenticator(vertx,
            new Settings(URI.create("https://127.0.0.1:" + webhook.actualPort() + "/authenticate"),
                    authority.certificatePem(), Duration.ofMinutes(2), Duration.ofSeconds(10), 3,
                    Duration.ofMillis(5)),
            Clock.systemUTC());

    private HttpServer start() {
        TlsIdentity identity = authority.issueServer("webhook", List.of(), List.of("127.0.0.1"));
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions().addCertValue(Buffer.buffer(identity.certificatePem()))
                        .addKeyValue(Buffer.buffer(identity.privateKeyPem())));
        return await(vertx.createHttpServer(options).requestHandler(request -> request.body().onSuccess(body -> {
            asked.add(body.toJsonObject());
            Prepared next = prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
            request.response().setStatusCode(next.code()).end(next.body());
        })).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        authenticator.close();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Answer authenticate(String token) {
        return await(authenticator.authenticate(token));
    }

    @Test
    void itAsksWithATokenReview() {
        prepared.add(new Prepared(200, KNOWN));

        Answer answer = authenticate("k8s-aws-v1.x");

        assertThat(answer).isInstanceOfSatisfying(Answer.Authenticated.class, known -> {
            assertThat(known.user().username()).isEqualTo("alice");
            assertThat(known.user().groups()).containsExactly("dev");
            assertThat(known.user().extra()).containsEntry("arn", List.of("arn:x"));
        });
        assertThat(asked.getFirst().getString("apiVersion")).isEqualTo("authentication.k8s.io/v1");
        assertThat(asked.getFirst().getJsonObject("spec").getString("token")).isEqualTo("k8s-aws-v1.x");
    }

    @Test
    void whatCameWith200IsRemembered() {
        prepared.add(new Prepared(200, KNOWN));

        authenticate("t");
        authenticate("t");

        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefusalIsNeitherRememberedNorAskedAgainAtOnce() {
        prepared.add(new Prepared(403, "{\"status\": {\"authenticated\": false}}"));

        assertThat(authenticate("t")).isEqualTo(new Answer.Failed("the token webhook answered 403"));
        assertThat(asked).hasSize(1);

        authenticate("t");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoSaysLaterIsAskedAgain() {
        prepared.addAll(List.of(new Prepared(429, ""), new Prepared(500, ""), new Prepared(200, KNOWN)));

        assertThat(authenticate("t")).isInstanceOf(Answer.Authenticated.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void itGivesUpAfterSomeTries() {
        prepared.add(new Prepared(429, ""));

        assertThat(authenticate("t")).isEqualTo(new Answer.Failed("the token webhook answered 429"));
        assertThat(asked).hasSize(3);
    }

    @Test
    void nonsenseIsNoAuthentication() {
        prepared.add(new Prepared(200, "hello"));

        assertThat(authenticate("t")).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void severalRequestsWithOneTokenAskOnce() {
        prepared.add(new Prepared(200, KNOWN));

        await(Future.all(authenticator.authenticate("t"), authenticator.authenticate("t")));

        assertThat(asked).hasSize(1);
    }

    @Test
    void aWebhookThatIsNotThereIsNoAuthentication() {
        await(webhook.close());

        assertThat(authenticate("secret-token")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.why()).contains("cannot be reached").doesNotContain("secret-token"));
    }
}
