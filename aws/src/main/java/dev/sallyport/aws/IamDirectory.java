package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lists the users and roles of one's own account, page by page. Source: IAM API Reference, {@code ListUsers}, {@code
 * ListRoles}.
 */
public interface IamDirectory {

    /**
     * What a list gave.
     *
     * @param more whether there is more than was asked for
     */
    record Found<T>(List<T> all, boolean more) {
        public Found {
            all = List.copyOf(all);
        }
    }

    /**
     * The account's roles with their trust policies, those of services included.
     *
     * @param most how many at the most
     * @param progress is told after each page but the last how many there are so far
     */
    AwsAnswer<Found<IamPrincipals.Role>> roles(int most, IntConsumer progress);

    /** The ARNs of the account's users, with their paths; else as {@link #roles}. */
    AwsAnswer<Found<String>> users(int most, IntConsumer progress);

    /** Asks the IAM of these settings. */
    static IamDirectory of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return new SignedIam(settings, credentials, clock);
    }
}
