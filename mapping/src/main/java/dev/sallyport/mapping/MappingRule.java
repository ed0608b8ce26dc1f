package dev.sallyport.mapping;

import java.util.List;

/** One line of a map: which principals it speaks of, and who they become. */
public sealed interface MappingRule {

    /** Where the rule stands. */
    RulePlace place();

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
    }

    /** A rule of {@code mapUsers}; as {@link Role}, for an IAM user's ARN. */
    record User(String userArn, String username, List<String> groups, RulePlace place) implements MappingRule {
        public User {
            groups = List.copyOf(groups);
        }
    }

    /** A rule of {@code mapAccounts}: everybody in the account is let in as their canonical ARN, without groups. */
    record Account(String accountId, RulePlace place) implements MappingRule {}

    /**
     * A rule for every role whose ARN has a form, as for SSO's permission sets. A {@code *} stands for any run of
     * characters, a {@code ?} for one.
     */
    record ArnPattern(String pattern, String username, List<String> groups, RulePlace place) implements MappingRule {
        public ArnPattern {
            groups = List.copyOf(groups);
        }
    }
}
