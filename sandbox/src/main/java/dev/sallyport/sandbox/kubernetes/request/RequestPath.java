package dev.sallyport.sandbox.kubernetes.request;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.sandbox.kubernetes.access.Texts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request's method and path, read as the API server reads them. Source: Kubernetes, "Authorization Overview",
 * determine the request verb.
 *
 * @param verb the verb that is authorized
 * @param path as sent
 * @param resource what the path names, when it names a resource
 */
public record RequestPath(String verb, String path, Optional<Resource> resource) {

    /**
     * A resource, or an object of it.
     *
     * @param namespace empty for cluster-scoped requests and for all namespaces
     * @param name empty for a whole collection
     * @param selectedName the only name that a field selector leaves of a collection, which authorizers see as the name
     * @param rest what follows the subresource, as in {@code proxy/x/y}
     */
    public record Resource(String group, String version, String namespace, String plural, String name,
            String selectedName,
            String subresource, List<String> rest) {
        public Resource {
            rest = List.copyOf(rest);
        }
    }

    /** Reads a request. */
    public static RequestPath of(String method, String path, Texts query) {
        List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        parts.removeIf(String::isEmpty);
        parts.replaceAll(RequestPath::decoded);
        boolean core = parts.size() >= 3 && parts.getFirst().equals("api");
        boolean named = parts.size() >= 4 && parts.getFirst().equals("apis");
        if (!core && !named) {
            return new RequestPath(method.toLowerCase(Locale.ROOT), path, Optional.empty());
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(core ? 1 : 2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        boolean watchPath = rest.getFirst().equals("watch") && rest.size() > 1;
        if (watchPath) {
            rest = rest.subList(1, rest.size());
        }
        Resource resource = resource(group, version, rest, query);
        return new RequestPath(watchPath ? "watch" : verb(method, resource, query), path, Optional.of(resource));
    }

    /** A name may hold characters that a path must encode. */
    private static String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part; // names nothing that is there
        }
    }

    private static Resource resource(String group, String version, List<String> parts, Texts query) {
        String namespace = "";
        List<String> rest = parts;
        if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
            namespace = parts.get(1);
            boolean itself = parts.size() == 2 || (parts.size() == 3 && isNamespaceSubresource(parts.get(2)));
            // A request for a namespace counts as one within it, so that a Role there can allow it.
            rest = itself ? parts : parts.subList(2, parts.size());
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        return new Resource(group, version, namespace, rest.getFirst(), name,
                name.isEmpty() ? nameOfFieldSelector(query) : "", rest.size() > 2 ? rest.get(2) : "",
                rest.size() > 3 ? rest.subList(3, rest.size()) : List.of());
    }

    private static boolean isNamespaceSubresource(String word) {
        return word.equals("status") || word.equals("finalize");
    }

    private static String nameOfFieldSelector(Texts query) {
        String selector = query.get("fieldSelector");
        String prefix = "metadata.name=";
        return selector.startsWith(prefix) && !selector.contains(",") && !selector.startsWith(prefix + "=")
                ? selector.substring(prefix.length())
                : "";
    }

    private static String verb(String method, Resource resource, Texts query) {
        boolean collection = resource.name().isEmpty();
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            case "GET", "HEAD" -> {
                if (query.isTrue("watch")) {
                    yield "watch";
                }
                yield collection ? "list" : "get";
            }
            default -> "";
        };
    }

    /** The request as authorizers see it. */
    public AccessRequest access() {
        return resource.<AccessRequest>map(it -> new AccessRequest.Resource(verb, it.group(), it.plural(),
                it.subresource(), it.name().isEmpty() ? it.selectedName() : it.name(), it.namespace()))
                .orElseGet(() -> new AccessRequest.NonResource(verb, path));
    }
}
