package dev.sallyport.rbac;

import java.util.List;

/** Who asks: the two facts of a Kubernetes user that RBAC looks at. Groups as the API server sees them. */
public record RbacUser(String name, List<String> groups) {
    public RbacUser {
        groups = List.copyOf(groups);
    }
}
