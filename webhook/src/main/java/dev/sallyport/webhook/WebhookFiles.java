package dev.sallyport.webhook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The webhook's certificate and key in its state folder: {@code cert.pem} and {@code key.pem}, as the reference
 * authenticator names them.
 *
 * <p>Files that somebody put there are served as they are, read again when they change, and never written to. Where there
 * are none, the webhook makes them, and an authority beside them ({@code ca.pem}, {@code ca-key.pem}) that lives ten
 * years: the API server is told to trust that one, so the certificate can be renewed every year without the API server
 * being started again.
 */
public final class WebhookFiles {

    private static final Logger log = LoggerFactory.getLogger(WebhookFiles.class);

    /** A month: an operator has time to see a renewal that fails. */
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path folder;
    private final Path certificate;
    private final Path key;
    private final Path authorityCertificate;
    private final Path authorityKey;
    private final List<String> names;
    private final List<String> addresses;
    private final Clock clock;

    /**
     * What is served.
     *
     * @param tls the certificate and its key
     * @param authorityPem whom the API server must trust
     * @param own whether the webhook made them
     */
    public record Served(TlsIdentity tls, String authorityPem, boolean own) {}

    private WebhookFiles(Path folder, List<String> names, List<String> addresses, Clock clock) {
        this.folder = folder;
        this.certificate = folder.resolve("cert.pem");
        this.key = folder.resolve("key.pem");
        this.authorityCertificate = folder.resolve("ca.pem");
        this.authorityKey = folder.resolve("ca-key.pem");
        this.names = List.copyOf(names);
        // As Java writes the addresses of a certificate: ::1 is 0:0:0:0:0:0:0:1 there.
        this.addresses = addresses.stream().map(text -> InetAddress.ofLiteral(text).getHostAddress()).toList();
        this.clock = clock;
    }

    /**
     * The files in this folder. Nothing is read yet.
     *
     * @param names the DNS names that a certificate of our own carries
     * @param addresses the IP addresses that it carries
     */
    public static WebhookFiles in(Path folder, List<String> names, List<String> addresses, Clock clock) {
        return new WebhookFiles(folder, names, addresses, clock);
    }

    /**
     * What is to be served now: what lies in the folder, made or renewed where it is ours and that is due.
     *
     * @throws WebhookStartException when the folder cannot be used, or what lies there cannot be served; the message says
     *     which file, and what to do
     */
    public Served current() {
        try {
            if (!Files.exists(authorityKey) && (Files.exists(certificate) || Files.exists(key))) {
                return given(); // writes nothing: the folder may be a mounted secret
            }
            PrivateFile.makeFolder(folder);
            try (FileChannel lock = PrivateFile.openLock(folder.resolve(".lock"))) {
                var _ = lock.lock(); // two starts at once must not mix their files; closing gives it back
                return own();
            }
        } catch (IOException e) {
            throw new WebhookStartException("cannot use the state folder " + folder + ": " + reason(e)
                    + ". Make it a folder that this user may write to, or name another one", e);
        }
    }

