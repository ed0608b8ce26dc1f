package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookStartException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the guard's certificate comes from. Asked again and again; gives another one when it was renewed. */
@FunctionalInterface
interface CertificateSource {

    /**
     * What is to be served now.
     *
     * @param tls the certificate and its key
     * @param trustPem whom the API server must trust, where that is the guard's own to say
     */
    record Served(TlsIdentity tls, Optional<String> trustPem) {}

    /**
     * The certificate as of now.
     *
     * @throws WebhookStartException when there is none to be had; the message says why and what to do
     */
    Served current();

    /** Files that somebody else keeps, read each time. */
    static CertificateSource files(Path certificate, Path key) {
        return () -> {
            try {
                TlsIdentity tls = new TlsIdentity(Files.readString(certificate), Files.readString(key));
                tls.keyCertOptions();
                return new Served(tls, Optional.empty());
            } catch (IOException e) {
                throw new WebhookStartException("cannot read " + certificate + " and " + key + ": "
                        + e.getClass().getSimpleName() + " of " + e.getMessage()
                        + ". Name a certificate and its key that this user may read", e);
            } catch (IllegalArgumentException e) {
                throw new WebhookStartException("cannot serve " + certificate + " with " + key + ": " + e.getMessage()
                        + ". Replace both", e);
            }
        };
    }

    /** Certificates that live and die with this process. */
    static CertificateSource inMemory(List<String> names, List<String> addresses, Clock clock) {
        return new CertificateSource() {
            private Keyring ring = Keyring.EMPTY;

            @Override
            public synchronized Served current() {
                ring = ring.renewed(names, addresses, clock);
                return new Served(ring.served().orElseThrow(), Optional.of(ring.trustPem()));
            }
        };
    }
}
