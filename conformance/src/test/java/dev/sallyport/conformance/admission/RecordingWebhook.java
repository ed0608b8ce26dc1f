package dev.sallyport.conformance.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.webhook.TlsIdentity;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An admission webhook that answers at each path as it is told, and remembers what it was sent. An answer is JSON: the
 * {@code response} of a review, or {@code raw}, a body with a code and a content type, or {@code silent}.
 */
final class RecordingWebhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONG = 3000; // characters that stand for LONG in a case

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(RecordingWebhook::nothing);
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A review as it came. */
    record Sent(String path, String query, Map<String, String> headers, JsonNode review) {}

    /** Starts one on a free port of this machine. */
    RecordingWebhook(TlsIdentity identity) {
        try {
            HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            https.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
            https.setExecutor(threads);
            https.createContext("/", this::answer);
            https.start();
            server = https;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answerAt(String path, JsonNode answer) {
        answers.put(path, answer);
    }

    /** Does this once, when the next review has come and before it is answered. */
    void meanwhile(Runnable work) {
        meanwhile.set(work);
    }

    /** What was sent since the last call, and not to this path. */
    List<Sent> takeAllBut(String path) {
        synchronized (sent) {
            List<Sent> taken = sent.stream().filter(one -> !one.path().equals(path)).toList();
            sent.clear();
            return taken;
        }
    }

    boolean wasAskedAt(String path) {
        synchronized (sent) {
            return sent.stream().anyMatch(one -> one.path().equals(path));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode review = JSON.readTree(exchange.getRequestBody().readAllBytes());
        synchronized (sent) {
            sent.add(new Sent(path, String.valueOf(exchange.getRequestURI().getQuery()), Map.of(
                    "Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"),
                    "Accept", exchange.getRequestHeaders().getFirst("Accept"),
                    "User-Agent", exchange.getRequestHeaders().getFirst("User-Agent")), review));
        }
        JsonNode answer = answers.getOrDefault(path, JSON.createObjectNode().put("allowed", true));
        meanwhile.getAndSet(RecordingWebhook::nothing).run();
        if (answer.has("silent")) {
            await();
        }
        if (answer.has("raw")) {
            send(exchange, answer.path("code").asInt(200), answer.path("type").asText("application/json"),
                    answer.path("raw").asText());
        } else {
            ObjectNode response = answer.deepCopy();
            for (int i = 0; i < response.path("warnings").size(); i++) {
                String text = response.path("warnings").get(i).asText();
                if (text.startsWith("LONG")) {
                    response.withArray("warnings").set(i, text + "é".repeat(LONG));
                }
            }
            if (!response.has("uid")) {
                response.set("uid", review.at("/request/uid"));
            }
            ObjectNode body = JSON.createObjectNode().put("kind", "AdmissionReview");
            body.set("apiVersion", review.path("apiVersion"));
            body.set("response", response);
            send(exchange, 200, "application/json", body.toString());
        }
    }

    private static void nothing() {}

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static SSLContext context(TlsIdentity identity) throws GeneralSecurityException, IOException {
        String base64 = identity.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(identity.certificatePem().getBytes(StandardCharsets.US_ASCII)));
        store.setKeyEntry("server", KeyFactory.getInstance("EC").generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))), new char[0],
                new Certificate[]{certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    /** A port where nobody listens. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
