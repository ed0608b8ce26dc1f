package dev.sallyport.rbac;

import java.util.List;

/** Every role and binding of a cluster at one moment. Immutable. */
public record RbacSnapshot(List<Role> roles, List<Binding> bindings) {
    public RbacSnapshot {
        roles = List.copyOf(roles);
        bindings = List.copyOf(bindings);
    }

    /** A cluster without a role or a binding. */
    public static RbacSnapshot empty() {
        return new RbacSnapshot(List.of(), List.of());
    }
}
