package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.Optional;

/**
 * What somebody wants to do to an object, as admission sees it. Source: Kubernetes, {@code admission/v1
 * AdmissionRequest}.
 *
 * @param kind the kind as the client names it
 * @param subresource empty for the object itself
 * @param namespace of the request; a namespace is in itself
 * @param name empty where a request names no object: a generated name, a whole collection
 * @param object what will be; as it is stored, or in the form of the subresource
 * @param oldObject what was
 * @param options as the client stated them, with their kind; null for a connection, which has none
 */
public record AdmissionRequest(Operation operation, Kind kind, String subresource, String namespace, String name,
        KubernetesUser user, Optional<ObjectNode> object, Optional<ObjectNode> oldObject, boolean dryRun,
        JsonNode options) {

    /** What is done. */
    public enum Operation {
        CREATE, UPDATE, DELETE, CONNECT
    }

    /** Group, version and kind of the object. */
    record ObjectKind(String group, String version, String kind) {}

    /** What the object is, when it is seen as one of this kind, which may be served in several versions. */
    ObjectKind objectKind(Kind as) {
        return as.subresource(subresource).filter(below -> isForeign())
                .map(below -> new ObjectKind(below.group(), below.version(), below.kind()))
                .orElseGet(() -> new ObjectKind(as.group(), as.version(),
                        as.subresource(subresource).map(Kind.Subresource::kind).orElse(as.name())));
    }

    /** Whether the object is of another kind than what it lies below, as a scale is. */
    boolean isForeign() {
        return kind.subresource(subresource).filter(below -> !below.version().isEmpty()).isPresent();
    }

    /** Whether the object tells who is asked: nobody is asked about such, so that they can be mended. */
    boolean isExempt() {
        return kind.group().equals("admissionregistration.k8s.io")
                && kind.name().equals("ValidatingWebhookConfiguration");
    }
}
