package dev.sallyport.access.doctor;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.cluster.connection.TestAuthority;
import dev.sallyport.cluster.probe.ServerProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class NetworkCheckTest {

    private final TestAuthority authority = new TestAuthority();
    private final TestAuthority interceptor = new TestAuthority();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Duration patience = ServerProbe.PATIENCE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Patient patient;

    @BeforeEach
    void somebody() {
        patient = new Patient(home);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void aServerInOrderIsAConnection() throws IOException {
        String server = server(authority, "127.0.0.1");

        Check.Seen seen = look(patient.kubeconfig(server, authority.pem(), "demo"));

        assertThat(only(seen).level()).isEqualTo(Level.OK);
        assertThat(only(seen).evidence()).endsWith("answers, its certificate is the cluster's, clocks agree");
        assertThat(seen.facts().connection()).isPresent();
    }

    @Test
    void withoutAKubeconfigThereIsNoServer() {
        assertThat(only(look(patient)).level()).isEqualTo(Level.UNSEEN);
    }

    @Test
    void aNameThatDoesNotResolve() {
        Observation fault = fault(knowing("https://api.demo.invalid"), CheckCode.N_DNS);

        assertThat(fault.evidence()).isEqualTo("the name api.demo.invalid does not resolve");
        assertThat(fault.alike()).isEmpty();
    }

    @Test
    void whereEksWasNotAskedTheAddressMayBeAnOldOne() {
        assertThat(fault(patient.kubeconfig("https://api.demo.invalid", authority.pem(), "demo"), CheckCode.N_DNS)
                .alike()).containsExactly(CheckCode.C_ENDPOINT);
    }

    @Test
    void nobodyListens() throws IOException {
        assertThat(fault(knowing("https://127.0.0.1:" + closedPort()), CheckCode.N_REFUSED).evidence())
                .contains("refuses the connection");
    }

    @Test
    void silenceOfAnOpenEndpointIsSomebodysInBetween() throws IOException {
        assertThat(fault(knowing(mute()), CheckCode.N_SILENT).cures()).isEmpty();
    }

    @Test
    void silenceOfAPrivateEndpoint() throws IOException {
        String server = mute();
        patient.kubeconfig(server, authority.pem(), "demo").knows(Patient.reached(
                Patient.cluster(server, authority.pem()), new ClusterFacts.Reach(false, true, List.of("0.0.0.0/0"))));

        assertThat(fault(patient, CheckCode.N_PRIVATE).cures().get(1).commands())
                .containsExactly("aws eks update-cluster-config --name demo --region ap-northeast-2"
                        + " --resources-vpc-config endpointPublicAccess=true,publicAccessCidrs="
                        + "\"$(curl -s https://checkip.amazonaws.com)/32\"");
    }

    @Test
    void silenceOfAnEndpointThatIsOpenForOthers() throws IOException {
        String server = mute();
        patient.kubeconfig(server, authority.pem(), "demo").knows(Patient.reached(
                Patient.cluster(server, authority.pem()),
                new ClusterFacts.Reach(true, false, List.of("203.0.113.0/24", "198.51.100.7/32"))));

        Observation fault = fault(patient, CheckCode.N_CIDR);

        assertThat(fault.evidence()).contains("203.0.113.0/24,198.51.100.7/32 alone");
        assertThat(fault.cures().getFirst().commands()).singleElement().asString().endsWith(
                "publicAccessCidrs=203.0.113.0/24,198.51.100.7/32,\"$(curl -s https://checkip.amazonaws.com)/32\"");
    }

    @Test
    void silenceThatNobodyExplainsIsNamedWithAllThatItMayBe() throws IOException {
        assertThat(fault(patient.kubeconfig(mute(), authority.pem(), "demo"), CheckCode.N_SILENT).alike())
                .containsExactly(CheckCode.N_PRIVATE, CheckCode.N_CIDR, CheckCode.C_ENDPOINT);
    }

    @Test
    void aProxyOfTheEnvironmentThatIsDeadIsLeftOutWhereTheServerIsThere() throws IOException {
        // loopback never goes through a proxy of the environment
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress()).findFirst();
        assumeTrue(outside.isPresent(), "SKIPPED: this machine has loopback alone");
        String address = outside.get().getHostAddress();
        String server = server(authority, address, outside.get());
        patient.variables.put("HTTPS_PROXY", "http://127.0.0.1:" + closedPort());
        patient.variables.put("no_proxy", "example.com");
        patient.kubeconfig(server, authority.pem(), "demo");

        Observation fault = fault(patient, CheckCode.N_PROXY);

        assertThat(fault.evidence()).contains("(HTTPS_PROXY)").endsWith("without it the server answers");
        assertThat(fault.cures().getFirst().commands())
                .containsExactly("export no_proxy=\"${no_proxy:+$no_proxy,}\"" + address);
    }

    @Test
    void aProxyInTheKubeconfigThatIsDead() throws IOException {
        String server = server(authority, "127.0.0.1");
        patient.kubeconfig(server, authority.pem(), "token: t", Patient.ARN,
                ", proxy-url: \"http://127.0.0.1:" + closedPort() + "\"");

        assertThat(fault(patient, CheckCode.N_PROXY).cures().getFirst().commands())
                .containsExactly("kubectl config unset clusters." + Patient.ARN + ".proxy-url");
    }

    @Test
    void aProxyWithoutWhichNothingGoesEither() throws IOException {
        patient.kubeconfig("https://127.0.0.1:" + closedPort(), authority.pem(), "token: t", Patient.ARN,
                ", proxy-url: \"http://127.0.0.1:" + closedPort() + "\"");

        assertThat(fault(patient, CheckCode.N_PROXY).cures()).isEmpty();
    }

    @Test
    void whoeverOpensTlsIsShownByTheirIssuer() throws IOException {
        Observation fault = fault(knowing(server(interceptor, "127.0.0.1")), CheckCode.N_UNTRUSTED);

        assertThat(fault.evidence()).contains("CN=test authority");
        assertThat(fault.alike()).isEmpty();
    }

    @Test
    void whereEksWasNotAskedAWrongAuthorityLooksTheSame() throws IOException {
        patient.kubeconfig(server(interceptor, "127.0.0.1"), authority.pem(), "demo");

        assertThat(fault(patient, CheckCode.N_UNTRUSTED).alike()).containsExactly(CheckCode.C_CA);
    }

    @Test
    void withTheAuthorityThatEksNamesOneCanGoOn() throws IOException {
        String server = server(authority, "127.0.0.1");
        patient.kubeconfig(server, interceptor.pem(), "demo").knows(Patient.cluster(server, authority.pem()));

        Check.Seen seen = look(patient);

        assertThat(only(seen).level()).isEqualTo(Level.OK);
        assertThat(only(seen).evidence()).contains("not of the kubeconfig's");
        assertThat(seen.facts().connection()).isPresent();
    }

    @Test
    void aTunnelsEndHasAnotherName() throws IOException {
        Observation fault = fault(knowing(server(authority, "abc.gr7.eu-west-1.eks.amazonaws.com")), CheckCode.N_NAME);

        assertThat(fault.cures().getFirst().commands()).containsExactly("kubectl config set-cluster " + Patient.ARN
                + " --tls-server-name=abc.gr7.eu-west-1.eks.amazonaws.com");
    }

    @Test
    void aTunnelWhoseNameIsExpectedIsInOrder() throws IOException {
        patient.kubeconfig(server(authority, "abc.gr7.eu-west-1.eks.amazonaws.com"), authority.pem(), "token: t",
                Patient.ARN, ", tls-server-name: abc.gr7.eu-west-1.eks.amazonaws.com");

        Check.Seen seen = look(patient);

        assertThat(only(seen).level()).isEqualTo(Level.OK);
        assertThat(seen.facts().connection()).isEmpty();
    }

    @Test
    void anExpectedNameThatIsAnOldOneIsTakenOut() throws IOException {
        patient.kubeconfig(server(authority, "127.0.0.1"), authority.pem(), "token: t", Patient.ARN,
                ", tls-server-name: old.gr7.eu-west-1.eks.amazonaws.com");

        assertThat(fault(patient, CheckCode.N_NAME).cures().getFirst().commands())
                .containsExactly("kubectl config unset clusters." + Patient.ARN + ".tls-server-name");
    }

    @Test
    void aCertificateWhoseTimeIsOver() throws IOException {
        String server = server(authority, "127.0.0.1", InetAddress.getLoopbackAddress(),
                Instant.now().minus(Duration.ofMinutes(5)));

        assertThat(fault(knowing(server), CheckCode.N_EXPIRED).evidence()).contains("certificate ended");
    }

    @Test
    void aCertificateThatIsOverHereAloneIsTheClocks() throws IOException {
        patient.clock = Clock.fixed(Instant.now().plus(Duration.ofDays(1)), ZoneOffset.UTC);

        Observation fault = fault(knowing(server(authority, "127.0.0.1")), CheckCode.I_CLOCK);

        assertThat(fault.station()).isEqualTo(Station.NETWORK);
        assertThat(fault.evidence()).contains("by the server's clock");
    }

    @Test
    void aClockThatIsMinutesApartIsLookedAt() throws IOException {
        patient.clock = Clock.fixed(Instant.now().minus(Duration.ofMinutes(10)), ZoneOffset.UTC);

        List<Observation> seen = look(knowing(server(authority, "127.0.0.1"))).observations();

        assertThat(seen.get(1).level()).isEqualTo(Level.LOOK);
        assertThat(seen.get(1).evidence()).contains("minutes behind the server's");
    }

    @Test
    void anAddressWithoutTlsWhereTlsIsSpoken() throws IOException {
        String server = server(authority, "127.0.0.1").replace("https:", "http:");

        assertThat(fault(knowing(server), CheckCode.N_HTTP).cures().getFirst().commands()).singleElement().asString()
                .endsWith("--server=" + server.replace("http:", "https:"));
    }

    @Test
    void whatAnswersWithoutTlsAsAnApiServerDoesIsNone() throws IOException {
        StandInApi api = StandInApi.start();
        open.add(api);
        api.say("GET", "/version", 200, "{}");

        assertThat(only(look(patient.kubeconfig("http://127.0.0.1:" + api.port(), "", "demo"))).level())
                .isEqualTo(Level.OK);
    }

    @Test
    void anApiServerThatFails() throws IOException {
        StandInApi api = secured(authority, "127.0.0.1", InetAddress.getLoopbackAddress(),
                Instant.now().plus(Duration.ofHours(1)));
        api.say("GET", "/version", 503, "{}");

        assertThat(fault(knowing("https://127.0.0.1:" + api.port()), CheckCode.N_FAILS).evidence())
                .contains("answers 503");
    }

    private Patient knowing(String server) {
        return patient.kubeconfig(server, authority.pem(), "demo").knows(Patient.cluster(server, authority.pem()));
    }

    private Observation fault(Patient who, CheckCode code) {
        Observation one = only(look(who));
        assertThat(one.level()).isEqualTo(Level.FAULT);
        assertThat(one.code()).contains(code);
        return one;
    }

    private static Observation only(Check.Seen seen) {
        assertThat(seen.observations()).hasSize(1);
        return seen.observations().getFirst();
    }

    private Check.Seen look(Patient who) {
        return new NetworkCheck(clock -> new ServerProbe(patience, clock)).look(who.place(), who.facts);
    }

    private String server(TestAuthority by, String host) throws IOException {
        return server(by, host, InetAddress.getLoopbackAddress());
    }

    private String server(TestAuthority by, String host, InetAddress at) throws IOException {
        return server(by, host, at, Instant.now().plus(Duration.ofHours(1)));
    }

    private String server(TestAuthority by, String host, InetAddress at, Instant end) throws IOException {
        StandInApi api = secured(by, host, at, end);
        api.say("GET", "/version", 200, "{}");
        return "https://" + at.getHostAddress() + ":" + api.port();
    }

    private StandInApi secured(TestAuthority by, String host, InetAddress at, Instant end) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(at, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(by.serverContext(host, end)));
        StandInApi api = StandInApi.on(server);
        open.add(api);
        return api;
    }

    /** Somebody who takes connections and says nothing. */
    private String mute() throws IOException {
        patience = Duration.ofMillis(300);
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(socket);
        return "https://127.0.0.1:" + socket.getLocalPort();
    }

    private static int closedPort() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.close();
        return socket.getLocalPort();
    }
}
