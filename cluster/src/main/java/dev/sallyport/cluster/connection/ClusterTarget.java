package dev.sallyport.cluster.connection;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A cluster, and who one is there: all that is needed to ask it something. Nothing else, no variable, no file and no
 * default, changes where a client made from it goes.
 *
 * @param name for people, such as {@code context prod}
 * @param server the API server
 * @param trust whom the API server must be
 * @param login how to sign in
 * @param proxy the HTTP proxy to go through
 * @param impersonation whom to act as, where the login may
 */
public record ClusterTarget(String name, URI server, Trust trust, ClusterLogin login, Optional<URI> proxy,
        Optional<Impersonation> impersonation) {

    /** Whose certificate the API server must have. */
    public sealed interface Trust {

        /** One that these authorities signed, and nobody else. */
        record Authorities(String pem) implements Trust {}

        /** One that an authority of this machine's Java signed. */
        record PublicAuthorities() implements Trust {}

        /** Any: what a kubeconfig calls {@code insecure-skip-tls-verify}. */
        record Anybody() implements Trust {}
    }

    /** Whom to act as: the kubeconfig's {@code as}, {@code as-groups}. */
    public record Impersonation(String user, List<String> groups) {
        public Impersonation {
            groups = List.copyOf(groups);
        }
    }

    /** A cluster by its address, its authority and a login. */
    public static ClusterTarget of(String name, URI server, String authorityPem, ClusterLogin login) {
        return new ClusterTarget(name, server, new Trust.Authorities(authorityPem), login, Optional.empty(),
                Optional.empty());
    }

    /** The server and the name, for a sentence: {@code https://10.0.0.5:443 of context prod}. */
    public String described() {
        return server + " of " + name;
    }
}
