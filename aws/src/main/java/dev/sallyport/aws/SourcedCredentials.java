package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

/**
 * Credentials and where they come from.
 *
 * @param credentials redacted in text
 * @param source in words, such as {@code environment (AWS_ACCESS_KEY_ID)} or {@code profile eks-test in ~/.aws/config}
 */
public record SourcedCredentials(AwsCredentials credentials, String source) {}
