package dev.sallyport.mapping;

import java.util.List;

/** One line of a map: which principals it speaks of, and who they become. */
public sealed interface MappingRule {

    /** Whom the rule speaks of, as written: an ARN, an account id or a pattern. */
    String subject();

    /** The user name it gives, as a template; empty for accounts, whose principals keep their ARN for one. */
    String username();

    /** The groups it gives, as templates; none for accounts. */
    List<String> groups();

    /** Where the rule stands. */
    RulePlace place();

    /** The same rule, standing elsewhere. */
    MappingRule at(RulePlace place);

    /**
     * A rule of {@code mapRoles}.
     *
     * @param roleArn as written; compared without case
     * @param username a template such as {@code system:node:{{EC2PrivateDNSName}}}
     * @param groups templates too
     */
    record Role(String roleArn, String username, List<String> groups, RulePlace place) implements MappingRule {
        public Role {
            groups = List.copyOf(groups);
        }

        @Override
        public String subject() {
            return roleArn;
        }

        @Override
        public Role at(RulePlace elsewhere) {
            return new Role(roleArn, username, groups, elsewhere);
        }
    }

    /** A rule of {@code mapUsers}; as {@link Role}, for an IAM user's ARN. */
    record User(String userArn, String username, List<String> groups, RulePlace place) implements MappingRule {
        public User {
            groups = List.copyOf(groups);
        }

        @Override
        public String subject() {
            return userArn;
        }

        @Override
        public User at(RulePlace elsewhere) {
            return new User(userArn, username, groups, elsewhere);
        }
    }

    /** A rule of {@code mapAccounts}: everybody in the account is let in as their canonical ARN, without groups. */
    record Account(String accountId, RulePlace place) implements MappingRule {

        @Override
        public String subject() {
            return accountId;
        }

        @Override
        public String username() {
            return "";
        }

        @Override
        public List<String> groups() {
            return List.of();
        }

        @Override
        public Account at(RulePlace elsewhere) {
            return new Account(accountId, elsewhere);
        }
    }

    /**
     * A rule for every role whose ARN has a form, as for SSO's permission sets. A {@code *} stands for any run of
     * characters, a {@code ?} for at most one, neither of them across a colon; compared without case. Of several
     * patterns that match, the one with the longest text before its first {@code *} or {@code ?} counts. Source:
     * aws-iam-authenticator, {@code pkg/arn}, {@code ArnLike}; it does not say which of several counts.
     */
    record ArnPattern(String pattern, String username, List<String> groups, RulePlace place) implements MappingRule {
        public ArnPattern {
            groups = List.copyOf(groups);
        }

        @Override
        public String subject() {
            return pattern;
        }

        @Override
        public ArnPattern at(RulePlace elsewhere) {
            return new ArnPattern(pattern, username, groups, elsewhere);
        }
    }
}
