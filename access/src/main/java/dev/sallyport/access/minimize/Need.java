package dev.sallyport.access.minimize;

import dev.sallyport.rbac.AccessRequest;

/** The smallest thing that a rule can allow: one verb on one resource, by one name or any; or one verb on one path. */
sealed interface Need {

    String verb();

    /**
     * On a resource.
     *
     * @param namespace empty for the whole cluster
     * @param resource with its subresource after a slash
     * @param name empty for any
     */
    record Resource(String namespace, String group, String resource, String verb, String name) implements Need {}

    /** On a path. */
    record Path(String path, String verb) implements Need {}

    /**
     * What a request needs, and no more. A Namespace lies in no namespace, though the API server takes its name for that
     * of one: a Role in it would be gone with it.
     */
    static Need of(AccessRequest request) {
        return switch (request) {
            case AccessRequest.NonResource(String verb, String path) -> new Path(path, verb);
            case AccessRequest.Resource wanted -> {
                boolean whole = wanted.group().isEmpty() && wanted.resource().equals("namespaces")
                        && wanted.name().equals(wanted.namespace());
                yield new Resource(whole ? "" : wanted.namespace(), wanted.group(), wanted.subresource().isEmpty()
                        ? wanted.resource()
                        : wanted.resource() + "/" + wanted.subresource(), wanted.verb(), wanted.name());
            }
        };
    }

    /** Whether every rule that allows this request allows others beside it, because a word of it is a wildcard to RBAC. */
    static boolean isWildcard(AccessRequest request) {
        return request.verb().equals("*") || switch (request) {
            case AccessRequest.NonResource path -> path.path().endsWith("*");
            case AccessRequest.Resource of -> of.group().equals("*") || of.resource().equals("*");
        };
    }
}