    /** Somebody else's files. */
    private Served given() throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            throw new WebhookStartException((Files.exists(key) ? certificate : key) + " is missing, while "
                    + (Files.exists(key) ? key : certificate)
                    + " is there. Put both there, or neither: then the webhook makes its own");
        }
        TlsIdentity tls = read(certificate, key);
        List<X509Certificate> chain = checked(tls);
        Instant end = chain.getFirst().getNotAfter().toInstant();
        Instant now = clock.instant();
        if (!end.isAfter(now)) {
            throw new WebhookStartException(certificate + " has been out of date since " + end
                    + ": no API server accepts it. Replace it and " + key
                    + ", or take both away: then the webhook makes its own");
        }
        if (end.minus(RENEWED_BEFORE_END).isBefore(now)) {
            log.warn("{} ends at {}: replace it and {}; the webhook takes the new ones up by itself", certificate, end,
                    key);
        }
        return new Served(tls, CertificateAuthority.pem("CERTIFICATE", encoded(chain.getLast())), false);
    }

    private List<X509Certificate> checked(TlsIdentity tls) {
        try {
            tls.checkThatBothBelongTogether();
            return tls.chain();
        } catch (IllegalArgumentException e) {
            throw new WebhookStartException("cannot serve " + certificate + " with " + key + ": " + e.getMessage()
                    + ". Replace both, or take both away: then the webhook makes its own", e);
        }
    }

    /** Our own files, made or renewed where that is due. */
    private Served own() throws IOException {
        Optional<CertificateAuthority> stored = storedAuthority();
        Instant now = clock.instant();
        if (stored.isPresent() && stored.get().end().isAfter(now.plus(Duration.ofDays(366)))) {
            Optional<TlsIdentity> leaf = storedLeaf(stored.get(), now);
            return new Served(leaf.isPresent() ? leaf.get() : renew(stored.get()), stored.get().certificatePem(), true);
        }
        CertificateAuthority fresh = CertificateAuthority.create("Sallyport webhook", clock);
        PrivateFile.write(authorityCertificate, fresh.stored().certificatePem());
        PrivateFile.write(authorityKey, fresh.stored().privateKeyPem());
        log.info("made a certificate authority of the webhook's own in {}, good until {}", folder, fresh.end());
        return new Served(renew(fresh), fresh.certificatePem(), true);
    }

    private Optional<CertificateAuthority> storedAuthority() throws IOException {
        if (!Files.exists(authorityKey) || !Files.exists(authorityCertificate)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CertificateAuthority.load(read(authorityCertificate, authorityKey), clock));
        } catch (IllegalArgumentException e) {
            throw new WebhookStartException("cannot use " + authorityCertificate + " with " + authorityKey + ": "
                    + e.getMessage() + ". Take both away: the webhook makes new ones, and the API server must be"
                    + " started again to trust them", e);
        }
    }

    /** The certificate that was served before, where it is good for longer and for every name. */
    private Optional<TlsIdentity> storedLeaf(CertificateAuthority authority, Instant now) throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return Optional.empty();
        }
        TlsIdentity leaf = read(certificate, key);
        try {
            leaf.checkThatBothBelongTogether();
            X509Certificate first = leaf.chain().getFirst();
            boolean good = authority.issued(first) && carriesAllNames(first)
                    && first.getNotAfter().toInstant().minus(RENEWED_BEFORE_END).isAfter(now);
            return good ? Optional.of(leaf) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // ours, and damaged: made anew
        }
    }

    private TlsIdentity renew(CertificateAuthority authority) throws IOException {
        TlsIdentity leaf = authority.issueServer("Sallyport webhook", names, addresses);
        PrivateFile.write(key, leaf.privateKeyPem());
        PrivateFile.write(certificate, leaf.certificatePem());
        log.info("made {} for {} {}, good until {}", certificate, names, addresses,
                leaf.chain().getFirst().getNotAfter().toInstant());
        return leaf;
    }

    private boolean carriesAllNames(X509Certificate leaf) {
        try {
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            Set<String> carried = alternatives == null
                    ? Set.of()
                    : alternatives.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
            return carried.containsAll(Stream.concat(names.stream(), addresses.stream()).toList());
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static TlsIdentity read(Path certificate, Path key) throws IOException {
        return new TlsIdentity(Files.readString(certificate), Files.readString(key));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** Java's messages for these name the file alone. */
    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "no permission (" + denied.getFile() + ")";
            case java.nio.file.NoSuchFileException missing -> "there is no " + missing.getFile();
            case java.nio.file.FileAlreadyExistsException file -> file.getFile() + " is a file";
            case java.nio.file.NotDirectoryException file -> file.getFile() + " is a file";
            default -> String.valueOf(e.getMessage());
        };
    }
}
