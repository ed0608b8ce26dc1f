package dev.sallyport.webhook;

/**
 * A certificate and its private key, as PEM. The key never shows in {@link #toString()}.
 *
 * @param certificatePem the certificate, then whatever chain leads to its authority
 * @param privateKeyPem PKCS#8
 */
public record TlsIdentity(String certificatePem, String privateKeyPem) {

    @Override
    public String toString() {
        return "TlsIdentity[private key redacted]";
    }
}
