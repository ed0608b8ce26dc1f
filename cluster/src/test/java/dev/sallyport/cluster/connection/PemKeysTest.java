package dev.sallyport.cluster.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Comparator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys in every form that kubeconfigs hold. */
class PemKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void pkcs8(String algorithm) throws GeneralSecurityException {
        KeyPair pair = TestAuthority.pair(algorithm);

        assertThat(PemKeys.privateKey(TestAuthority.pkcs8(pair.getPrivate()))).isEqualTo(pair.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void theOlderForms(String algorithm) throws GeneralSecurityException {
        KeyPair pair = TestAuthority.pair(algorithm);
        String pem = TestAuthority.traditional(pair.getPrivate());

        assertThat(pem).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY");
        assertThat(PemKeys.privateKey(pem)).usingComparator(Comparator.comparing(PemKeysTest::secret))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void aKeyBesideItsCertificateIsFound() throws GeneralSecurityException {
        TestAuthority authority = new TestAuthority();
        KeyPair pair = TestAuthority.pair("EC");

        String both = authority.pem() + TestAuthority.pkcs8(pair.getPrivate());

        assertThat(PemKeys.privateKey(both)).isEqualTo(pair.getPrivate());
        assertThat(PemKeys.certificates(both)).hasSize(1);
    }

    @Test
    void whatIsNoKeyIsSaidToBeNone() {
        String encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
        String broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        String cut = "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n";

        assertThatThrownBy(() -> PemKeys.privateKey("hello")).hasMessageContaining("no private key");
        assertThatThrownBy(() -> PemKeys.privateKey(encrypted)).hasMessageContaining("passphrase");
        assertThatThrownBy(() -> PemKeys.privateKey(broken)).hasMessageContaining("neither RSA nor EC");
        assertThatThrownBy(() -> PemKeys.privateKey(cut)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> PemKeys.certificates("hello")).isInstanceOf(CertificateException.class);
    }

    private static BigInteger secret(PrivateKey key) {
        return switch (key) {
            case ECPrivateKey ec -> ec.getS();
            case RSAPrivateKey rsa -> rsa.getPrivateExponent();
            default -> BigInteger.ZERO;
        };
    }
}
