package dev.sallyport.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lies in the state folder, who made it, and when it is made anew. */
class WebhookFilesTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-07-01T12:00:00Z"));

    @TempDir
    private Path temporary = Path.of("");

    private Path folder() {
        return temporary.resolve("state");
    }

    private WebhookFiles files(String... addresses) {
        return WebhookFiles.in(folder(), List.of("localhost"), List.of(addresses), clock);
    }

    @Test
    void anEmptyFolderGetsACertificateAndAnAuthorityThatOnlyThisUserCanRead() throws IOException {
        WebhookFiles.Served served = files("127.0.0.1", "::1").current();

        assertThat(served.own()).isTrue();
        assertThat(names(folder())).containsExactlyInAnyOrder("cert.pem", "key.pem", "ca.pem", "ca-key.pem", ".lock");
        assertThat(permissions(folder())).isEqualTo("rwx------");
        for (String name : names(folder())) {
            assertThat(permissions(folder().resolve(name))).as(name).isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder().resolve("cert.pem"))).isEqualTo(served.tls().certificatePem());
        assertThat(Files.readString(folder().resolve("key.pem"))).isEqualTo(served.tls().privateKeyPem());
    }

    @Test
    void theNextStartServesTheSame() {
        WebhookFiles.Served first = files("127.0.0.1", "::1").current();

        assertThat(files("127.0.0.1", "::1").current()).isEqualTo(first);
    }

    @Test
    void aMonthBeforeItsEndTheCertificateIsRenewedUnderTheSameAuthority() {
        WebhookFiles.Served first = files().current();
        clock.forward(Duration.ofDays(334));
        assertThat(files().current()).isEqualTo(first);

        clock.forward(Duration.ofDays(2));
        WebhookFiles.Served renewed = files().current();

        assertThat(renewed.tls()).isNotEqualTo(first.tls());
        assertThat(renewed.authorityPem()).isEqualTo(first.authorityPem());
        assertThat(first(renewed).getNotAfter().toInstant()).isEqualTo(clock.instant().plus(Duration.ofDays(365)));
    }

    @Test
    void aNewAddressMakesANewCertificateUnderTheSameAuthority() {
        WebhookFiles.Served first = files("127.0.0.1").current();

        WebhookFiles.Served more = files("127.0.0.1", "10.0.0.7").current();

        assertThat(more.tls()).isNotEqualTo(first.tls());
        assertThat(more.authorityPem()).isEqualTo(first.authorityPem());
    }

    @Test
    void anAuthorityNearItsEndIsReplaced() {
        WebhookFiles.Served first = files().current();
        clock.forward(Duration.ofDays(3650 - 366));

        WebhookFiles.Served later = files().current();

        assertThat(later.authorityPem()).isNotEqualTo(first.authorityPem());
    }

    @Test
    void aCertificateOfOursThatWasDamagedIsMadeAnew() throws IOException {
        WebhookFiles.Served first = files().current();
        Files.writeString(folder().resolve("cert.pem"), "x");

        WebhookFiles.Served mended = files().current();

        assertThat(mended.authorityPem()).isEqualTo(first.authorityPem());
        assertThat(first(mended).getSubjectX500Principal().getName()).isEqualTo("CN=Sallyport webhook");
    }

    @Test
    void filesOfSomebodyElseAreServedAsTheyAreAndNeverWrittenTo() throws IOException {
        TlsIdentity theirs = give(clock);

        WebhookFiles.Served served = files().current();

        assertThat(served.own()).isFalse();
        assertThat(served.tls()).isEqualTo(theirs);
        assertThat(served.authorityPem()).isEqualTo(theirs.certificatePem());
        assertThat(names(folder())).containsExactlyInAnyOrder("cert.pem", "key.pem");
    }

    @Test
    void whoeverReplacesTheirFilesHasTheNewOnesServed() throws IOException {
        WebhookFiles files = files();
        give(clock);
        WebhookFiles.Served before = files.current();
        TlsIdentity replaced = give(clock);

        assertThat(files.current().tls()).isEqualTo(replaced).isNotEqualTo(before.tls());
    }

    @Test
    void filesOfSomebodyElseThatAreOutOfDateAreNamed() throws IOException {
        give(new MovableClock(clock.instant().minus(Duration.ofDays(400))));

        assertThatThrownBy(() -> files().current()).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining(folder().resolve("cert.pem").toString())
                .hasMessageContaining("out of date").hasMessageContaining("take both away");
    }

    @Test
    void halfAPairIsNamed() throws IOException {
        give(clock);
        Files.delete(folder().resolve("cert.pem"));

        assertThatThrownBy(() -> files().current()).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining(folder().resolve("cert.pem") + " is missing");
    }

    @Test
    void aPairThatDoesNotBelongTogetherIsNamed() throws IOException {
        give(clock);
        Files.writeString(folder().resolve("key.pem"),
                CertificateAuthority.create("x", clock).stored().privateKeyPem());

        assertThatThrownBy(() -> files().current()).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("the private key is not that of the certificate");
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws IOException {
        Files.writeString(folder(), "x");

        assertThatThrownBy(() -> files().current()).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("cannot use the state folder " + folder())
                .hasMessageContaining("name another one");
    }

    private TlsIdentity give(Clock madeAt) throws IOException {
        TlsIdentity tls = CertificateAuthority.create("theirs", madeAt).issueServer("theirs", List.of("localhost"),
                List.of());
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("cert.pem"), tls.certificatePem());
        Files.writeString(folder().resolve("key.pem"), tls.privateKeyPem());
        return tls;
    }

    private static X509Certificate first(WebhookFiles.Served served) {
        return served.tls().chain().getFirst();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
