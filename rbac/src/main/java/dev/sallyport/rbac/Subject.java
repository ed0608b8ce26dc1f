package dev.sallyport.rbac;

/** Whom a binding speaks of. Source: {@code rbac.authorization.k8s.io/v1 Subject}. */
public sealed interface Subject {

    /** The subject's name, without a namespace. */
    String name();

    /** Whom a user name speaks of: a service account, where it is the name that one's tokens authenticate as. */
    static Subject ofUser(String name) {
        if (name.startsWith(ServiceAccount.PREFIX)) {
            String[] parts = name.substring(ServiceAccount.PREFIX.length()).split(":", -1);
            if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
                return new ServiceAccount(parts[0], parts[1]);
            }
        }
        return new User(name);
    }

    /** A user name, compared exactly. A service account's user name, written out, matches it too. */
    record User(String name) implements Subject {}

    /** A group name, compared exactly. */
    record Group(String name) implements Subject {}

    /**
     * A service account: the user {@code system:serviceaccount:NAMESPACE:NAME}.
     *
     * @param namespace where it is empty, a RoleBinding means its own; in a ClusterRoleBinding it then matches nobody
     */
    record ServiceAccount(String namespace, String name) implements Subject {

        private static final String PREFIX = "system:serviceaccount:";

        /** The name that the service account's tokens authenticate as. */
        public static String userName(String namespace, String name) {
            return PREFIX + namespace + ":" + name;
        }
    }
}
