package dev.sallyport.sandbox.aws.world;

import java.util.stream.Stream;

/** What a policy can hang on. */
public enum PolicyHolder {

    USER("User", 2048) {
        @Override
        GrantedPolicies of(Account account, String name) {
            return account.user(name).policies();
        }

        @Override
        Account with(Account account, String name, GrantedPolicies policies) {
            return account.withUser(account.user(name).with(policies));
        }

        @Override
        Stream<GrantedPolicies> all(Account account) {
            return account.users().values().stream().map(IamUser::policies);
        }
    },
    GROUP("Group", 5120) {
        @Override
        GrantedPolicies of(Account account, String name) {
            return account.group(name).policies();
        }

        @Override
        Account with(Account account, String name, GrantedPolicies policies) {
            return account.withGroup(account.group(name).with(policies));
        }

        @Override
        Stream<GrantedPolicies> all(Account account) {
            return account.groups().values().stream().map(IamGroup::policies);
        }
    },
    ROLE("Role", 10240) {
        @Override
        GrantedPolicies of(Account account, String name) {
            return account.role(name).policies();
        }

        @Override
        Account with(Account account, String name, GrantedPolicies policies) {
            return account.withRole(account.role(name).with(policies));
        }

        @Override
        Stream<GrantedPolicies> all(Account account) {
            return account.roles().values().stream().map(IamRole::policies);
        }
    };

    private final String word;
    private final int inlineLimit;

    PolicyHolder(String word, int inlineLimit) {
        this.word = word;
        this.inlineLimit = inlineLimit;
    }

    /** As in the names of IAM's actions: {@code User}, {@code Group}, {@code Role}. */
    public String word() {
        return word;
    }

    /** How many characters an inline policy may have, white space not counted (IAM quota). */
    int inlineLimit() {
        return inlineLimit;
    }

    abstract GrantedPolicies of(Account account, String name);

    abstract Account with(Account account, String name, GrantedPolicies policies);

    abstract Stream<GrantedPolicies> all(Account account);
}
