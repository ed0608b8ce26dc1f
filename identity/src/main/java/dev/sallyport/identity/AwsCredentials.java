package dev.sallyport.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Keys that sign requests to AWS. The secret parts never show in {@link #toString()}.
 *
 * @param accessKeyId the public part, {@code AKIA…} for a user's own keys, {@code ASIA…} for temporary ones
 * @param secretAccessKey the secret part
 * @param sessionToken present exactly when the keys are temporary
 * @param expiration when temporary keys end, where their source says so
 */
public record AwsCredentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken,
        Optional<Instant> expiration) {

    public AwsCredentials {
        if (accessKeyId.isBlank()) {
            throw new IllegalArgumentException("the access key id is empty");
        }
        if (secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("the secret access key is empty");
        }
    }

    /** A user's own keys, without an end. */
    public static AwsCredentials longLived(String accessKeyId, String secretAccessKey) {
        return new AwsCredentials(accessKeyId, secretAccessKey, Optional.empty(), Optional.empty());
    }

    /** Temporary keys, with the session token that STS gave with them. */
    public static AwsCredentials temporary(String accessKeyId, String secretAccessKey, String sessionToken) {
        return new AwsCredentials(accessKeyId, secretAccessKey, Optional.of(sessionToken), Optional.empty());
    }

    @Override
    public String toString() {
        return "AwsCredentials[" + accessKeyId + ", secrets redacted]";
    }
}
