package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;

/**
 * What an access key id leads to.
 *
 * @param credentials the keys, redacted in text
 * @param caller whose they are
 * @param active false for a deactivated long-lived key
 */
public record SigningKey(AwsCredentials credentials, Caller caller, boolean active) {}
