package dev.sallyport.sandbox.kubernetes.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Set;

/** The headers of a request, or the parameters of its query: texts by name, empty for what was not sent. */
public record Texts(MultiMap values) {

    /**
     * The parameters of a request's query.
     *
     * @throws IllegalArgumentException when the query is not well encoded
     */
    public static Texts query(HttpServerRequest request) {
        return new Texts(request.params());
    }

    /** The headers of a request. */
    public static Texts headers(HttpServerRequest request) {
        return new Texts(request.headers());
    }

    /** The first text of this name, or an empty one. */
    public String get(String name) {
        String value = values.get(name);
        return value == null ? "" : value;
    }

    /** All texts of this name. */
    public List<String> all(String name) {
        return values.getAll(name);
    }

    /** Whether anything of this name was sent. */
    public boolean has(String name) {
        return values.contains(name);
    }

    /** Whether this was sent as anything but a no. */
    public boolean isTrue(String name) {
        return has(name) && !get(name).equals("false") && !get(name).equals("0");
    }

    /** Every name. */
    public Set<String> names() {
        return values.names();
    }
}
