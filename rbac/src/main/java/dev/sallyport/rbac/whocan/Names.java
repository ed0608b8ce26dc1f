package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Subjects in one form each, so that equal ones are equal: a service account always carries its namespace, and a user
 * who is named as a service account's tokens are is that service account.
 */
final class Names {

    static final String AUTHENTICATED = "system:authenticated";
    static final String UNAUTHENTICATED = "system:unauthenticated";
    static final String ANONYMOUS = "system:anonymous";
    static final String MASTERS = "system:masters";
    static final String SERVICE_ACCOUNTS = "system:serviceaccounts";

    private Names() {}

    /** The one form of a binding's subject; empty for a service account without a namespace, which is nobody. */
    static Optional<Subject> of(Binding binding, Subject subject) {
        return switch (subject) {
            case Subject.User user -> Optional.of(Subject.ofUser(user.name()));
            case Subject.Group group -> Optional.of(group);
            case Subject.ServiceAccount account -> {
                String namespace = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
                yield namespace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Subject.ofUser(
                                Subject.ServiceAccount.userName(namespace, account.name())));
            }
        };
    }

    /** All that a binding can call a user by. */
    static Set<Subject> of(RbacUser user) {
        Set<Subject> names = new LinkedHashSet<>();
        names.add(Subject.ofUser(user.name()));
        user.groups().forEach(group -> names.add(new Subject.Group(group)));
        return names;
    }

    /** All that a service account is called by: its own name, and the groups that its tokens carry. */
    static Set<Subject> of(Subject.ServiceAccount account) {
        return new LinkedHashSet<>(List.of(account, new Subject.Group(SERVICE_ACCOUNTS),
                new Subject.Group(SERVICE_ACCOUNTS + ":" + account.namespace()), new Subject.Group(AUTHENTICATED)));
    }

    /** A user with these names: at most one of them is no group's. */
    static RbacUser user(Set<Subject> names) {
        String own = names.stream().flatMap(name -> switch (name) {
            case Subject.User user -> Stream.of(user.name());
            case Subject.ServiceAccount account ->
                Stream.of(Subject.ServiceAccount.userName(account.namespace(), account.name()));
            case Subject.Group _ -> Stream.<String>empty();
        }).findFirst().orElse("");
        return new RbacUser(own, names.stream().filter(Subject.Group.class::isInstance).map(Subject::name).toList());
    }
}
