package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks IAM for the users and roles of one's own account. Nobody can ask for another account's. Source: IAM API
 * Reference, {@code GetRole}, {@code GetUser}, {@code SimulatePrincipalPolicy}.
 */
public interface IamPrincipals {

    /**
     * A role.
     *
     * @param arn with its path
     * @param trustPolicy who may assume it, as JSON
     */
    record Role(String arn, String trustPolicy) {}

    /** The role of this name, without its path; empty when there is none. */
    AwsAnswer<Optional<Role>> role(String name);

    /** The ARN of the user of this name, with its path; empty when there is none. */
    AwsAnswer<Optional<String>> user(String name);

    /**
     * Whether a user or a role may do something, by its own policies: what the resource's own policy, or a session's,
     * takes away does not show.
     *
     * @param arn of the user or role, with its path
     * @param action such as {@code eks:CreateAccessEntry}
     * @param resource the ARN that it is done to
     */
    AwsAnswer<Boolean> mayDo(String arn, String action, String resource);

    /**
     * Which of these actions a user or a role may not do, by its own policies, in the order in which they are given.
     *
     * @param arn of the user or role, with its path
     * @param resource the ARN that all of them are done to
     */
    default AwsAnswer<List<String>> mayNotDo(String arn, List<String> actions, String resource) {
        List<String> refused = new ArrayList<>();
        for (String action : actions) {
            switch (mayDo(arn, action, resource)) {
                case AwsAnswer.Failed<Boolean>(AwsFailure failure) -> {
                    return new AwsAnswer.Failed<>(failure);
                }
                case AwsAnswer.Got<Boolean>(Boolean allowed) -> {
                    if (!allowed) {
                        refused.add(action);
                    }
                }
            }
        }
        return new AwsAnswer.Got<>(List.copyOf(refused));
    }

    /** Asks the IAM of these settings. */
    static IamPrincipals of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return new SignedIam(settings, credentials, clock);
    }
}
