package dev.sallyport.sandbox.kubernetes.admission;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Trusts the authorities of one bundle, or those of this machine when there is none, and remembers what a server showed,
 * since a refused certificate is told about by its names.
 */
final class ShownChain implements X509TrustManager {

    private static final int SUBJECT_NAME = 2; // a DNS name among the subject alternative names, RFC 5280
    private static final int SUBJECT_ADDRESS = 7;

    private final X509TrustManager trusted;
    private volatile List<X509Certificate> shown = List.of();

    private ShownChain(X509TrustManager trusted) {
        this.trusted = trusted;
    }

    /** @param pem certificates; empty for the authorities that this machine trusts */
    static ShownChain trusting(byte[] pem) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(pem.length == 0 ? null : store(pem));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return new ShownChain(x509);
            }
        }
        throw new GeneralSecurityException("this JDK has no trust manager for certificates");
    }

    private static KeyStore store(byte[] pem) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem));
        if (all.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        int number = 0;
        for (Certificate one : all) {
            store.setCertificateEntry("ca-" + number++, one);
        }
        return store;
    }

    /** The DNS names and addresses that the server's certificate is for, in its order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            if (!shown.isEmpty() && shown.getFirst().getSubjectAlternativeNames() != null) {
                for (List<?> name : shown.getFirst().getSubjectAlternativeNames()) {
                    if (name.get(0).equals(SUBJECT_NAME) || name.get(0).equals(SUBJECT_ADDRESS)) {
                        names.add(name.get(1).toString());
                    }
                }
            }
        } catch (CertificateException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        shown = List.of(chain);
        trusted.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
