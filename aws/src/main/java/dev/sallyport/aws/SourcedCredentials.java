package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

/**
 * Credentials and where they come from.
 *
 * @param credentials redacted in text
 * @param source in words, such as {@code environment (AWS_ACCESS_KEY_ID)} or {@code profile eks-test in ~/.aws/config}
 * @param origin the same for a program
 */
public record SourcedCredentials(AwsCredentials credentials, String source, CredentialOrigin origin) {

    /** Credentials that nobody looked for. */
    public SourcedCredentials(AwsCredentials credentials, String source) {
        this(credentials, source, CredentialOrigin.GIVEN);
    }
}
