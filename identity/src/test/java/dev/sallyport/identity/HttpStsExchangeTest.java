package dev.sallyport.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import javax.net.ssl.SSLException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The exchange over HTTP, against a server that behaves as each situation wants. Each test has a server of its own: a
 * question that one of them gave up may still arrive while the next one counts requests.
 */
class HttpStsExchangeTest extends StsExchangeContract {

    private static final String VOUCHED = """
            {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",\
            "Arn":"arn:aws:iam::123456789012:user/eks-test","UserId":"AIDAEXAMPLE"}}}""";

    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpStsExchange.ordinaryClient();
    private final HttpServer server;

    HttpStsExchangeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        server.createContext("/", this::behave);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }

    @Override
    protected Optional<Question> in(Situation situation) {
        boolean mustWait = situation == Situation.STAYS_SILENT || situation == Situation.STOPS_IN_THE_MIDDLE;
        Duration limit = mustWait ? Duration.ofMillis(200) : HttpStsExchange.TIMEOUT;
        return Optional.of(new Question(new HttpStsExchange(client, limit), url(situation), "eks-cluster"));
    }

    @Test
    void itSendsOneGetWithTheClustersHeaderAndAsksForJson() {
        new HttpStsExchange(client).ask(url(Situation.VOUCHES), "eks-cluster");

        assertThat(requests).containsExactly("GET /VOUCHES?X-Amz-Signature=abc "
                + "x-k8s-aws-id=[eks-cluster] Accept=[application/json] Host=[" + authority() + "]");
    }

    @Test
    void aRedirectLeavesOneRequestBehind() {
        new HttpStsExchange(client).ask(url(Situation.REDIRECTS), "eks-cluster");

        assertThat(requests).hasSize(1);
    }

    @Test
    void aClientThatFollowsRedirectsIsNotTaken() {
        try (HttpClient following = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            assertThatThrownBy(() -> new HttpStsExchange(following)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("redirects");
        }
    }

    @Test
    void anInterruptedCallerStaysInterrupted() {
        Thread.currentThread().interrupt();

        StsAnswer answer = new HttpStsExchange(client).ask(url(Situation.STAYS_SILENT), "eks-cluster");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isInstanceOf(StsAnswer.Unreachable.class);
    }

    @Test
    void itSaysInWordsWhyAConnectionFailed() {
        StsExchange exchange = new HttpStsExchange(client);

        assertThat(exchange.ask(url(Situation.IS_NOT_THERE), "c"))
                .isEqualTo(new StsAnswer.Unreachable("the connection to STS was refused"));
        assertThat(exchange.ask(URI.create("ftp://" + authority() + "/"), "c"))
                .isInstanceOf(StsAnswer.Unreachable.class);
        assertThat(exchange.ask(URI.create("http://no-such-host.invalid/?X-Amz-Signature=abc"), "c"))
                .isEqualTo(new StsAnswer.Unreachable("the name of the STS host cannot be resolved"));
    }

    /**
     * The JDK's client may lose its own exception when the answer comes while it still loads its TLS: then the time limit
     * speaks. What must hold in either case is that nothing but TLS goes out, and that STS counts as not reached.
     */
    @Test
    void aServerWithoutTlsIsNotSpokenTo() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<String> heard = threads.submit(() -> {
                try (Socket socket = plain.accept()) {
                    int first = socket.getInputStream().read();
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    return (char) first
                            + new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                }
            });

            StsAnswer answer = new HttpStsExchange(client, Duration.ofSeconds(3))
                    .ask(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/?X-Amz-Signature=abc"), "c");
            client.shutdownNow();

            assertThat(answer).isInstanceOf(StsAnswer.Unreachable.class);
            assertThat(heard).succeedsWithin(HttpStsExchange.TIMEOUT).asInstanceOf(InstanceOfAssertFactories.STRING)
                    .startsWith("\u0016") // a handshake record (RFC 8446, 5.1)
                    .doesNotContain("GET ", "X-Amz-Signature");
        }
    }

    @Test
    void anAnswerWithoutTlsIsSaidToBeOne() {
        assertThat(ConnectionFailure.inWords(new SSLException("Unrecognized SSL message, plaintext connection?")))
                .contains("TLS");
    }

    @Test
    void a401WithoutAChallengeIsARefusalLikeAnyOther() {
        assertThat(new HttpStsExchange(client).ask(URI.create("http://" + authority() + "/401"), "c"))
                .isEqualTo(new StsAnswer.Refused(401, ""));
    }

    private void behave(HttpExchange http) throws IOException {
        String name = http.getRequestURI().getPath().substring(1);
        requests.add(http.getRequestMethod() + " " + http.getRequestURI() + " x-k8s-aws-id="
                + http.getRequestHeaders().get("x-k8s-aws-id") + " Accept=" + http.getRequestHeaders().get("Accept")
                + " Host=" + http.getRequestHeaders().get("Host"));
        if (name.equals("401")) {
            answer(http, 401, "");
            return;
        }
        switch (Situation.valueOf(name)) {
            case VOUCHES -> answer(http, 200, VOUCHED);
            case REFUSES -> answer(http, 403, "{\"Error\":{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"m\"}}");
            case REFUSES_IN_XML ->
                answer(http, 403, "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>");
            case THROTTLES -> answer(http, 400, "{\"Error\":{\"Code\":\"Throttling\",\"Message\":\"Rate exceeded\"}}");
            case REDIRECTS -> {
                http.getResponseHeaders().add("Location", url(Situation.VOUCHES).toString());
                answer(http, 302, "");
            }
            case FAILS -> answer(http, 503, "Service Unavailable");
            case TALKS_NONSENSE -> answer(http, 200, "<html>Log in to the hotel's network</html>");
            case NEVER_STOPS_TALKING -> talkOn(http);
            case STAYS_SILENT -> waitForTheEnd();
            case STOPS_IN_THE_MIDDLE -> {
                http.sendResponseHeaders(200, VOUCHED.length());
                http.getResponseBody().write(VOUCHED.getBytes(StandardCharsets.US_ASCII), 0, 20);
                http.getResponseBody().flush();
                waitForTheEnd();
            }
            case IS_NOT_THERE -> throw new IOException("nobody can have asked");
        }
    }

    private static void talkOn(HttpExchange http) throws IOException {
        http.sendResponseHeaders(200, 0);
        byte[] chunk = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream body = http.getResponseBody()) {
            for (long sent = 0; sent < 1L << 30; sent += chunk.length) {
                body.write(chunk);
            }
        }
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange http, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private URI url(Situation situation) {
        String authority = situation == Situation.IS_NOT_THERE ? "127.0.0.1:" + freePort() : authority();
        return URI.create("http://" + authority + "/" + situation + "?X-Amz-Signature=abc");
    }

    private String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }
}
