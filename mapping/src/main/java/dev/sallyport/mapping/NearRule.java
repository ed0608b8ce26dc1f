package dev.sallyport.mapping;

/**
 * A rule that does not match somebody, and may have been meant for them.
 *
 * @param rule the rule
 * @param reason why it does not match
 */
public record NearRule(MappingRule rule, Reason reason) {

    /** Why a rule does not match, the likeliest mistake first. */
    public enum Reason {
        /** {@code role/team/dev}, where STS says {@code role/dev}. */
        PATH("its ARN has a path, which STS leaves out of a session's ARN"),
        /** {@code assumed-role/dev/me} or {@code instance-profile/dev}. */
        NOT_THE_ROLE("it names a session or an instance profile where the role's own ARN is meant"),
        /** {@code " arn:…"}. */
        BLANKS("its ARN has blanks around it"),
        /** A user's ARN for a role of that name, or the reverse. */
        OTHER_KIND("it names a user where this is a role, or a role where this is a user"),
        /** {@code arn:aws-cn:…} for {@code arn:aws:…}. */
        OTHER_PARTITION("its ARN is of another partition"),
        /** The same name, another account. */
        OTHER_ACCOUNT("its ARN is of another account"),
        /** The name differs in a letter or two. */
        SIMILAR_NAME("its name is nearly the same");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** Half a sentence whose subject is the rule. */
        public String words() {
            return words;
        }
    }
}
