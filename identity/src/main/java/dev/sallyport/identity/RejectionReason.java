package dev.sallyport.identity;

/**
 * Why a token was refused, in the order in which the checks are made. The names are stable: they appear in logs, metric
 * labels and answers.
 *
 * <p>Source of the checks: aws-iam-authenticator, {@code pkg/token}.
 */
public enum RejectionReason {
    /** Longer than 4096 bytes. */
    TOO_LARGE,
    /** Does not begin with {@code k8s-aws-v1.}. */
    NO_PREFIX,
    /** What follows the prefix is no unpadded base64url. */
    NOT_BASE64URL,
    /** What was encoded is no absolute URL, or has a fragment. */
    NOT_A_URL,
    /** The URL's scheme is another than {@code https}. */
    NOT_HTTPS,
    /** The URL's host is no STS host of the verifier's partition; one with a port or a user is none. */
    FOREIGN_HOST,
    /** The URL's path is another than {@code /}. */
    WRONG_PATH,
    /** The URL's query has a character or an escape that no query can have. */
    MALFORMED_QUERY,
    /** A parameter occurs twice, be it with another case. */
    DUPLICATE_PARAMETER,
    /** A parameter is none of the nine that a token has. */
    UNKNOWN_PARAMETER,
    /** {@code Action} is another than {@code GetCallerIdentity}. */
    WRONG_ACTION,
    /** The header {@code x-k8s-aws-id}, which ties a token to its cluster, is not signed. */
    CLUSTER_HEADER_NOT_SIGNED,
    /** {@code X-Amz-Expires} is no number from 0 to 900. */
    BAD_EXPIRES,
    /** {@code X-Amz-Date} is missing or no moment. */
    BAD_DATE,
    /** {@code X-Amz-Date} is 15 minutes old or older. */
    EXPIRED,
    /** STS answered with a redirect. */
    REDIRECTED,
    /** STS says no: forged, another cluster's, or by a key that is no longer good. */
    REFUSED_BY_STS;

    /** The label form: lower case with hyphens, such as {@code foreign-host}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
