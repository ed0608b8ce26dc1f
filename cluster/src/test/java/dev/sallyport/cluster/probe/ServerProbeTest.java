package dev.sallyport.cluster.probe;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.cluster.connection.TestAuthority;
import dev.sallyport.cluster.probe.Sighting.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ServerProbeTest {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    private final TestAuthority authority = new TestAuthority();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ServerProbe probe = new ServerProbe(ServerProbe.PATIENCE, Clock.systemUTC());

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void whoAnswersShowsTheirCertificateAndTheirClock() throws IOException {
        StandInApi api = secured("127.0.0.1", Instant.now().plus(Duration.ofHours(1)));
        api.say("GET", "/version", 200, "{}");

        Sighting seen = look("https://127.0.0.1:" + api.port());

        assertThat(seen).isInstanceOfSatisfying(Sighting.Answered.class, answered -> {
            assertThat(answered.certificates()).get().satisfies(certificates -> {
                assertThat(certificates.isSignedBy(authority.pem())).isTrue();
                assertThat(certificates.isSignedBy(new TestAuthority().pem())).isFalse();
                assertThat(certificates.isSignedBy(new Trust.PublicAuthorities())).isFalse();
                assertThat(certificates.isFor("127.0.0.1")).isTrue();
                assertThat(certificates.isFor("localhost")).isFalse();
                assertThat(certificates.issuer()).isEqualTo("CN=test authority");
            });
            assertThat(answered.answer()).get().satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.ahead()).get().satisfies(
                        ahead -> assertThat(ahead.abs()).isLessThan(Duration.ofSeconds(5)));
            });
        });
        assertThat(api.requests()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/version");
            assertThat(request.headers()).doesNotContainKey("Authorization");
        });
    }

    @Test
    void whatIsOutOfDateIsStillSignedByItsAuthority() throws IOException {
        StandInApi api = secured("127.0.0.1", Instant.now().minus(Duration.ofMinutes(1)));

        assertThat(certificates("https://127.0.0.1:" + api.port())).satisfies(certificates -> {
            assertThat(certificates.isSignedBy(authority.pem())).isTrue();
            assertThat(certificates.isValidAt(Instant.now())).isFalse();
        });
    }

    @Test
    void aWildcardStandsForOneLabel() throws IOException {
        StandInApi api = secured("*.gr7.eks.amazonaws.com", Instant.now().plus(Duration.ofHours(1)));

        assertThat(certificates("https://127.0.0.1:" + api.port())).satisfies(certificates -> {
            assertThat(certificates.isFor("ABC.gr7.eks.amazonaws.com")).isTrue();
            assertThat(certificates.isFor("a.b.gr7.eks.amazonaws.com")).isFalse();
            assertThat(certificates.isFor("gr7.eks.amazonaws.com")).isFalse();
        });
    }

    @Test
    void aNameThatDoesNotResolve() {
        assertThat(look("https://api.cluster.invalid")).isEqualTo(new Sighting.NoName("api.cluster.invalid", false));
    }

    @Test
    void nobodyListens() throws IOException {
        int port = closedPort();

        assertThat(look("https://127.0.0.1:" + port))
                .isEqualTo(new Sighting.NoConnection("127.0.0.1:" + port, false, Why.REFUSED));
    }

    @Test
    void whoTakesTheConnectionAndSaysNothing() throws IOException {
        ServerSocket mute = listening();
        probe = new ServerProbe(BRIEFLY, Clock.systemUTC());

        assertThat(look("https://127.0.0.1:" + mute.getLocalPort()))
                .isInstanceOfSatisfying(Sighting.NoTls.class, seen -> assertThat(seen.silent()).isTrue());
    }

    @Test
    void whoSpeaksNoTls() throws IOException {
        ServerSocket plain = listening();
        Thread.ofVirtual().start(() -> {
            try (Socket client = plain.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the test has ended
            }
        });

        assertThat(look("https://127.0.0.1:" + plain.getLocalPort()))
                .isInstanceOfSatisfying(Sighting.NoTls.class, seen -> {
                    assertThat(seen.silent()).isFalse();
                    assertThat(seen.why()).contains("no TLS");
                });
    }

    @Test
    void withoutTlsThereAreNoCertificates() throws IOException {
        StandInApi api = StandInApi.start();
        open.add(api);

        assertThat(look("http://127.0.0.1:" + api.port())).isInstanceOfSatisfying(Sighting.Answered.class,
                seen -> {
                    assertThat(seen.certificates()).isEmpty();
                    assertThat(seen.answer()).get().extracting(Sighting.Answer::status).isEqualTo(404);
                });
    }

    @Test
    void aProxyThatRefusesIsQuoted() throws IOException {
        int proxy = proxy("HTTP/1.1 403 Forbidden by pol\u0007icy\r\n\r\n", Optional.empty());

        assertThat(look("https://10.0.0.5", Optional.of(URI.create("http://127.0.0.1:" + proxy))))
                .isEqualTo(new Sighting.ProxyRefuses("127.0.0.1:" + proxy, "403 Forbidden by pol?icy"));
    }

    @Test
    void aProxyThatIsNotThere() throws IOException {
        int port = closedPort();

        assertThat(look("https://10.0.0.5", Optional.of(URI.create("http://127.0.0.1:" + port))))
                .isEqualTo(new Sighting.NoConnection("127.0.0.1:" + port, true, Why.REFUSED));
    }

    @Test
    void throughAProxyTheServerIsSeenBehindIt() throws IOException {
        StandInApi api = secured("127.0.0.1", Instant.now().plus(Duration.ofHours(1)));
        int proxy = proxy("HTTP/1.1 200 Connection established\r\n\r\n", Optional.of(api.port()));

        assertThat(look("https://api.cluster.invalid", Optional.of(URI.create("http://u:p@127.0.0.1:" + proxy))))
                .isInstanceOfSatisfying(Sighting.Answered.class,
                        seen -> assertThat(seen.certificates()).isPresent());
    }

    @Test
    void thePemOfOneAuthorityIsTheSameInAnySpelling() {
        assertThat(ServerCertificates.same(authority.pem(), authority.pem().replace("\n", "\r\n"))).isTrue();
        assertThat(ServerCertificates.same(authority.pem(), new TestAuthority().pem())).isFalse();
        assertThat(ServerCertificates.same("nonsense", "other nonsense")).isFalse();
    }

    private Sighting look(String server) {
        return look(server, Optional.empty());
    }

    private Sighting look(String server, Optional<URI> proxy) {
        return probe.look(new ClusterTarget("the test", URI.create(server), new Trust.Authorities(authority.pem()),
                new ClusterLogin.Anonymous(), proxy, Optional.empty()));
    }

    private ServerCertificates certificates(String server) {
        return look(server) instanceof Sighting.Answered answered
                ? answered.certificates().orElseThrow()
                : org.assertj.core.api.Assertions.fail("nobody answers");
    }

    private StandInApi secured(String host, Instant end) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(host, end)));
        StandInApi api = StandInApi.on(server);
        open.add(api);
        return api;
    }

    private ServerSocket listening() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(socket);
        return socket;
    }

    private int closedPort() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.close();
        return socket.getLocalPort();
    }

    /** Says this to whoever asks for a way, and leads to that port, where one is given. */
    private int proxy(String answer, Optional<Integer> to) throws IOException {
        ServerSocket socket = listening();
        Thread.ofVirtual().start(() -> {
            try (Socket client = socket.accept()) {
                int ends = 0;
                while (ends < 4) { // up to the empty line: four characters of it in a row
                    int read = client.getInputStream().read();
                    ends = read == '\r' || read == '\n' ? ends + 1 : 0;
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().flush();
                if (to.isPresent()) {
                    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), to.get())) {
                        Thread up = Thread.ofVirtual().start(() -> pour(client, server));
                        pour(server, client);
                        up.join();
                    }
                }
            } catch (IOException | InterruptedException e) {
                // the test has ended
            }
        });
        return socket.getLocalPort();
    }

    private static void pour(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // the other side has gone
        }
    }
}
