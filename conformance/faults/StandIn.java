import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Parts of a network that a planted fault needs: run as {@code java StandIn.java WHAT PORT-FILE ...}, from one file. It
 * listens on a free port of 127.0.0.1, writes the port's number into PORT-FILE when it answers, and runs until it is
 * killed.
 *
 * <p>{@code tls PORT-FILE KEYSTORE}: an HTTPS server with the certificate of a PKCS#12 store (password {@code changeit}),
 * which answers 200 to everything. {@code proxy PORT-FILE STATUS}: a proxy that answers every request with this status.
 * {@code text PORT-FILE FILE}: an HTTP server that answers every GET with a file, as it is at that moment, and 404 while
 * there is none. {@code silent PORT-FILE}: takes connections and never says a word.
 */
final class StandIn {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    public static void main(String[] arguments) throws Exception {
        Path portFile = Path.of(arguments[1]);
        int port = switch (arguments[0]) {
            case "tls" -> tls(Path.of(arguments[2]));
            case "proxy" -> proxy(arguments[2]);
            case "text" -> text(Path.of(arguments[2]));
            case "silent" -> silent();
            default -> throw new IllegalArgumentException("no stand-in is called " + arguments[0]);
        };
        Path fresh = portFile.resolveSibling(portFile.getFileName() + ".new");
        Files.writeString(fresh, port + "\n");
        Files.move(fresh, portFile);
        Thread.currentThread().join();
    }

    private static int tls(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return answering(server, 200, null);
    }

    private static int text(Path file) throws IOException {
        return answering(HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0), 200, file);
    }

    private static int answering(HttpServer server, int status, Path file) {
        server.createContext("/", exchange -> {
            byte[] body = file == null
                    ? "{}".getBytes(StandardCharsets.UTF_8)
                    : Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length == 0 ? 404 : status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server.getAddress().getPort();
    }

    /** Not an HTTP server of the JDK's, which does not take CONNECT. */
    private static int proxy(String status) throws IOException {
        return listen(socket -> {
            socket.getInputStream().read(new byte[8192]);
            socket.getOutputStream().write(("HTTP/1.1 " + status
                    + " Stand-in\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.close();
        });
    }

    private static int silent() throws IOException {
        return listen(socket -> {});
    }

    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    private static int listen(Talk talk) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
        Thread.ofPlatform().start(() -> {
            while (true) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> {
                        try {
                            talk.with(socket);
                        } catch (IOException gone) {
                            return; // whoever asked has gone
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return listener.getLocalPort();
    }
}
