import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Parts of a network that a planted fault needs: run as {@code java StandIn.java WHAT PORT-FILE ...}, from one file. It
 * listens on a free port of 127.0.0.1, writes the port's number into PORT-FILE when it answers, and runs until it is
 * killed.
 *
 * <p>{@code tls PORT-FILE KEYSTORE}: an HTTPS server with the certificate of a PKCS#12 store (password {@code changeit}),
 * which answers 200 to everything. {@code proxy PORT-FILE STATUS}: a proxy that answers every request with this status.
 * {@code text PORT-FILE FILE}: an HTTP server that answers every GET with a file, as it is at that moment, and 404 while
 * there is none. {@code silent PORT-FILE}: takes connections and never says a word. {@code gateway PORT-FILE KEYSTORE
 * AUTHORITIES SERVER-FILE}: ends TLS with a certificate like {@code tls}, and hands on to the HOST:PORT that stands in
 * SERVER-FILE, which a file of PEM certificates vouches for; where that cannot be reached it answers 502. Keystore and server
 * are read for each connection.
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
            case "gateway" -> gateway(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
            default -> throw new IllegalArgumentException("no stand-in is called " + arguments[0]);
        };
        Path fresh = portFile.resolveSibling(portFile.getFileName() + ".new");
        Files.writeString(fresh, port + "\n");
        Files.move(fresh, portFile);
        Thread.currentThread().join();
    }

    private static int tls(Path keystore) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(showing(keystore)));
        return answering(server, 200, null);
    }

    private static SSLContext showing(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private static int gateway(Path keystore, Path authorities, Path serverFile)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authorities)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), one);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext outward = SSLContext.getInstance("TLS");
        outward.init(null, trust.getTrustManagers(), null);
        return listen(plain -> {
            String[] server = Files.readString(serverFile).strip().split(":");
            try (Socket client = showing(keystore).getSocketFactory().createSocket(plain, null, true)) {
                handOn(client, outward, server[0], Integer.parseInt(server[1]));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        });
    }

    private static void handOn(Socket client, SSLContext outward, String host, int port) throws IOException {
        try (Socket there = outward.getSocketFactory().createSocket(host, port)) {
            Thread back = Thread.ofVirtual().start(() -> pump(there, client));
            pump(client, there);
            back.join();
        } catch (ConnectException | InterruptedException lost) {
            answer(client, "502");
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            return; // whoever ended it knows
        }
    }

    private static void answer(Socket socket, String status) throws IOException {
        socket.getInputStream().read(new byte[8192]);
        socket.getOutputStream().write(("HTTP/1.1 " + status
                + " Stand-in\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.close();
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
        return listen(socket -> answer(socket, status));
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
