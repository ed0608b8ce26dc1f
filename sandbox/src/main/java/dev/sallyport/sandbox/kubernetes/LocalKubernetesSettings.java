package dev.sallyport.sandbox.kubernetes;

import dev.sallyport.webhook.TlsIdentity;

/**
 * How the local API is set up.
 *
 * @param host the address to listen on, {@code 127.0.0.1} as a rule
 * @param port the port; 0 takes a free one
 * @param server the server's certificate and key
 * @param serverCaPem the certificate of the authority that signed it, which {@code kube-root-ca.crt} hands to pods
 * @param clientCaPem the certificate of the authority whose client certificates are believed
 * @param gitVersion what {@code /version} says, such as {@code v1.34.4-eks-ecaa3a6}
 */
public record LocalKubernetesSettings(String host, int port, TlsIdentity server, String serverCaPem,
        String clientCaPem, String gitVersion) {

    /** The version whose behaviour is served. */
    public static final String DEFAULT_GIT_VERSION = "v1.34.4-eks-ecaa3a6";

    /** Listens on a free loopback port, with one authority for servers and clients. */
    public static LocalKubernetesSettings loopback(TlsIdentity server, String caPem) {
        return new LocalKubernetesSettings("127.0.0.1", 0, server, caPem, caPem, DEFAULT_GIT_VERSION);
    }
}
