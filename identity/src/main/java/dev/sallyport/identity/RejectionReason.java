package dev.sallyport.identity;

/**
 * Why a token was refused, in the order in which the checks are made. The names are stable: they appear in logs, metric
 * labels and answers.
 *
 * <p>Source of the checks: aws-iam-authenticator, {@code pkg/token}.
 */
public enum RejectionReason {
    TOO_LARGE, NO_PREFIX, NOT_BASE64URL, NOT_A_URL, NOT_HTTPS, FOREIGN_HOST, WRONG_PATH, MALFORMED_QUERY, DUPLICATE_PARAMETER, UNKNOWN_PARAMETER, WRONG_ACTION, CLUSTER_HEADER_NOT_SIGNED, BAD_EXPIRES, BAD_DATE, EXPIRED,
    /** STS answered with a redirect. */
    REDIRECTED,
    /** STS says no. */
    REFUSED_BY_STS;

    /** The label form: lower case with hyphens, such as {@code foreign-host}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
