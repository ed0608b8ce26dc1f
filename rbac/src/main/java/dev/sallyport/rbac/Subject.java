package dev.sallyport.rbac;

/** Whom a binding speaks of. Source: {@code rbac.authorization.k8s.io/v1 Subject}. */
public sealed interface Subject {
    /** A user name, compared exactly. */
    record User(String name) implements Subject {}

    /** A group name, compared exactly. */
    record Group(String name) implements Subject {}

    /** A service account; without a namespace in a ClusterRoleBinding it matches nobody. */
    record ServiceAccount(String namespace, String name) implements Subject {}
}
