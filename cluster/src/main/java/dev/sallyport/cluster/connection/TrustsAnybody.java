package dev.sallyport.cluster.connection;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import java.net.Socket;
import java.security.cert.X509Certificate;

/**
 * Trusts anybody: for {@code insecure-skip-tls-verify}, and for a look that judges the certificate itself afterwards. An
 * extended manager, since the plain one still has names checked.
 */
public final class TrustsAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        // nobody is a client here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        // whoever it is
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        // nobody is a client here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        // whoever it is
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        // nobody is a client here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        // whoever it is
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
