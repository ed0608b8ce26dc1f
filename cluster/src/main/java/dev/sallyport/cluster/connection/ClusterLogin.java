package dev.sallyport.cluster.connection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one signs in to a cluster. None of them shows its secret in {@code toString()}. */
public sealed interface ClusterLogin {

    /** Without any credential: whoever {@code system:anonymous} is there. */
    record Anonymous() implements ClusterLogin {}

    /**
     * With a client certificate.
     *
     * @param certificatePem the certificate and its chain
     * @param privateKeyPem PKCS#8, PKCS#1 (RSA) or SEC1 (EC), without a passphrase
     */
    record ClientCertificate(String certificatePem, String privateKeyPem) implements ClusterLogin {
        @Override
        public String toString() {
            return "ClientCertificate[key redacted]";
        }
    }

    /** With a bearer token, from wherever it comes. */
    record BearerToken(TokenSource source) implements ClusterLogin {
        /** A token that does not change. */
        public static BearerToken fixed(String token) {
            return new BearerToken(new FixedToken(token));
        }

        @Override
        public String toString() {
            return "BearerToken[redacted]";
        }
    }

    /** With a user name and a password, which the API servers of today no longer take. */
    record Basic(String username, String password) implements ClusterLogin {
        @Override
        public String toString() {
            return "Basic[" + username + ", password redacted]";
        }
    }

    /** Gives bearer tokens, each time one is needed. Safe for use by several threads. */
    interface TokenSource {

        /**
         * A token to send now.
         *
         * @throws NoCredentialsException when there is none to be had
         */
        String token();

        /**
         * The cluster that an IAM token is made for, by the name that is signed into it; empty where the source does
         * not know it, or gives tokens of another kind.
         */
        default Optional<String> clusterId() {
            return Optional.empty();
        }

        /** The value of an option that the source itself is called with, under one of its names; empty where it has none. */
        default Optional<String> option(Set<String> names) {
            return Optional.empty();
        }

        /** The variables that the source is given beside those of this process. */
        default Map<String, String> variables() {
            return Map.of();
        }

        /** The API server refused the last one: the next should be a fresh one, where there is such a thing. */
        void refused();
    }

    /** There is nothing to sign in with; the failure says why. */
    final class NoCredentialsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ClusterFailure failure;

        public NoCredentialsException(ClusterFailure failure) {
            super(failure.sentence());
            this.failure = failure;
        }

        /** The failure as a value. */
        public ClusterFailure failure() {
            return failure;
        }
    }
}
