package dev.sallyport.rbac;

/** The role that a binding names; it may not exist. */
public record RoleRef(Kind kind, String name) {
    /** What can be bound. */
    public enum Kind {
        ROLE, CLUSTER_ROLE
    }
}
