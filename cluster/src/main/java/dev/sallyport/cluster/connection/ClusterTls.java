package dev.sallyport.cluster.connection;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/**
 * What TLS needs for one target. Where a target names its authorities, they alone are trusted: fabric8's own reading
 * adds the public ones to them, and kubectl does not.
 */
final class ClusterTls {

    private ClusterTls() {}

    /** Managers that trust as the target says; null stands for Java's own. */
    static TrustManager @Nullable [] trustManagers(ClusterTarget.Trust trust) throws GeneralSecurityException {
        return switch (trust) {
            case ClusterTarget.Trust.PublicAuthorities ours -> null;
            case ClusterTarget.Trust.Anybody anybody -> new TrustManager[]{new TrustsAnybody()};
            case ClusterTarget.Trust.Authorities authorities -> {
                KeyStore store = emptyStore();
                int number = 0;
                for (X509Certificate certificate : PemKeys.certificates(authorities.pem())) {
                    store.setCertificateEntry("authority-" + number++, certificate);
                }
                TrustManagerFactory factory = TrustManagerFactory
                        .getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                yield factory.getTrustManagers();
            }
        };
    }

    /** Managers that show a client certificate. */
    static KeyManager[] keyManagers(ClusterLogin.ClientCertificate login) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        char[] none = new char[0];
        store.setKeyEntry("client", PemKeys.privateKey(login.privateKeyPem()), none,
                PemKeys.certificates(login.certificatePem()).toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
        return store;
    }
}
