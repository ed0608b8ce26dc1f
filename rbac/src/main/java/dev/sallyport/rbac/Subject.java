package dev.sallyport.rbac;

/** Whom a binding speaks of. Source: {@code rbac.authorization.k8s.io/v1 Subject}. */
public sealed interface Subject {

    /** The subject's name, without a namespace. */
    String name();

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

        /** The name that the service account's tokens authenticate as. */
        public static String userName(String namespace, String name) {
            return "system:serviceaccount:" + namespace + ":" + name;
        }
    }
}
