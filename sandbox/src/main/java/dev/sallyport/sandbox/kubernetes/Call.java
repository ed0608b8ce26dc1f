package dev.sallyport.sandbox.kubernetes;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.RequestPath.Resource;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import io.vertx.core.buffer.Buffer;

/**
 * A request for a resource, past both doors.
 *
 * @param user whom it is seen as, after impersonation
 * @param stored the kind under which the objects are stored
 */
record Call(RequestPath path, Resource resource, Kind kind, Kind stored, KubernetesUser user, String method,
        Texts query, Texts headers, Buffer body) {

    /** The namespace that the store knows the objects under. */
    String namespace() {
        return kind.namespaced() ? resource.namespace() : "";
    }

    String contentType() {
        String header = headers.get("Content-Type");
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters)).strip();
    }

    byte[] bytes() {
        return body.getBytes();
    }

    String parameter(String name) {
        return query.get(name);
    }
}
