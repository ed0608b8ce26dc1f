package dev.sallyport.sandbox.aws;

import dev.sallyport.webhook.CertificateAuthority;

/**
 * Where the local AWS listens, always on 127.0.0.1, and whose certificate it shows.
 *
 * @param authority issues the certificate, for 127.0.0.1, localhost and AWS's own host names
 * @param port of the HTTPS endpoint; 0 for a free one
 * @param proxyPort of the CONNECT proxy; 0 for a free one
 * @param metadataPort of the instance metadata service; 0 for a free one
 */
public record LocalAwsSettings(CertificateAuthority authority, int port, int proxyPort, int metadataPort) {

    /** Free ports. */
    public static LocalAwsSettings of(CertificateAuthority authority) {
        return new LocalAwsSettings(authority, 0, 0, 0);
    }
}
