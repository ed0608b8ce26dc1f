package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.PrivilegeEscalation;
import dev.sallyport.rbac.PrivilegeEscalation.Verdict;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.access.RbacObjects;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.util.List;
import java.util.Optional;

/**
 * What must hold beyond the object itself: its namespace is there and stays, a pod's service account exists, and nobody
 * grants by a role or binding what they do not have.
 */
final class Admission {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

    private final ObjectStore store;
    private final AccessControl access;
    private final Kind namespaces;
    private final PodAdmission pods;

    Admission(ObjectStore store, AccessControl access, KindRegistry kinds) {
        this.store = store;
        this.access = access;
        this.namespaces = kinds.byPath("", "v1", "namespaces").orElseThrow();
        this.pods = new PodAdmission(store, kinds.byPath("", "v1", "serviceaccounts").orElseThrow());
    }

    /** Checks the surroundings of an object that is to be made. */
    void beforeCreate(Writing writing, ObjectNode object) {
        if (writing.kind().namespaced()) {
            ObjectNode namespace = store.get(namespaces, "", writing.namespace())
                    .orElseThrow(() -> Refusals.notFound("", "namespaces", writing.namespace()));
            if (Metadata.isBeingDeleted(namespace)) {
                throw terminating(writing, Metadata.name(object));
            }
        }
        if (writing.stored().group().isEmpty() && writing.stored().plural().equals("pods")) {
            pods.complete(object, writing.namespace());
        } else if (writing.stored().name().equals("Node") && writing.user().isPresent()) {
            taint(object);
        }
    }

    /** Whether the namespace takes new objects, where one is needed. */
    boolean hasOpenNamespace(Writing writing) {
        return !writing.kind().namespaced() || store.get(namespaces, "", writing.namespace())
                .filter(namespace -> !Metadata.isBeingDeleted(namespace)).isPresent();
    }

    /** A node that says of itself that it is there is trusted with pods once it says that it is ready. */
    private static void taint(ObjectNode node) {
        ArrayNode taints = node.withObject("/spec").withArray("/taints");
        for (JsonNode taint : taints) {
            if (taint.path("key").asText().equals(NOT_READY)) {
                return;
            }
        }
        taints.addObject().put("key", NOT_READY).put("effect", "NoSchedule");
    }

    private static ApiError terminating(Writing writing, String name) {
        return Refusals.forbiddenBecause(writing.kind().group(), writing.kind().plural(), name,
                "unable to create new content in namespace " + writing.namespace()
                        + " because it is being terminated",
                List.of(new FieldError("NamespaceTerminating", "metadata.namespace",
                        "namespace " + writing.namespace() + " is being terminated")));
    }

    /** Holds back who would grant more than they have. */
    void mayWrite(Writing writing, ObjectNode object, Optional<ObjectNode> before) {
        if (writing.user().isEmpty() || !writing.kind().group().equals(RBAC_GROUP)
                || before.filter(old -> sameRights(old, object)).isPresent()) {
            return;
        }
        KubernetesUser user = writing.user().get();
        RbacUser writer = AccessControl.rbacUser(user);
        PrivilegeEscalation escalation = PrivilegeEscalation.under(access.rbac());
        String nameInRequest = before.isPresent() ? Metadata.name(object) : "";
        Verdict verdict = switch (writing.kind().plural()) {
            case "roles", "clusterroles" -> escalation.writeRole(writer, RbacObjects.role(object), nameInRequest,
                    aggregates(object) || before.filter(Admission::aggregates).isPresent());
            default -> escalation.writeBinding(writer, RbacObjects.binding(object));
        };
        switch (verdict) {
            case Verdict.Fine _ -> {
                // goes on
            }
            case Verdict.Escalates escalates -> throw Refusals.forbidden(RBAC_GROUP, writing.kind().plural(),
                    Metadata.name(object), escalates.reason());
            case Verdict.RoleNotFound _ -> throw Refusals.notFound(RBAC_GROUP, writing.kind().plural(),
                    object.at("/roleRef/name").asText());
        }
    }

    private static boolean aggregates(ObjectNode role) {
        return !role.at("/aggregationRule/clusterRoleSelectors").isEmpty();
    }

    private static boolean sameRights(ObjectNode before, ObjectNode after) {
        return before.path("rules").equals(after.path("rules"))
                && before.path("aggregationRule").equals(after.path("aggregationRule"))
                && before.path("subjects").equals(after.path("subjects"))
                && before.path("roleRef").equals(after.path("roleRef"));
    }
}
