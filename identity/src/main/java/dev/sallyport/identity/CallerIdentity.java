package dev.sallyport.identity;

/**
 * What STS vouches for: the answer to {@code GetCallerIdentity}, and the key that asked.
 *
 * @param arn as STS gives it: of {@code sts} for sessions, of {@code iam} for users and root
 * @param canonicalArn the ARN that mappings are compared with
 * @param account twelve digits
 * @param userId the part before the colon for assumed roles, the whole for users, root and federated users
 * @param sessionName the name of an assumed role's session; empty for everybody else
 * @param accessKeyId the key that signed, public; empty where it is not known
 */
public record CallerIdentity(Arn arn, CanonicalArn canonicalArn, String account, String userId, String sessionName,
        String accessKeyId) {

    /**
     * Reads STS's answer.
     *
     * @param arn the answer's {@code Arn}
     * @param account the answer's {@code Account}
     * @param stsUserId the answer's {@code UserId}, such as {@code AROAEXAMPLE:session}
     * @param accessKeyId the key from the request's {@code X-Amz-Credential}
     * @throws IllegalArgumentException when the ARN is of no kind that STS vouches for, or an assumed role's user id
     *     has not exactly one colon
     */
    public static CallerIdentity of(Arn arn, String account, String stsUserId, String accessKeyId) {
        CanonicalArn canonical = CanonicalArn.of(arn);
        if (Principal.of(arn) instanceof Principal.AssumedRoleSession) {
            int colon = stsUserId.indexOf(':');
            if (colon < 0 || colon != stsUserId.lastIndexOf(':')) {
                throw new IllegalArgumentException("the user id of an assumed role is not of the form ID:SESSION");
            }
            return new CallerIdentity(arn, canonical, account, stsUserId.substring(0, colon),
                    stsUserId.substring(colon + 1), accessKeyId);
        }
        return new CallerIdentity(arn, canonical, account, stsUserId, "", accessKeyId);
    }
}
