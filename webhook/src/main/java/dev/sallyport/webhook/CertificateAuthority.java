package dev.sallyport.webhook;

import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/**
 * A small certificate authority in memory: for a webhook without certificates of its own, and for the sandbox.
 *
 * <p>Keys are EC P-256: every client of Kubernetes and AWS takes them, and one is made in a millisecond. Extensions are
 * those that the strictest of the usual clients asks for (Python's {@code VERIFY_X509_STRICT}, RFC 5280): critical basic
 * constraints and key usage, both key identifiers, an extended key usage. Safe for use by several threads.
 */
public final class CertificateAuthority {

    /** Clients' clocks may be behind ours by this much. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    /** Ten years, as kubeadm's. */
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    /** One year, as kubeadm's; below the 825 days past which Apple's clients refuse a server. */
    private static final Duration LEAF_LIFE = Duration.ofDays(365);

    private static final int SERIAL_BITS = 127; // positive in 16 octets; RFC 5280 allows 20

    /** Key material comes from the system's own generator and from no other: nobody may foresee it, tests included. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final KeyPair keys;
    private final X509CertificateHolder certificate;

    private CertificateAuthority(Clock clock, KeyPair keys, X509CertificateHolder certificate) {
        this.clock = clock;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** Makes a new authority with a key of its own. */
    public static CertificateAuthority create(String commonName, Clock clock) {
        try {
            KeyPair keys = newKeys();
            X500Name name = subject(commonName, List.of());
            X509v3CertificateBuilder builder = builder(clock, name, keys.getPublic(), name, keys.getPublic(),
                    AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
            return new CertificateAuthority(clock, keys, sign(builder, keys));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot make an EC P-256 certificate", e);
        }
    }

    /**
     * An authority that was made before, from its certificate and key.
     *
     * @throws IllegalArgumentException when the texts are no authority's, or do not belong together
     */
    public static CertificateAuthority load(TlsIdentity stored, Clock clock) {
        X509Certificate certificate = stored.chain().getFirst();
        PrivateKey key = stored.privateKey();
        if (!key.getAlgorithm().equals("EC") || certificate.getBasicConstraints() < 0) {
            throw new IllegalArgumentException("this is no certificate authority of ours");
        }
        stored.checkThatBothBelongTogether();
        try {
            return new CertificateAuthority(clock, new KeyPair(certificate.getPublicKey(), key),
                    new JcaX509CertificateHolder(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate cannot be read", e);
        }
    }

    /** The authority's own certificate and key, for the one file that keeps them. */
    public TlsIdentity stored() {
        return new TlsIdentity(certificatePem(), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    /** Whether a certificate is one of this authority's. */
    public boolean issued(X509Certificate leaf) {
        try {
            leaf.verify(keys.getPublic());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Since when the authority may vouch for anybody, as its certificate says. */
    public Instant begin() {
        return certificate.getNotBefore().toInstant();
    }

    /** Until when the authority may vouch for anybody. */
    public Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    /** The authority's certificate, as clients are told to trust it. */
    public String certificatePem() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    /**
     * A server's certificate, good for a year.
     *
     * @param commonName for people; clients look at the alternative names alone
     * @param dnsNames subject alternative names; wildcards allowed
     * @param addresses subject alternative IP addresses, such as {@code 127.0.0.1} or {@code ::1}
     * @throws IllegalArgumentException when an address is none
     */
    public TlsIdentity issueServer(String commonName, List<String> dnsNames, List<String> addresses) {
        List<GeneralName> alternatives = new ArrayList<>();
        dnsNames.forEach(dns -> alternatives.add(new GeneralName(GeneralName.dNSName, dns)));
        addresses.forEach(address -> alternatives.add(ipAddress(address)));
        return issue(subject(commonName, List.of()), KeyPurposeId.id_kp_serverAuth, alternatives);
    }

    /**
     * A client's certificate, good for a year, as Kubernetes reads it: the common name is the user, each organization a
     * group. Source: Kubernetes, "Authenticating", X.509 client certificates.
     */
    public TlsIdentity issueClient(String commonName, List<String> organizations) {
        return issue(subject(commonName, organizations), KeyPurposeId.id_kp_clientAuth, List.of());
    }

    private TlsIdentity issue(X500Name subject, KeyPurposeId purpose, List<GeneralName> alternatives) {
        try {
            KeyPair leaf = newKeys();
            X509v3CertificateBuilder builder = builder(clock, certificate.getSubject(), keys.getPublic(), subject,
                    leaf.getPublic(), LEAF_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (!alternatives.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(alternatives.toArray(GeneralName[]::new)));
            }
            return new TlsIdentity(pem("CERTIFICATE", encoded(sign(builder, keys))),
                    pem("PRIVATE KEY", leaf.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    private static X509v3CertificateBuilder builder(Clock clock, X500Name issuer, PublicKey issuerKey,
            X500Name subject, PublicKey key, Duration life) throws GeneralSecurityException, CertIOException {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer,
                new BigInteger(SERIAL_BITS, RANDOM).setBit(0), Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)), subject, key);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                identifiers.createAuthorityKeyIdentifier(issuerKey));
        return builder;
    }

    private static X509CertificateHolder sign(X509v3CertificateBuilder builder, KeyPair keys) {
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this JDK cannot sign with ECDSA", e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X500Name subject(String commonName, List<String> organizations) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(organization -> builder.addRDN(BCStyle.O, utf8(organization)));
        builder.addRDN(BCStyle.CN, utf8(commonName));
        return builder.build();
    }

    private static GeneralName ipAddress(String address) {
        try {
            return new GeneralName(GeneralName.iPAddress, address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + address + "\" is no IP address; one looks like 127.0.0.1 or ::1", e);
        }
    }

    /** As a value, so that a name such as {@code #0500} is not taken for an encoding. */
    private static DERUTF8String utf8(String text) {
        return new DERUTF8String(text);
    }

    private static byte[] encoded(X509CertificateHolder holder) {
        try {
            return holder.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a certificate could not be written", e);
        }
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
