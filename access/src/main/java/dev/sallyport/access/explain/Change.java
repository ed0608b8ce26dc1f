package dev.sallyport.access.explain;

import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Role;

/** One change of the world that a remedy makes. */
public sealed interface Change {

    /** An edit of aws-auth. */
    record OfMap(MappingEdit edit) implements Change {}

    /** A new Role or ClusterRole, of a name that nothing uses and no binding waits for. */
    record NewRole(Role role) implements Change {}

    /** A new binding, of a name that nothing uses. */
    record NewBinding(Binding binding) implements Change {}
}
