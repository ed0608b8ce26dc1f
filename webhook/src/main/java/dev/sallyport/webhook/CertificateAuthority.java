package dev.sallyport.webhook;

import java.time.Clock;
import java.util.List;

/** A small certificate authority in memory: for a webhook without certificates of its own, and for the sandbox. */
public final class CertificateAuthority {

    private final String commonName;
    private final Clock clock;

    private CertificateAuthority(String commonName, Clock clock) {
        this.commonName = commonName;
        this.clock = clock;
    }

    /** Makes a new authority with a key of its own. */
    public static CertificateAuthority create(String commonName, Clock clock) {
        return new CertificateAuthority(commonName, clock);
    }

    /** The authority's certificate, as clients are told to trust it. */
    public String certificatePem() {
        throw new UnsupportedOperationException(commonName + clock);
    }

    /**
     * A server's certificate.
     *
     * @param dnsNames subject alternative names; wildcards allowed
     * @param addresses subject alternative IP addresses, such as {@code 127.0.0.1}
     */
    public TlsIdentity issueServer(String commonName, List<String> dnsNames, List<String> addresses) {
        throw new UnsupportedOperationException(commonName + dnsNames + addresses);
    }

    /**
     * A client's certificate, as Kubernetes reads it: the common name is the user, each organization a group.
     */
    public TlsIdentity issueClient(String commonName, List<String> organizations) {
        throw new UnsupportedOperationException(commonName + organizations);
    }
}
