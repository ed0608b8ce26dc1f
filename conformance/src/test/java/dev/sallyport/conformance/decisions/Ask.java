package dev.sallyport.conformance.decisions;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacUser;

import java.util.List;

/**
 * One question: may this user do this? Names hold {@code %} as a {@link World}'s do.
 *
 * @param path not empty for a request that is for no resource; the fields of a resource are empty then
 */
record Ask(String user, List<String> groups, String verb, String group, String resource, String subresource,
        String name, String namespace, String path) {

    Ask {
        groups = List.copyOf(groups);
    }

    static Ask resource(String user, List<String> groups, String verb, String group, String resource,
            String subresource, String name, String namespace) {
        return new Ask(user, groups, verb, group, resource, subresource, name, namespace, "");
    }

    static Ask path(String user, List<String> groups, String verb, String path) {
        return new Ask(user, groups, verb, "", "", "", "", "", path);
    }

    boolean isForPath() {
        return !path.isEmpty();
    }

    Ask withGroups(List<String> others) {
        return new Ask(user, others, verb, group, resource, subresource, name, namespace, path);
    }

    RbacUser who(Place place) {
        return new RbacUser(place.in(user), groups.stream().map(place::in).toList());
    }

    AccessRequest what(Place place) {
        return isForPath()
                ? new AccessRequest.NonResource(verb, path)
                : new AccessRequest.Resource(verb, group, resource, subresource, name, place.in(namespace));
    }
}
