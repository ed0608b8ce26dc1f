package dev.sallyport.webhook;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final CertificateAuthority authority = CertificateAuthority.create("sallyport test authority",
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aServerCertificateCarriesItsNamesAndAddresses() throws Exception {
        TlsIdentity server = authority.issueServer("sts", List.of("sts.eu-west-1.amazonaws.com", "*.example"),
                List.of("127.0.0.1", "::1"));

        X509Certificate certificate = certificate(server.certificatePem());

        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(
                List.of(2, "sts.eu-west-1.amazonaws.com"), List.of(2, "*.example"), List.of(7, "127.0.0.1"),
                List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void aClientCertificateCarriesItsUserAndEachGroup() throws Exception {
        TlsIdentity client = authority.issueClient("system:node:ip-10-0-0-1", List.of("system:nodes", "a,b=c"));

        X509Certificate certificate = certificate(client.certificatePem());

        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=system:node:ip-10-0-0-1,O=a\\,b\\=c,O=system:nodes");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void aNameThatLooksLikeAnEncodingIsANameAllTheSame() throws Exception {
        TlsIdentity client = authority.issueClient("#0500", List.of());

        assertThat(certificate(client.certificatePem()).getSubjectX500Principal().getName()).isEqualTo("CN=\\#0500");
    }

    @Test
    void whatTheAuthorityIssuesIsTrustedByWhoTrustsTheAuthority() throws Exception {
        X509Certificate root = certificate(authority.certificatePem());
        X509Certificate leaf = certificate(authority.issueServer("x", List.of("x"), List.of()).certificatePem());

        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertificateFactory factory = CertificateFactory.getInstance("X.509");

        assertThat(CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(leaf)), parameters))
                .isNotNull();
    }

    @Test
    void theAuthorityMaySignAndTheIssuedMayNot() throws Exception {
        X509Certificate root = certificate(authority.certificatePem());
        X509Certificate leaf = certificate(authority.issueServer("x", List.of("x"), List.of()).certificatePem());

        assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(root.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(root.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
        assertThat(leaf.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
    }

    @Test
    void certificatesHoldFromAFewMinutesAgoForClientsWithASlowClock() throws Exception {
        X509Certificate leaf = certificate(authority.issueServer("x", List.of("x"), List.of()).certificatePem());

        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    }

    @Test
    void everyCertificateHasANumberOfItsOwn() throws Exception {
        X509Certificate one = certificate(authority.issueClient("x", List.of()).certificatePem());
        X509Certificate other = certificate(authority.issueClient("x", List.of()).certificatePem());

        assertThat(one.getSerialNumber()).isNotEqualTo(other.getSerialNumber()).isPositive();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> authority.issueServer("x", List.of(), List.of("localhost")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("localhost");
    }

    @Test
    void thePrivateKeyNeverShows() {
        TlsIdentity identity = authority.issueClient("x", List.of());

        assertThat(identity.privateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(identity.toString()).doesNotContain("BEGIN").contains("redacted");
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
