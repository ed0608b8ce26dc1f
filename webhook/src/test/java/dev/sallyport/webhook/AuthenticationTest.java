package dev.sallyport.webhook;

import dev.sallyport.identity.Partition;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.PrivateDnsNames;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationTest {

    private static final WebhookSettings SETTINGS = WebhookSettings
            .defaults(RunningWebhook.AUTHORITY.issueServer("webhook", List.of(), List.of("127.0.0.1")));

    @Test
    void aBodyThatThereIsNoRoomForIsToComeBackAndIsNoBadRequest() throws IOException, InterruptedException {
        MappingTables tables = MappingTables.of(List.of(), MappingSettings.DEFAULTS, PrivateDnsNames.NONE);
        TokenVerifier verifier = new TokenVerifier(VerifierSettings.of("eks-cluster", Partition.AWS), new FakeSts(),
                Clock.systemUTC());
        Authentication crowded = new Authentication(RunningWebhook.VERTX, new Reviewer(verifier, tables), SETTINGS,
                new WebhookMetrics(tables), 10);
        HttpServer server = RunningWebhook.VERTX.createHttpServer().requestHandler(crowded::handle)
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/authenticate"))
                            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(11))).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("overloaded: as many bodies as there is room for are on their way");
        } finally {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
