package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Principal;

import java.time.Duration;
import java.util.Optional;

/**
 * A role to be assumed, and how.
 *
 * @param roleArn the role's ARN, with its path
 * @param sessionName how the session is called in CloudTrail, and in user names made with {@code {{SessionName}}}
 * @param externalId what the role's trust policy may ask for
 * @param duration how long the session lasts; the role's own limit where it is not said
 * @param mfa the device and its code, where the trust policy asks for them
 */
public record RoleRequest(String roleArn, String sessionName, Optional<String> externalId, Optional<Duration> duration,
        Optional<Mfa> mfa) {

    /** A multi-factor device and the code that it shows. The code is good once. */
    public record Mfa(String serial, String code) {
        @Override
        public String toString() {
            return "Mfa[" + serial + "]";
        }
    }

    /** What is no role's ARN or no session name in it, and how one looks; empty where STS can be asked. */
    public Optional<AwsFailure> mistake() {
        if (!isRole(roleArn)) {
            return Optional.of(new AwsFailure(Kind.CONFIGURATION, PlainText.quoted(roleArn) + " is no role's ARN.",
                    "One looks like arn:aws:iam::123456789012:role/NAME."));
        }
        return sessionName.matches("[\\w+=,.@-]{2,64}")
                ? Optional.empty()
                : Optional.of(new AwsFailure(Kind.CONFIGURATION, PlainText.quoted(sessionName)
                        + " is no session name.", "It has 2 to 64 letters, digits and characters out of _+=,.@-"));
    }

    private static boolean isRole(String text) {
        return Arn.tryParse(text).filter(arn -> {
            try {
                return Principal.of(arn) instanceof Principal.Role;
            } catch (IllegalArgumentException nobody) {
                return false;
            }
        }).isPresent();
    }

    /** The session in which tokens are made, called as the AWS CLI calls it: user names made of it stay the same. */
    public static RoleRequest forToken(String roleArn) {
        return new RoleRequest(roleArn, "EKSGetTokenAuth", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The session in which a cluster is described, called as the AWS CLI calls it. */
    public static RoleRequest forDescription(String roleArn) {
        return new RoleRequest(roleArn, "EKSDescribeClusterSession", Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** The same with a session name of one's own. */
    public RoleRequest named(String session) {
        return new RoleRequest(roleArn, session, externalId, duration, mfa);
    }

    /** The same with an external id. */
    public RoleRequest withExternalId(String id) {
        return new RoleRequest(roleArn, sessionName, Optional.of(id), duration, mfa);
    }
}
