package dev.sallyport.webhook;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsIdentityTest {

    private final CertificateAuthority authority = CertificateAuthority.create("test", Clock.systemUTC());
    private final TlsIdentity one = authority.issueServer("one", List.of("one"), List.of());
    private final TlsIdentity other = authority.issueServer("other", List.of("other"), List.of());

    @Test
    void aCertificateAndItsKeyServe() {
        assertThat(one.keyCertOptions()).isNotNull();
        assertThat(one.privateKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void theChainFollowsTheCertificate() {
        TlsIdentity chained = new TlsIdentity(one.certificatePem() + authority.certificatePem(), one.privateKeyPem());

        assertThat(chained.chain()).hasSize(2);
        assertThat(chained.chain().getFirst().getSubjectX500Principal().getName()).isEqualTo("CN=one");
    }

    @Test
    void aForeignKeyIsNoticed() {
        TlsIdentity mixed = new TlsIdentity(one.certificatePem(), other.privateKeyPem());

        assertThatThrownBy(mixed::keyCertOptions).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the private key is not that of the certificate");
    }

    @Test
    void whatIsWrongIsSaidWithoutQuotingTheKey() {
        String damaged = one.privateKeyPem().replace("\nM", "\n!M");

        assertThatThrownBy(() -> new TlsIdentity("", one.privateKeyPem()).chain())
                .hasMessageContaining("expected -----BEGIN CERTIFICATE-----");
        assertThatThrownBy(() -> new TlsIdentity(one.certificatePem(), one.certificatePem()).privateKey())
                .hasMessageContaining("expected -----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> new TlsIdentity(one.certificatePem(), damaged).privateKey())
                .isInstanceOf(IllegalArgumentException.class).hasNoCause()
                .hasMessageNotContaining(one.privateKeyPem().substring(40, 60));
    }
}
