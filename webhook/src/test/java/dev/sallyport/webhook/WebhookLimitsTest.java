package dev.sallyport.webhook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import javax.net.ssl.SSLSocket;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is too large, too slow, too much or too late. */
class WebhookLimitsTest {

    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final int MIB = 1 << 20;

    private RunningWebhook webhook = new RunningWebhook();

    @AfterEach
    void stop() {
        webhook.close();
    }

    private void restart(UnaryOperator<WebhookSettings> settings) {
        webhook.close();
        webhook = new RunningWebhook(settings);
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test");
        webhook.get("/healthz"); // one connection for all that follows: 200 handshakes at once measure the machine
    }

    @Test
    void aBodyOfOneMebibyteIsReadAndOneByteMoreIsNot() {
        String review = RunningWebhook.review("x");
        String whole = " ".repeat(MIB - review.length()) + review;

        assertThat(webhook.post(whole).statusCode()).isEqualTo(403);
        assertThat(webhook.post(" " + whole).statusCode()).isEqualTo(413);
        assertThat(post(webhook.http1, " " + whole).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsCutOffToo() {
        for (HttpClient client : List.of(webhook.http1, webhook.http2)) {
            HttpRequest request = webhook.request("/authenticate").POST(HttpRequest.BodyPublishers
                    .ofByteArrays(java.util.Collections.nCopies(40, new byte[MIB / 32]))).build();

            assertThat(webhook.send(client, request).statusCode()).isEqualTo(413);
        }
        assertThat(webhook.metric(
                "sallyport_webhook_reviews_total{outcome=\"malformed\",reason=\"body-too-large\"}")).isEqualTo(2);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() {
        HttpRequest request = webhook.request("/authenticate").header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("x")).build();

        assertThat(webhook.send(webhook.http2, request).statusCode()).isEqualTo(415);
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedForForever() throws IOException {
        restart(settings -> settings.within(Duration.ofSeconds(8), Duration.ofMillis(100)));

        try (SSLSocket socket = connect()) {
            write(socket, "POST /authenticate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("the body did not arrive in time");
        }
    }

    @Test
    void aClientThatGoesAwayInTheMiddleIsCountedAndForgotten() throws IOException {
        try (SSLSocket socket = connect()) {
            write(socket, "POST /authenticate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
        }

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                webhook.metric("sallyport_webhook_reviews_total{outcome=\"malformed\",reason=\"aborted\"}")).isOne());
    }

    @Test
    void aClientThatGoesAwayDuringItsReviewLeavesNothingBehind() {
        restart(settings -> settings);
        CountDownLatch sts = webhook.sts.hold();
        CompletableFuture<HttpResponse<String>> review = later(RunningWebhook.token(KEY));
        await().until(() -> webhook.sts.calls() == 1);

        review.cancel(true);
        sts.countDown();

        await().atMost(Duration.ofSeconds(10)).until(() -> webhook.metric("sallyport_webhook_reviews_in_flight") == 0);
        assertThat(webhook.authenticate(RunningWebhook.token(KEY)).statusCode()).isEqualTo(200);
    }

    @Test
    void whenStsTakesTooLongTheApiServerHearsOfItBeforeItGivesUp() {
        restart(settings -> settings.within(Duration.ofMillis(50), Duration.ofSeconds(5)));
        CountDownLatch sts = webhook.sts.hold();

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));
        sts.countDown();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("too-slow: no verdict within 50 ms");
    }

    @Test
    void aRetryJoinsTheCallThatIsStillUnderWay() throws Exception {
        restart(settings -> settings.within(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        CountDownLatch sts = webhook.sts.hold();
        String token = RunningWebhook.token(KEY);
        assertThat(webhook.authenticate(token).statusCode()).isEqualTo(503);

        CompletableFuture<HttpResponse<String>> retry = later(token);
        await().until(() -> webhook.metric("sallyport_webhook_sts_cache_total{result=\"joined\"}") == 1);
        sts.countDown();

        assertThat(retry.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(webhook.sts.calls()).isOne();
    }

    @Test
    void aBurstWithOneTokenAsksStsOnce() {
        restart(settings -> settings);
        String token = RunningWebhook.token(KEY);

        List<CompletableFuture<HttpResponse<String>>> burst = IntStream.range(0, 200).mapToObj(i -> later(token))
                .toList();

        assertThat(statuses(burst)).containsExactly(Map.entry(200, 200L));
        assertThat(webhook.sts.calls()).isOne();
    }

    @Test
    void aBurstOfManyTokensKeepsWithinTheBoundsAndEverybodyGetsAnAnswer() {
        restart(settings -> settings.bounded(4, 50));
        CountDownLatch sts = webhook.sts.hold();
        List<CompletableFuture<HttpResponse<String>>> burst = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String key = "AKIABURST%011d".formatted(i);
            webhook.sts.user(key, "eks-test");
            burst.add(later(RunningWebhook.token(key)));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> webhook.metric(
                "sallyport_webhook_reviews_total{outcome=\"undecided\",reason=\"overloaded\"}") == 30);
        assertThat(webhook.sts.calls()).isEqualTo(4);
        assertThat(webhook.metric("sallyport_webhook_reviews_in_flight")).isEqualTo(50);
        assertThat(webhook.metric("sallyport_webhook_sts_calls_in_flight")).isEqualTo(4);
        sts.countDown();

        assertThat(statuses(burst)).containsOnly(Map.entry(200, 50L), Map.entry(503, 30L));
        assertThat(webhook.metric("sallyport_webhook_reviews_in_flight")).isZero();
    }

    @Test
    void aReviewInFlightIsAnsweredBeforeTheServerStops() throws Exception {
        restart(settings -> settings);
        CountDownLatch sts = webhook.sts.hold();
        CompletableFuture<HttpResponse<String>> review = later(RunningWebhook.token(KEY));
        await().until(() -> webhook.sts.calls() == 1);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(webhook.server::close);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatThrownBy(this::connect).isNotNull());
        assertThat(stopping).isNotDone();
        sts.countDown();

        assertThat(review.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopping.get(10, TimeUnit.SECONDS);
    }

    @Test
    void stoppingTwiceDoesNoHarm() {
        webhook.server.close();
        webhook.server.close();

        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    @Test
    void anAddressInUseIsSaidWithWhatToDo() {
        WebhookSettings taken = webhook.settings.listeningOn("127.0.0.1", webhook.server.port());

        assertThatThrownBy(() -> webhook.another(taken)).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + webhook.server.port())
                .hasMessageContaining("choose another address or port");
    }

    @Test
    void anAddressOfAnotherMachineIsSaidAsWell() {
        assertThatThrownBy(() -> webhook.another(webhook.settings.listeningOn("192.0.2.1", 0)))
                .isInstanceOf(WebhookStartException.class).hasMessageContaining("cannot listen on 192.0.2.1:0");
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefusedAtTheStart() {
        TlsIdentity mixed = new TlsIdentity(RunningWebhook.AUTHORITY.certificatePem(),
                webhook.settings.tls().privateKeyPem());

        assertThatThrownBy(() -> webhook.another(WebhookSettings.defaults(mixed).listeningOn("127.0.0.1", 0)))
                .isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("the private key is not that of the certificate");
    }

    @Test
    void aNewCertificateIsServedToNewConnectionsWithoutARestart() throws Exception {
        TlsIdentity renewed = RunningWebhook.AUTHORITY.issueServer("renewed", List.of("localhost"),
                List.of("127.0.0.1"));

        webhook.server.replaceCertificate(renewed);

        try (SSLSocket socket = connect()) {
            socket.startHandshake();
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(renewed.chain().getFirst());
        }
        assertThat(webhook.get("/healthz").version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    private SSLSocket connect() throws IOException {
        return (SSLSocket) RunningWebhook.trusting(RunningWebhook.AUTHORITY).getSocketFactory()
                .createSocket("127.0.0.1", webhook.server.port());
    }

    private static void write(SSLSocket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private HttpResponse<String> post(HttpClient client, String body) {
        return webhook.send(client,
                webhook.request("/authenticate").POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private CompletableFuture<HttpResponse<String>> later(String token) {
        return webhook.http2.sendAsync(webhook.request("/authenticate")
                .POST(HttpRequest.BodyPublishers.ofString(RunningWebhook.review(token))).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<Integer, Long> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    }
}
