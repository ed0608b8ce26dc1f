package dev.sallyport.access.console;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Principal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What IAM lets a principal do of what the console needs. */
public sealed interface ConsoleIam {

    /**
     * IAM was asked.
     *
     * @param principal the user or role, with its path
     * @param missing the actions that it may not do, by its own policies
     */
    record Asked(Arn principal, List<String> missing) implements ConsoleIam {
        public Asked {
            missing = List.copyOf(missing);
        }
    }

    /** IAM was asked, and knows no such user or role. */
    record NoSuchPrincipal(Arn principal) implements ConsoleIam {}

    /** The principal is of another account than the IAM that one can ask. */
    record OtherAccount(Arn principal, String asked) implements ConsoleIam {}

    /** IAM was not asked, or did not say. */
    record NotKnown(String because) implements ConsoleIam {}

    /**
     * Asks IAM by {@code iam:SimulatePrincipalPolicy}; the user's or role's ARN with its path is looked up before, where
     * one may.
     *
     * @param who whoever signs in to the console
     * @param account whose IAM that is: it knows users and roles by their names, and another account's not at all
     */
    static ConsoleIam ask(IamPrincipals iam, Arn who, ConsoleCluster cluster, String account) {
        return account.equals(who.account()) ? ask(iam, who, cluster) : new OtherAccount(who, account);
    }

    /** As {@link #ask(IamPrincipals, Arn, ConsoleCluster, String)}, of somebody of the same account. */
    static ConsoleIam ask(IamPrincipals iam, Arn who, ConsoleCluster cluster) {
        return switch (Principal.of(who)) {
            case Principal.Root _ -> new Asked(who, List.of()); // no policy of the account limits it
            case Principal.FederatedUser _ ->
                new NotKnown("a federated user has the rights of whoever made the session,"
                        + " less what the session's own policy leaves out, and IAM has no question for that");
            case Principal.User user -> looked(iam, iam.user(user.name()), who, cluster);
            case Principal.Role role -> looked(iam, role(iam, role.name()), who, cluster);
            case Principal.AssumedRoleSession session -> {
                String name = session.roleName().substring(session.roleName().lastIndexOf('/') + 1);
                yield looked(iam, role(iam, name),
                        new Arn(who.partition(), "iam", "", who.account(), "role/" + name), cluster);
            }
        };
    }

    private static AwsAnswer<Optional<String>> role(IamPrincipals iam, String name) {
        return iam.role(name).then(found -> new AwsAnswer.Got<>(found.map(IamPrincipals.Role::arn)));
    }

    private static ConsoleIam looked(IamPrincipals iam, AwsAnswer<Optional<String>> found, Arn who,
            ConsoleCluster cluster) {
        return switch (found) {
            // who may not look may still ask what somebody may do
            case AwsAnswer.Failed<Optional<String>> _ -> simulated(iam, who, cluster);
            case AwsAnswer.Got<Optional<String>>(Optional<String> arn) -> arn.map(Arn::parse)
                    .map(there -> there.account().equals(who.account())
                            ? simulated(iam, there, cluster)
                            : new OtherAccount(who, there.account()))
                    .orElseGet(() -> new NoSuchPrincipal(who));
        };
    }

    private static ConsoleIam simulated(IamPrincipals iam, Arn principal, ConsoleCluster cluster) {
        List<String> missing = new ArrayList<>();
        for (ConsolePolicy.Statement statement : ConsolePolicy.of(cluster).statements()) {
            switch (iam.mayNotDo(principal.toString(), statement.actions(), statement.example())) {
                case AwsAnswer.Failed<List<String>>(AwsFailure failure) -> {
                    return new NotKnown("IAM was asked and did not say (iam:SimulatePrincipalPolicy): "
                            + failure.message());
                }
                case AwsAnswer.Got<List<String>>(List<String> refused) -> missing.addAll(refused);
            }
        }
        return new Asked(principal, missing);
    }
}
