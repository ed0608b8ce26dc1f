package dev.sallyport.webhook;

import io.vertx.core.net.KeyCertOptions;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate and its private key, as PEM. The key never shows in {@link #toString()}.
 *
 * @param certificatePem the certificate, then whatever chain leads to its authority
 * @param privateKeyPem PKCS#8, or the older forms {@code EC PRIVATE KEY} and {@code RSA PRIVATE KEY}; not encrypted
 */
public record TlsIdentity(String certificatePem, String privateKeyPem) {

    /**
     * As a server of Vert.x takes it.
     *
     * @throws IllegalArgumentException when the texts are no certificate and no key, or do not belong together
     */
    public KeyCertOptions keyCertOptions() {
        checkThatBothBelongTogether();
        return KeyCertOptions.wrap(new SingleKey(privateKey(), chain().toArray(X509Certificate[]::new)));
    }

    void checkThatBothBelongTogether() {
        if (!belongTogether(chain().getFirst(), privateKey())) {
            throw new IllegalArgumentException("the private key is not that of the certificate");
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] text = {1};
        String scheme = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(scheme);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            return false; // of another kind than the certificate's
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of the kind " + key.getAlgorithm() + " cannot serve", e);
        }
    }

    /** The certificates, the server's own first. */
    public List<X509Certificate> chain() {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.UTF_8)))
                    .stream().map(X509Certificate.class::cast).toList();
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate; expected -----BEGIN CERTIFICATE-----");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate cannot be read: " + e.getMessage(), e);
        }
    }

    /** Until when the certificate is good. */
    public Instant end() {
        return chain().getFirst().getNotAfter().toInstant();
    }

    /** The key. What is wrong with it is said without quoting it. */
    PrivateKey privateKey() {
        try (PEMParser pem = new PEMParser(new StringReader(privateKeyPem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
                if (part instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                }
                if (part instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the private key is damaged");
        }
        throw new IllegalArgumentException(
                "there is no private key; expected -----BEGIN PRIVATE KEY----- without a password");
    }

    @Override
    public String toString() {
        return "TlsIdentity[private key redacted]";
    }
}
