package dev.sallyport.sandbox.kubernetes.request;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.admission.Warnings;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.request.RequestPath.Resource;
import io.vertx.core.buffer.Buffer;

/**
 * A request for a resource, past both doors.
 *
 * @param user whom it is seen as, after impersonation
 * @param stored the kind under which the objects are stored
 * @param warnings what the client is to be warned of, however the request ends
 */
public record Call(RequestPath path, Resource resource, Kind kind, Kind stored, KubernetesUser user, String method,
        Texts query, Texts headers, Buffer body, Warnings warnings) {

    /** The namespace that the store knows the objects under. */
    public String namespace() {
        return kind.namespaced() ? resource.namespace() : "";
    }

    /** The media type of the body, without its parameters; empty when none was said. */
    public String contentType() {
        String header = headers.get("Content-Type");
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters)).strip();
    }

    /** The body. */
    public byte[] bytes() {
        return body.getBytes();
    }

    /** A parameter of the query; empty when it was not sent. */
    public String parameter(String name) {
        return query.get(name);
    }
}
