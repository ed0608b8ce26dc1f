package dev.sallyport.conformance.kubernetesapi;

import java.util.Map;
import java.util.TreeMap;

/**
 * One request. In path, headers and body, {@code NSPACE} stands for the namespace of its sequence, and
 * <code>${NAME:/pointer}</code> for what the answer to the request of that name holds there.
 *
 * @param name for others to refer to it; empty for none
 * @param as {@code admin}, {@code stranger} with a token that nobody made, or {@code anonymous} without one
 * @param body empty sends none
 */
record Request(String name, String as, String method, String path, Map<String, String> headers, String body) {

    static final String JSON = "application/json";
    static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    Request {
        headers = Map.copyOf(headers);
    }

    static Request of(String method, String path) {
        return new Request("", "admin", method, path, Map.of(), "");
    }

    static Request get(String path) {
        return of("GET", path);
    }

    static Request post(String path, String body) {
        return of("POST", path).with("Content-Type", JSON).body(body);
    }

    static Request put(String path, String body) {
        return of("PUT", path).with("Content-Type", JSON).body(body);
    }

    /** A patch; {@code kind} is the middle of its content type, such as {@code merge-patch}. */
    static Request patch(String path, String kind, String body) {
        return of("PATCH", path)
                .with("Content-Type", "application/" + kind + (kind.equals("apply-patch") ? "+yaml" : "+json"))
                .body(body);
    }

    static Request delete(String path) {
        return of("DELETE", path);
    }

    Request named(String other) {
        return new Request(other, as, method, path, headers, body);
    }

    Request by(String other) {
        return new Request(name, other, method, path, headers, body);
    }

    Request body(String other) {
        return new Request(name, as, method, path, headers, other);
    }

    Request with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Request(name, as, method, path, more, body);
    }

    /** Whether it asks for the collection or the object of a resource, or for what lies below it. */
    boolean isFor(String resource) {
        return path.matches(".*/" + resource + "([/?].*)?");
    }
}
