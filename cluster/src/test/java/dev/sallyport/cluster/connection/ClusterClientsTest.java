package dev.sallyport.cluster.connection;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A client goes where its target says, trusts whom it says, and puts into words what went wrong. */
class ClusterClientsTest {

    private static final String NODES = "/api/v1/nodes";

    @Test
    void aTokenIsSentAndNothingElse() throws IOException {
        try (StandInApi api = StandInApi.start();
                ClusterConnection cluster = Clusters.open(api.target(ClusterLogin.BearerToken.fixed("t0ken")))) {
            api.serve(NODES);

            assertThat(nodes(cluster)).isEqualTo(new ClusterAnswer.Got<>(0));

            Map<String, List<String>> headers = api.requests().getFirst().headers();
            assertThat(headers).containsEntry("Authorization", List.of("Bearer t0ken"))
                    .containsEntry("User-agent", List.of("sallyport"));
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnceByAFreshOne() throws IOException {
        ClusterLogin.TokenSource source = new ClusterLogin.TokenSource() {
            private volatile String token = "old";

            @Override
            public String token() {
                return token;
            }

            @Override
            public void refused() {
                token = "fresh";
            }
        };
        try (StandInApi api = StandInApi.start();
                ClusterConnection cluster = Clusters.open(api.target(new ClusterLogin.BearerToken(source)))) {
            api.serve(NODES);
            api.refuse(request -> List.of("Bearer fresh").equals(request.headers().get("Authorization"))
                    ? Optional.empty()
                    : Optional.of(401));

            assertThat(nodes(cluster)).isEqualTo(new ClusterAnswer.Got<>(0));
            assertThat(api.requests()).hasSize(2);
        }
    }

    @Test
    void impersonationGoesWithEachRequest() throws IOException {
        try (StandInApi api = StandInApi.start()) {
            api.serve(NODES);
            ClusterTarget plain = api.target();
            try (ClusterConnection cluster = Clusters.open(new ClusterTarget(plain.name(), plain.server(),
                    plain.trust(), plain.login(), plain.proxy(),
                    Optional.of(new ClusterTarget.Impersonation("eks-test", List.of("a", "b")))))) {
                nodes(cluster);
            }

            assertThat(api.requests().getFirst().headers()).containsEntry("Impersonate-user", List.of("eks-test"))
                    .containsEntry("Impersonate-group", List.of("a", "b"));
        }
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(delimiter = '|', value = {
        "401 | UNAUTHORIZED | does not know who asks (401 Unauthorized).",
        "403 | FORBIDDEN    | You may not list the nodes of the stand-in: no, says the stand-in.",
        "404 | NOT_FOUND    | has nothing to list the nodes: no, says the stand-in.",
        "409 | CONFLICT     | was overtaken by another change: no, says the stand-in.",
        "410 | CONFLICT     | was overtaken by another change: no, says the stand-in.",
        "413 | INVALID      | does not accept it (413), to list the nodes: no, says the stand-in.",
        "422 | INVALID      | does not accept it (422), to list the nodes: no, says the stand-in.",
        "429 | UNAVAILABLE  | asks to wait (429): no, says the stand-in.",
        "500 | UNAVAILABLE  | failed (500): no, says the stand-in.",
        "418 | NONSENSE     | answered 418 to list the nodes: no, says the stand-in.",
    })
    void refusals(int status, ClusterFailure.Kind kind, String words) throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> Optional.of(status));

            ClusterFailure failure = failure(nodes(cluster));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.message()).endsWith(words);
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (ClusterConnection cluster = Clusters.open(at("http://127.0.0.1:" + free))) {
            ClusterFailure failure = failure(nodes(cluster));

            assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.UNREACHABLE);
            assertThat(failure.message()).isEqualTo("The API server http://127.0.0.1:" + free
                    + " of the stand-in cannot be reached: connection refused.");
        }
    }

    @Test
    void noSuchHost() {
        try (ClusterConnection cluster = Clusters.open(at("https://no-such-host.invalid"))) {
            assertThat(failure(nodes(cluster)).message())
                    .endsWith("cannot be reached: there is no host no-such-host.invalid.");
        }
    }

    @Test
    void theAuthorityThatIsNamedIsTrustedAndNoOther() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (StandInApi api = overTls(authority, "127.0.0.1")) {
            api.serve(NODES);
            try (ClusterConnection right = Clusters.open(tls(api, authority, new ClusterLogin.Anonymous()));
                    ClusterConnection other = Clusters.open(tls(api, new TestAuthority(),
                            new ClusterLogin.Anonymous()));
                    ClusterConnection ours = Clusters.open(at("https://127.0.0.1:" + api.port()))) {
                assertThat(nodes(right)).isEqualTo(new ClusterAnswer.Got<>(0));
                assertThat(failure(nodes(other)).kind()).isEqualTo(ClusterFailure.Kind.UNTRUSTED);
                assertThat(failure(nodes(ours)).message())
                        .endsWith("its certificate is not signed by the authority that is trusted.");
            }
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (StandInApi api = overTls(authority, "127.0.0.2");
                ClusterConnection cluster = Clusters.open(tls(api, authority, new ClusterLogin.Anonymous()))) {
            assertThat(failure(nodes(cluster)).message()).endsWith("its certificate is for another host.");
        }
    }

    @Test
    void insecureTrustsAnybody() throws IOException {
        try (StandInApi api = overTls(new TestAuthority(), "127.0.0.2")) {
            api.serve(NODES);
            ClusterTarget target = new ClusterTarget("the stand-in", URI.create("https://127.0.0.1:" + api.port()),
                    new ClusterTarget.Trust.Anybody(), new ClusterLogin.Anonymous(), Optional.empty(),
                    Optional.empty());
            try (ClusterConnection cluster = Clusters.open(target)) {
                assertThat(nodes(cluster)).isEqualTo(new ClusterAnswer.Got<>(0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA, true", "RSA, false", "EC, true", "EC, false"})
    void aClientCertificateIsShown(String algorithm, boolean pkcs8) throws IOException {
        TestAuthority authority = new TestAuthority();
        KeyPair pair = TestAuthority.pair(algorithm);
        ClusterLogin login = new ClusterLogin.ClientCertificate(
                TestAuthority.pem(authority.issue("CN=kubernetes-admin,O=system:masters", pair, "127.0.0.1")),
                pkcs8 ? TestAuthority.pkcs8(pair.getPrivate()) : TestAuthority.traditional(pair.getPrivate()));
        try (StandInApi api = overTls(authority, "127.0.0.1");
                ClusterConnection cluster = Clusters.open(tls(api, authority, login))) {
            api.serve(NODES);

            assertThat(nodes(cluster)).isEqualTo(new ClusterAnswer.Got<>(0));
            assertThat(api.peers()).contains("O=system:masters,CN=kubernetes-admin");
        }
    }

    @Test
    void aKeyThatCannotBeReadIsSaidBeforeAnythingIsSent() {
        ClusterTarget target = ClusterTarget.of("context prod", URI.create("https://127.0.0.1"),
                new TestAuthority().pem(), new ClusterLogin.ClientCertificate("x", "y"));

        ClusterFailure failure = failure(ClusterClients.open(target));

        assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.CONFIGURATION);
        assertThat(failure.message())
                .isEqualTo("A certificate or key for context prod cannot be read: there is no private key in it.");
    }

    @Test
    void nothingThatHoldsASecretShowsIt() {
        assertThat(List.of(new ClusterLogin.ClientCertificate("c", "s3cret"), ClusterLogin.BearerToken.fixed("s3cret"),
                new ClusterLogin.Basic("u", "s3cret"), new FixedToken("s3cret"),
                at("https://127.0.0.1", ClusterLogin.BearerToken.fixed("s3cret"))).toString())
                .doesNotContain("s3cret");
    }

    private static ClusterTarget at(String server) {
        return at(server, new ClusterLogin.Anonymous());
    }

    private static ClusterTarget at(String server, ClusterLogin login) {
        return new ClusterTarget("the stand-in", URI.create(server), new ClusterTarget.Trust.PublicAuthorities(),
                login, Optional.empty(), Optional.empty());
    }

    private static ClusterTarget tls(StandInApi api, TestAuthority authority, ClusterLogin login) {
        return ClusterTarget.of("the stand-in", URI.create("https://127.0.0.1:" + api.port()), authority.pem(), login);
    }

    private static StandInApi overTls(TestAuthority authority, String address) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(address)) {
            @Override
            public void configure(HttpsParameters parameters) {
                var ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setWantClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        return StandInApi.on(server);
    }

    private static ClusterAnswer<Integer> nodes(ClusterConnection cluster) {
        return cluster.ask("list the nodes", () -> cluster.client().nodes().list().getItems().size());
    }

    private static <T> ClusterFailure failure(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<T> failed -> failed.failure();
            case ClusterAnswer.Got<T> got -> throw new AssertionError("it was answered");
        };
    }
}
