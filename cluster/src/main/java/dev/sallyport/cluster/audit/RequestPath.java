package dev.sallyport.cluster.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request's path as the API server takes it apart before it asks its authorizer. Source: Kubernetes,
 * {@code apiserver/pkg/endpoints/request RequestInfoFactory}.
 *
 * @param path decoded, without the query
 * @param resource empty for a path that is no resource
 */
record RequestPath(String path, Optional<Resource> resource) {

    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    /** What a path says of a resource; texts are empty where it says nothing. */
    record Resource(String group, String resource, String subresource, String name, String namespace) {}

    /**
     * Takes a request URI apart.
     *
     * @return empty when it is none
     */
    static Optional<RequestPath> of(String requestUri) {
        int query = requestUri.indexOf('?');
        String encoded = query < 0 ? requestUri : requestUri.substring(0, query);
        if (!encoded.startsWith("/")) {
            return Optional.empty();
        }
        String path;
        try {
            path = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new RequestPath(path, resource(path)));
    }

    private static Optional<Resource> resource(String path) {
        List<String> parts = new ArrayList<>(List.of(path.replaceAll("^/+|/+$", "").split("/", -1)));
        boolean core = parts.getFirst().equals("api");
        if (!(core && parts.size() >= 3) && !(parts.getFirst().equals("apis") && parts.size() >= 4)) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        parts.subList(0, core ? 2 : 3).clear();
        boolean byPrefix = parts.size() > 1 && (parts.getFirst().equals("watch") || parts.getFirst().equals("proxy"));
        boolean subresources = !(byPrefix && parts.getFirst().equals("proxy"));
        if (byPrefix) {
            parts.removeFirst();
        }
        String namespace = "";
        if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
            namespace = parts.get(1);
            if (parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))) {
                parts.subList(0, 2).clear();
            }
        }
        return Optional.of(new Resource(group, parts.getFirst(), subresources && parts.size() > 2 ? parts.get(2) : "",
                parts.size() > 1 ? parts.get(1) : "", namespace));
    }
}
