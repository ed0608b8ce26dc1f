package dev.sallyport.sandbox.kubernetes.access;

import dev.sallyport.mapping.KubernetesUser;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.X509TrustManager;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster's own parts show a certificate: its common name is the user, each organization a group. Source:
 * Kubernetes, "Authenticating", X509 client certificates.
 *
 * <p>The TLS handshake takes every certificate and leaves judging to {@link #user}: a client with a wrong one gets an
 * answer, 401, and no broken connection, as with a real API server.
 */
public final class ClientCertificates {

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private final X509Certificate authority;
    private final Clock clock;

    /** @param authorityPem the certificate of the authority that signs clients */
    public ClientCertificates(String authorityPem, Clock clock) {
        this.clock = clock;
        try {
            this.authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the client CA is no PEM certificate: " + e.getMessage(), e);
        }
    }

    /** The user of a certificate chain, or empty when it is not one of this authority's that is in force. */
    public Optional<KubernetesUser> user(List<X509Certificate> chain) {
        if (chain.isEmpty() || !isTrusted(chain.getFirst())) {
            return Optional.empty();
        }
        String name = "";
        List<String> groups = new ArrayList<>();
        for (Rdn part : parts(chain.getFirst()).reversed()) {
            if (part.getType().equalsIgnoreCase("CN")) {
                name = part.getValue().toString();
            } else if (part.getType().equalsIgnoreCase("O")) {
                groups.addFirst(part.getValue().toString());
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new KubernetesUser(name, "", groups, Map.of()));
    }

    private boolean isTrusted(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            if (usages == null || !usages.contains(CLIENT_AUTHENTICATION)) {
                return false;
            }
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX").validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false; // who shows a certificate of somebody else's is nobody
        }
    }

    private static List<Rdn> parts(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    /** For the handshake: names the authority to clients, so that they pick the right certificate. */
    public X509TrustManager handshake() {
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {
                // judged by user(), with the request
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                throw new CertificateException("this side is the server");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[]{authority};
            }
        };
    }
}
