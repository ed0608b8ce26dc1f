package dev.sallyport.identity;

/** Who can act in AWS, told apart by their ARN. Source: IAM User Guide, "IAM identifiers". */
public sealed interface Principal {

    /** The ARN that this principal was read from. */
    Arn arn();

    /** An IAM user. {@code path} begins and ends with a slash; {@code /} when there is none. */
    record User(Arn arn, String path, String name) implements Principal {}

    /** An IAM role. {@code path} begins and ends with a slash; {@code /} when there is none. */
    record Role(Arn arn, String path, String name) implements Principal {}

    /** A session of an assumed role. {@code roleName} carries a path only where somebody wrote one by hand. */
    record AssumedRoleSession(Arn arn, String roleName, String sessionName) implements Principal {}

    /** A user from {@code GetFederationToken}. */
    record FederatedUser(Arn arn, String name) implements Principal {}

    /** An account's root. */
    record Root(Arn arn) implements Principal {}

    /**
     * Says what kind of principal an ARN names.
     *
     * @throws IllegalArgumentException when it names none, with a sentence that says why
     */
    static Principal of(Arn arn) {
        if (arn.resource().equals("root")) {
            return new Root(arn);
        }
        throw new UnsupportedOperationException("written by the room identity: " + arn);
    }
}
