package dev.sallyport.rbac;

/**
 * What somebody wants to do: the part of a request that RBAC looks at. Source: Kubernetes,
 * {@code SubjectAccessReviewSpec}.
 */
public sealed interface AccessRequest {

    /** The verb: {@code get}, {@code list}, {@code watch}, {@code create}, … or any other word. */
    String verb();

    /**
     * A request for a resource.
     *
     * @param group the API group; empty for core
     * @param resource the plural, such as {@code pods}
     * @param subresource such as {@code log}; empty when none
     * @param name the object's name; empty for a whole collection and for {@code create}
     * @param namespace empty for cluster-scoped requests and for all namespaces
     */
    record Resource(String verb, String group, String resource, String subresource, String name, String namespace)
            implements
                AccessRequest {}

    /** A request for a path that is no resource, such as {@code /metrics}. */
    record NonResource(String verb, String path) implements AccessRequest {}
}
