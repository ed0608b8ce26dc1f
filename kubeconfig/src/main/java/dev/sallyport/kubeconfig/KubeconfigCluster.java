package dev.sallyport.kubeconfig;

import java.util.Optional;

/**
 * A cluster as a kubeconfig names it.
 *
 * @param name what contexts call it; the cluster's ARN where AWS's or our update wrote it
 * @param server the API server's URL; empty where the entry has none
 * @param certificateAuthorityData its CA in base64, where it stands in the file itself
 * @param certificateAuthority its CA's file, where it stands elsewhere
 * @param proxyUrl the proxy on the way to it
 * @param tlsServerName the name that its certificate must be for, where that is not the server's
 */
public record KubeconfigCluster(String name, Optional<String> server, Optional<String> certificateAuthorityData,
        Optional<String> certificateAuthority, Optional<String> proxyUrl,
        Optional<String> tlsServerName) {

    static KubeconfigCluster of(String name, YamlNode.Mapping cluster) {
        return new KubeconfigCluster(name, cluster.text("server"), cluster.text("certificate-authority-data"),
                cluster.text("certificate-authority"), cluster.text("proxy-url"),
                cluster.text("tls-server-name").filter(expected -> !expected.isEmpty()));
    }
}
