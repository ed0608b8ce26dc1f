package dev.sallyport.cluster.connection;

/**
 * Why something could not be had from a cluster, in words for whoever asked. Holds no secret, and no control character
 * out of an answer.
 *
 * @param kind what sort of failure, for exit codes and retries
 * @param message what was wrong and where; one or more sentences
 * @param remedy what to do; may be empty
 */
public record ClusterFailure(Kind kind, String message, String remedy) {

    /** The sorts of failure that a caller treats differently. */
    public enum Kind {
        /** A kubeconfig cannot be read, or does not say what it should. */
        CONFIGURATION,
        /** The credential plugin, or the file with the token, gave nothing to sign in with. */
        NO_CREDENTIALS,
        /** No answer: no network, no such host, nobody listening, or too late. */
        UNREACHABLE,
        /** Somebody answered whose certificate is not signed by the authority that is trusted. */
        UNTRUSTED,
        /** 401: the API server does not know who asks. */
        UNAUTHORIZED,
        /** 403: it knows who asks, and says no. */
        FORBIDDEN,
        /** 404: what was asked for does not exist, or the API server does not serve its kind. */
        NOT_FOUND,
        /** 409 or 410: somebody else was faster. */
        CONFLICT,
        /** 400, 413 or 422: what was sent is not accepted, and nothing came of it. */
        INVALID,
        /** 429 or 5xx: not now. */
        UNAVAILABLE,
        /** An answer that makes no sense here. */
        NONSENSE
    }

    /** Message and remedy as one text. */
    public String sentence() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }
}
