package dev.sallyport.aws;

/** Where credentials come from, in botocore's order of asking. */
public enum CredentialOrigin {
    /** {@code AWS_ACCESS_KEY_ID} and its companions. */
    ENVIRONMENT,
    /** A profile with {@code role_arn}: somebody else's keys assume that role. */
    ROLE,
    /** A token of an identity provider assumes a role. */
    WEB_IDENTITY,
    /** IAM Identity Center, after {@code aws sso login}. */
    IDENTITY_CENTER,
    /** A section of {@code ~/.aws/credentials}. */
    CREDENTIALS_FILE,
    /** {@code credential_process}. */
    PROCESS,
    /** A section of {@code ~/.aws/config}. */
    CONFIG_FILE,
    /** The file of {@code AWS_CREDENTIAL_FILE}, or boto's configuration. */
    LEGACY_FILE,
    /** The role of an ECS task or of a pod. */
    CONTAINER,
    /** The role of an EC2 instance. */
    INSTANCE,
    /** Given by a caller; nobody looked for them. */
    GIVEN;

    /** Whether they are read where they stand, so that nobody has to be asked for them. */
    public boolean written() {
        return switch (this) {
            case ENVIRONMENT, CREDENTIALS_FILE, CONFIG_FILE, LEGACY_FILE, GIVEN -> true;
            case ROLE, WEB_IDENTITY, IDENTITY_CENTER, PROCESS, CONTAINER, INSTANCE -> false;
        };
    }
}
