package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedUser;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.rbac.Subject;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whose requests are picked out of a log. */
public sealed interface LogSubject {

    /** Whether a user of the log is meant. */
    boolean is(AuditedUser user);

    /**
     * Whom bindings have to name.
     *
     * @param users the names under which the log has them
     */
    List<Subject> bound(Collection<String> users);

    /** The words for people, such as {@code user ana}. */
    String words();

    /** A user by name; a service account's is {@code system:serviceaccount:NAMESPACE:NAME}. */
    record User(String name) implements LogSubject {

        @Override
        public boolean is(AuditedUser user) {
            return user.name().equals(name);
        }

        @Override
        public List<Subject> bound(Collection<String> users) {
            return List.of(Subject.ofUser(name));
        }

        @Override
        public String words() {
            return switch (Subject.ofUser(name)) {
                case Subject.ServiceAccount(String namespace, String account) ->
                    "service account " + namespace + "/" + account;
                case Subject.User _,Subject.Group _ -> "user " + name;
            };
        }
    }

    /** Whoever is in a group. */
    record Group(String name) implements LogSubject {

        @Override
        public boolean is(AuditedUser user) {
            return user.groups().contains(name);
        }

        @Override
        public List<Subject> bound(Collection<String> users) {
            return List.of(new Subject.Group(name));
        }

        @Override
        public String words() {
            return "group " + name;
        }
    }

    /**
     * A principal of IAM, by the ARN that the log has in {@code extra.arn}. A role means all its sessions, with or without
     * the role's path, which STS leaves out; a session means itself.
     *
     * @param text the ARN as it was typed
     */
    record Iam(Principal principal, String text) implements LogSubject {

        /**
         * Reads an ARN.
         *
         * @throws IllegalArgumentException when it is none of a principal
         */
        public static Iam of(String arn) {
            return new Iam(Principal.of(Arn.parse(arn)), arn);
        }

        @Override
        public boolean is(AuditedUser user) {
            return user.name().equals(text) || user.arn().filter(this::means).isPresent()
                    || user.canonicalArn().filter(this::means).isPresent();
        }

        private boolean means(String arn) {
            if (ArnCase.folded(arn).equals(ArnCase.folded(text))) {
                return true;
            }
            return principal instanceof Principal.Role role && roleOf(arn).filter(ArnCase.folded(key(role))::equals)
                    .isPresent();
        }

        private static Optional<String> roleOf(String arn) {
            try {
                return switch (Principal.of(Arn.parse(arn))) {
                    case Principal.Role role -> Optional.of(ArnCase.folded(key(role)));
                    case Principal.AssumedRoleSession session -> Optional.of(ArnCase.folded(
                            key(session.arn(), session.roleName())));
                    case Principal.User _,Principal.FederatedUser _,Principal.Root _ -> Optional.empty();
                };
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // a webhook may put what it likes there
            }
        }

        private static String key(Principal.Role role) {
            return key(role.arn(), role.name());
        }

        private static String key(Arn arn, String role) {
            return arn.partition() + ":" + arn.account() + ":" + role;
        }

        @Override
        public List<Subject> bound(Collection<String> users) {
            return users.stream().map(Subject::ofUser).toList();
        }

        @Override
        public String words() {
            return text;
        }
    }
}
