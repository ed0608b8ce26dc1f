package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;

/**
 * Writes policies that belong to one user or role and to nobody else. Source: IAM API Reference, {@code PutUserPolicy},
 * {@code PutRolePolicy}.
 */
public interface InlinePolicies {

    /**
     * Writes a policy; one of this name that the principal has already is replaced.
     *
     * @param principalArn a user's or a role's, of one's own account
     * @param document the policy as JSON
     * @return the policy's name
     * @throws IllegalArgumentException when that is no ARN
     */
    AwsAnswer<String> put(String principalArn, String policyName, String document);

    /** Asks the IAM of these settings. */
    static InlinePolicies of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return new SignedIam(settings, credentials, clock);
    }
}
