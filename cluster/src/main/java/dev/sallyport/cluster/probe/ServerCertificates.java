package dev.sallyport.cluster.probe;

import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.cluster.connection.PemKeys;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a server showed for itself, to be judged one question at a time: TLS libraries ask all of them at once, and say
 * only that something is wrong.
 *
 * @param chain the server's own first
 */
public record ServerCertificates(List<X509Certificate> chain) {

    private static final int DNS_NAME = 2; // RFC 5280, GeneralName
    private static final int IP_ADDRESS = 7;

    public ServerCertificates {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a server shows at least its own certificate");
        }
    }

    /** Whether one of these authorities signed it, whatever the date. */
    public boolean isSignedBy(Trust trust) {
        return switch (trust) {
            case Trust.Anybody anybody -> true;
            case Trust.Authorities(String pem) -> isSignedBy(pem);
            case Trust.PublicAuthorities known -> leadsTo(publicAuthorities());
        };
    }

    /** Whether an authority of this PEM signed it, whatever the date; no, where the text is no PEM. */
    public boolean isSignedBy(String pem) {
        try {
            return leadsTo(PemKeys.certificates(pem));
        } catch (CertificateException e) {
            return false;
        }
    }

    private boolean leadsTo(Collection<X509Certificate> authorities) {
        X509Certificate own = chain.getFirst();
        if (authorities.isEmpty()) {
            return false;
        }
        if (authorities.contains(own)) {
            return true;
        }
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(own);
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(end().minusSeconds(1))); // the date is another question
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }

    private static List<X509Certificate> publicAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers()[0] instanceof X509TrustManager manager
                    ? List.of(manager.getAcceptedIssuers())
                    : List.of();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    /** Whether it is for this host, by its subject alternative names alone, as Go reads it. */
    public boolean isFor(String host) {
        String wanted = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return names().stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(name -> matches(name, wanted));
    }

    private static boolean matches(String name, String host) {
        if (name.startsWith("*.")) {
            int dot = host.indexOf('.');
            return dot > 0 && host.substring(dot).equals(name.substring(1));
        }
        return name.equals(host) || sameAddress(name, host);
    }

    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /** The names and addresses that it is for. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = chain.getFirst().getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (Integer.valueOf(DNS_NAME).equals(name.get(0)) || Integer.valueOf(IP_ADDRESS).equals(name.get(0))) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException unreadable) {
            // a name that cannot be read is for nobody
        }
        return names;
    }

    /** From when on it counts. */
    public Instant begin() {
        return chain.getFirst().getNotBefore().toInstant();
    }

    /** Until when it counts. */
    public Instant end() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** Whether it counts at that moment. */
    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(begin()) && !moment.isAfter(end());
    }

    /** Who signed it, as the certificate says. */
    public String issuer() {
        return chain.getFirst().getIssuerX500Principal().getName();
    }

    /** Whether the certificates of two PEM texts are the same, in whatever order and spelling. */
    public static boolean same(String onePem, String otherPem) {
        try {
            return new HashSet<>(PemKeys.certificates(onePem)).equals(new HashSet<>(PemKeys.certificates(otherPem)));
        } catch (CertificateException e) {
            return onePem.strip().equals(otherPem.strip());
        }
    }

    @Override
    public String toString() {
        return "ServerCertificates[" + names() + " by " + issuer() + "]";
    }
}
