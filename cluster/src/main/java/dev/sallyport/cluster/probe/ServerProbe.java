package dev.sallyport.cluster.probe;

import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.TrustsAnybody;
import dev.sallyport.cluster.probe.Sighting.Why;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Goes to an API server as a client does, one step after another: the name, a connection, a way through the proxy, TLS,
 * one question.
 *
 * <p>It believes whatever certificate it is shown, so that it can be judged afterwards; therefore it sends nothing but
 * {@code GET /version}, which {@code kubectl version} sends too, without a credential.
 */
public final class ServerProbe {

    /** How long a step may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int RESOLVERS_TAKE_TURNS = 2; // resolv.conf's usual two servers
    private static final int LONGEST_HEAD = 16 * 1024; // bytes

    private final Duration patience;
    private final Clock clock;

    /** A probe with this patience for each step. */
    public ServerProbe(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** Goes there, and asks for the server's own name. */
    public Sighting look(ClusterTarget target) {
        return look(target, target.server().getHost());
    }

    /**
     * Goes there.
     *
     * @param name the name that TLS is asked for, such as a kubeconfig's {@code tls-server-name}
     */
    public Sighting look(ClusterTarget target, String name) {
        URI server = target.server();
        boolean tls = server.getScheme().equalsIgnoreCase("https");
        int port = server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80;
        URI first = target.proxy().orElse(server);
        boolean byProxy = target.proxy().isPresent();
        String host = bare(first.getHost());
        Optional<InetAddress> address = resolve(host);
        if (address.isEmpty()) {
            return new Sighting.NoName(host, byProxy);
        }
        InetSocketAddress hop = new InetSocketAddress(address.get(), byProxy ? first.getPort() : port);
        String hopName = shown(host, hop);
        try (Socket socket = new Socket()) {
            socket.connect(hop, millis());
            socket.setSoTimeout(millis());
            String goal = bare(server.getHost());
            if (byProxy && tls) {
                Optional<String> refusal = ask(socket, first, goal, port);
                if (refusal.isPresent()) {
                    return new Sighting.ProxyRefuses(first.getHost() + ":" + first.getPort(), refusal.get());
                }
            }
            String place = byProxy ? goal + ":" + port : hopName;
            return tls
                    ? secured(socket, goal, port, place, bare(name))
                    : new Sighting.Answered(place, Optional.empty(),
                            answer(socket, byProxy ? server + "/version" : "/version", goal, port));
        } catch (IOException e) {
            return new Sighting.NoConnection(hopName, byProxy, why(e));
        }
    }

    /** A resolver that does not answer is given up on as well: Java itself would wait for it. */
    private Optional<InetAddress> resolve(String host) {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                answer.cancel(false);
            }
        });
        try {
            return Optional.of(answer.get(RESOLVERS_TAKE_TURNS * patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$", "");
    }

    private static String shown(String host, InetSocketAddress hop) {
        String address = hop.getAddress().getHostAddress();
        return host + ":" + hop.getPort() + (host.equals(address) ? "" : " (" + address + ")");
    }

    private int millis() {
        return (int) patience.toMillis();
    }

    private static Why why(IOException e) {
        return switch (e) {
            case SocketTimeoutException late -> Why.SILENT;
            case NoRouteToHostException none -> Why.NO_ROUTE;
            case ConnectException refused -> String.valueOf(refused.getMessage()).contains("unreachable")
                    ? Why.NO_ROUTE
                    : String.valueOf(refused.getMessage()).contains("timed out") ? Why.SILENT : Why.REFUSED;
            default -> Why.BROKEN;
        };
    }

    /** Asks the proxy for a way; what it says instead, where it gives none. */
    private Optional<String> ask(Socket socket, URI proxy, String host, int port) throws IOException {
        String goal = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        StringBuilder request = new StringBuilder("CONNECT " + goal + " HTTP/1.1\r\nHost: " + goal + "\r\n");
        if (proxy.getUserInfo() != null) {
            request.append("Proxy-Authorization: Basic ").append(Base64.getEncoder()
                    .encodeToString(proxy.getUserInfo().getBytes(StandardCharsets.UTF_8))).append("\r\n");
        }
        send(socket, request.append("\r\n").toString());
        List<String> head = head(socket.getInputStream());
        String status = head.isEmpty() ? "" : head.getFirst();
        if (status.matches("HTTP/1\\.[01] 2\\d\\d\\b.*")) {
            return Optional.empty();
        }
        return Optional.of(status.isEmpty()
                ? "it hangs up"
                : status.replaceFirst("^HTTP/1\\.[01] ", "").replaceAll("[^ -~]", "?"));
    }

    private Sighting secured(Socket socket, String host, int port, String place, String name) {
        try (SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(socket, name, port, true)) {
            tls.startHandshake();
            List<X509Certificate> chain = new ArrayList<>();
            for (var certificate : tls.getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
            return new Sighting.Answered(place, Optional.of(new ServerCertificates(chain)),
                    answer(tls, "/version", host, port));
        } catch (SocketTimeoutException e) {
            return new Sighting.NoTls(place, true, "it says nothing within " + patience.toSeconds() + " s");
        } catch (SSLPeerUnverifiedException e) {
            return new Sighting.NoTls(place, false, "it shows no certificate");
        } catch (SSLException e) {
            return new Sighting.NoTls(place, false,
                    String.valueOf(e.getMessage()).contains("Unsupported or unrecognized")
                            ? "what answers there is no TLS"
                            : "the TLS handshake fails");
        } catch (IOException e) {
            return new Sighting.NoTls(place, false, "it hangs up on the TLS handshake");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustsAnybody()}, null);
        return context;
    }

    private Optional<Sighting.Answer> answer(Socket socket, String path, String host, int port) {
        try {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: " + (host.contains(":") ? "[" + host + "]" : host) + ":"
                    + port + "\r\nUser-Agent: sallyport\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
            List<String> head = head(socket.getInputStream());
            Instant read = clock.instant();
            if (head.isEmpty() || !head.getFirst().matches("HTTP/1\\.[01] \\d{3}\\b.*")) {
                return Optional.empty();
            }
            return Optional.of(
                    new Sighting.Answer(Integer.parseInt(head.getFirst().substring(9, 12)), date(head), read));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(List<String> head) {
        for (String line : head) {
            if (line.toLowerCase(Locale.ROOT).startsWith("date:")) {
                try {
                    return Optional.of(Instant.from(
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(line.substring("date:".length()).strip())));
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The lines up to the empty one. What comes after a proxy's empty line is TLS's, so nothing more is read. */
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int read = 0; read < LONGEST_HEAD; read++) {
            int octet = in.read();
            if (octet < 0) {
                return lines;
            }
            if (octet == '\n') {
                String text = line.toString().stripTrailing();
                if (text.isEmpty()) {
                    return lines;
                }
                lines.add(text);
                line.setLength(0);
            } else {
                line.append((char) octet);
            }
        }
        return lines;
    }
}
