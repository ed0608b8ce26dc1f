package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The guard's own authorities and the certificate that it serves.
 *
 * <p>An authority lives ten years and is followed by another before its end. Three steps lead from one to the next, each a
 * day apart, and which of them is due is read off the certificates' own dates: the new authority is trusted beside the
 * old one; then it signs what is served; then the old one is forgotten. So the API server trusts a signature before it
 * meets it, however many replicas serve, and nobody needs to remember where the change stands.
 *
 * @param authorities oldest first, each with its key
 * @param served the serving certificate and its key; empty where there is none yet
 */
record Keyring(List<TlsIdentity> authorities, Optional<TlsIdentity> served) {

    static final Keyring EMPTY = new Keyring(List.of(), Optional.empty());

    /** Far longer than the minute in which every replica and the API server have seen a change. */
    static final Duration OVERLAP = Duration.ofDays(1);

    /** More than the year for which a server's certificate is good, so that none outlives who signed it. */
    static final Duration AUTHORITY_RENEWED_BEFORE_END = Duration.ofDays(400);

    /** A month: somebody has time to see a renewal that fails. */
    static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private static final String NAME = "Sallyport guard";
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN [^-]+-----[^-]+-----END [^-]+-----\\n?");

    Keyring {
        authorities = List.copyOf(authorities);
    }

    /**
     * The ring as texts keep it.
     *
     * @throws IllegalArgumentException when they do not belong together
     */
    static Keyring of(String authorityCertificates, String authorityKeys, String certificate, String key) {
        List<String> certificates = blocks(authorityCertificates);
        List<String> keys = blocks(authorityKeys);
        if (certificates.isEmpty() || certificates.size() != keys.size()) {
            throw new IllegalArgumentException("there are " + certificates.size() + " authorities and " + keys.size()
                    + " keys of them");
        }
        List<TlsIdentity> authorities = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            authorities.add(new TlsIdentity(certificates.get(i), keys.get(i)));
        }
        return new Keyring(authorities, Optional.of(new TlsIdentity(certificate, key)));
    }

    private static List<String> blocks(String pem) {
        return BLOCK.matcher(pem).results().map(found -> found.group().strip() + "\n").toList();
    }

    /**
     * The ring as it should be now; equal to this one when nothing is due.
     *
     * @param names the DNS names that the served certificate must carry
     * @param addresses the IP addresses that it must carry
     * @throws IllegalArgumentException when what is in the ring is damaged
     */
    Keyring renewed(List<String> names, List<String> addresses, Clock clock) {
        Instant now = clock.instant();
        List<CertificateAuthority> live = new ArrayList<>(authorities.stream()
                .map(stored -> CertificateAuthority.load(stored, clock))
                .filter(authority -> authority.end().isAfter(now)).toList());
        if (live.isEmpty() || live.getLast().end().isBefore(now.plus(AUTHORITY_RENEWED_BEFORE_END))) {
            live.add(CertificateAuthority.create(NAME, clock));
        }
        int signing = 0;
        for (int i = 1; i < live.size(); i++) {
            if (isOlderThan(OVERLAP, live.get(i), now)) {
                signing = i;
            }
        }
        CertificateAuthority signer = live.get(signing);
        if (isOlderThan(OVERLAP.multipliedBy(2), signer, now)) {
            live = live.subList(signing, live.size());
        }
        TlsIdentity leaf = served.filter(stored -> isGood(stored, signer, names, addresses, now))
                .orElseGet(() -> signer.issueServer(NAME, names, addresses));
        return new Keyring(live.stream().map(this::stored).toList(), Optional.of(leaf));
    }

    /** As it stands in the ring already, so that a ring in which nothing is due stays equal. */
    private TlsIdentity stored(CertificateAuthority authority) {
        TlsIdentity written = authority.stored();
        return authorities.stream().filter(each -> each.certificatePem().equals(written.certificatePem())).findFirst()
                .orElse(written);
    }

    private static boolean isOlderThan(Duration age, CertificateAuthority authority, Instant now) {
        return !authority.begin().isAfter(now.minus(age));
    }

    private static boolean isGood(TlsIdentity leaf, CertificateAuthority signer, List<String> names,
            List<String> addresses, Instant now) {
        try {
            X509Certificate first = leaf.chain().getFirst();
            leaf.keyCertOptions();
            List<String> wanted = new ArrayList<>(names);
            wanted.addAll(addresses);
            return signer.issued(first) && carried(first).containsAll(wanted)
                    && leaf.end().minus(RENEWED_BEFORE_END).isAfter(now);
        } catch (IllegalArgumentException e) {
            return false; // ours, and damaged: made anew
        }
    }

    private static List<String> carried(X509Certificate leaf) {
        try {
            return leaf.getSubjectAlternativeNames() == null
                    ? List.of()
                    : leaf.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Whom the API server must trust. */
    String trustPem() {
        return authorities.stream().map(TlsIdentity::certificatePem).collect(Collectors.joining());
    }

    /** The authorities' keys, in the order of their certificates. */
    String authorityKeysPem() {
        return authorities.stream().map(TlsIdentity::privateKeyPem).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "Keyring[" + authorities.size() + " authorities, keys redacted]";
    }
}
