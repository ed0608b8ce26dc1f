package dev.sallyport.webhook;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bound of all bodies together: 150 bytes here, of which one may have 100. */
class BodyIntakeTest {

    private final BodyIntake intake = new BodyIntake(RunningWebhook.VERTX, 100, 150, Duration.ofMinutes(1));
    private final Queue<Runnable> inReview = new ConcurrentLinkedQueue<>();
    private final HttpServer server = RunningWebhook.VERTX.createHttpServer()
            .requestHandler(request -> intake.take(request, new Answering(request))).listen(0, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().join();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Answers at once, and holds the bodies of a hundred bytes as if a review went on. */
    private final class Answering implements BodyIntake.Taker {

        private final HttpServerRequest request;

        Answering(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void taken(byte[] body, Runnable letGo) {
            if (body.length == 100) {
                inReview.add(letGo);
            } else {
                letGo.run();
            }
            request.response().end();
        }

        @Override
        public Future<Void> refused(BadRequest why, String detail) {
            return why == BadRequest.ABORTED
                    ? Future.succeededFuture()
                    : request.response().setStatusCode(why.status()).end();
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private int post(int bytes) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(bytes))).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A client that has sent so much of a hundred bytes, and waits. */
    private Socket begun(int sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.getOutputStream().write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + "x".repeat(sent))
                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void aBodyInReviewCountsUntilItIsLetGo() {
        assertThat(post(100)).isEqualTo(200);

        assertThat(post(51)).isEqualTo(503);
        assertThat(post(50)).isEqualTo(200);

        inReview.remove().run();
        assertThat(post(51)).isEqualTo(200);
    }

    @Test
    void bodiesOnTheirWayCountTogether() throws IOException {
        try (Socket slow = begun(99)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> post(52) == 503);

            slow.getOutputStream().write('x');
            await().atMost(Duration.ofSeconds(10)).until(() -> !inReview.isEmpty());
        }
    }

    @Test
    void aClientThatGoesAwayGivesItsRoomBack() throws IOException {
        try (Socket slow = begun(99)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> post(52) == 503);
            slow.shutdownOutput();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> post(52) == 200);
    }

    @Test
    void aRefusedBodyGivesItsRoomBack() {
        assertThat(post(100)).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(post(60)).isEqualTo(503);
        }

        inReview.remove().run();
        assertThat(post(100)).isEqualTo(200);
    }
}
