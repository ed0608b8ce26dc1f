package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Role;

import java.util.List;

/** What a step asks of whoever takes it. */
public sealed interface Need {

    /** To be allowed one of these requests; which of them does not matter. */
    record May(List<AccessRequest> anyOf) implements Need {
        public May {
            anyOf = List.copyOf(anyOf);
        }
    }

    /**
     * To be bound to a role.
     *
     * @param namespace where; empty for a ClusterRoleBinding
     */
    record Bound(Role role, String namespace) implements Need {}
}
