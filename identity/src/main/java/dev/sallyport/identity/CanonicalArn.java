package dev.sallyport.identity;

/**
 * The ARN that mappings are compared with: an assumed role's session becomes its role, everybody else stays who they
 * are. {@code arn:aws:sts::1:assumed-role/NAME/SESSION} becomes {@code arn:aws:iam::1:role/NAME}.
 *
 * <p>The case is kept here; a comparison ignores it. STS leaves a role's path out of the session's ARN, which is why a
 * mapping whose ARN has a path never matches.
 *
 * <p>Source: aws-iam-authenticator, {@code pkg/arn}.
 *
 * @param value the ARN as text
 */
public record CanonicalArn(String value) {

    /**
     * The canonical form of an ARN.
     *
     * @throws IllegalArgumentException when the ARN is of no kind that a principal can have
     */
    public static CanonicalArn of(Arn arn) {
        return switch (Principal.of(arn)) {
            case Principal.AssumedRoleSession session ->
                new CanonicalArn("arn:" + arn.partition() + ":iam::" + arn.account() + ":role/" + session.roleName());
            case Principal.User user -> new CanonicalArn(arn.toString());
            case Principal.Role role -> new CanonicalArn(arn.toString());
            case Principal.FederatedUser federated -> new CanonicalArn(arn.toString());
            case Principal.Root root -> new CanonicalArn(arn.toString());
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
