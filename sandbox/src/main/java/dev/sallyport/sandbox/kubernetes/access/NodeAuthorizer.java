package dev.sallyport.sandbox.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What kubelets may do. A real cluster asks this authorizer beside RBAC, since no binding gives nodes their rights:
 * they have the rules of the ClusterRole {@code system:node}, but of Secrets, ConfigMaps and claims only those that a
 * pod on the node mentions. Source: Kubernetes, "Using Node Authorization".
 *
 * <p>Simpler than the real one: it knows pods' volumes, environment and pull secrets, and no volumes behind claims.
 */
final class NodeAuthorizer {

    private static final String USER_PREFIX = "system:node:";
    private static final String GROUP = "system:nodes";
    private static final Set<String> ONLY_WHEN_MENTIONED = Set.of("secrets", "configmaps", "persistentvolumeclaims");

    private final ObjectStore store;
    private final Kind pods;

    NodeAuthorizer(ObjectStore store, KindRegistry kinds) {
        this.store = store;
        this.pods = kinds.byPath("", "v1", "pods").orElseThrow();
    }

    /**
     * What it says: yes, or no opinion.
     *
     * @param reason why not; empty when it is asked about somebody who is no node
     */
    record Opinion(boolean allowed, String reason) {
        private static final Opinion NONE = new Opinion(false, "");
        private static final Opinion YES = new Opinion(true, "");
    }

    /** Whether this is a node's user. */
    static Optional<String> node(KubernetesUser user) {
        return user.username().startsWith(USER_PREFIX) && user.groups().contains(GROUP)
                ? Optional.of(user.username().substring(USER_PREFIX.length()))
                : Optional.empty();
    }

    Opinion opinion(KubernetesUser user, AccessRequest request, RbacAuthorizer rbac) {
        Optional<String> node = node(user);
        if (node.isEmpty() || !(request instanceof AccessRequest.Resource resource)) {
            return Opinion.NONE;
        }
        if (resource.group().isEmpty() && ONLY_WHEN_MENTIONED.contains(resource.resource())) {
            return isMentioned(node.get(), resource)
                    ? Opinion.YES
                    : new Opinion(false, "no relationship found between node '" + node.get() + "' and this object");
        }
        boolean allowed = rbac.resolve(new RoleRef(RoleRef.Kind.CLUSTER_ROLE, "system:node"), "")
                .map(Role::rules).stream().flatMap(List::stream).anyMatch(rule -> rule.allows(request));
        return allowed ? Opinion.YES : Opinion.NONE;
    }

    private boolean isMentioned(String node, AccessRequest.Resource resource) {
        if (!Set.of("get", "list", "watch").contains(resource.verb()) || resource.name().isEmpty()) {
            return false;
        }
        return store.list(pods, resource.namespace()).items().stream()
                .filter(pod -> pod.at("/spec/nodeName").asText().equals(node))
                .anyMatch(pod -> mentions(pod.path("spec"), resource));
    }

    private static boolean mentions(JsonNode spec, AccessRequest.Resource resource) {
        Set<String> fields = switch (resource.resource()) {
            case "secrets" -> Set.of("secretName", "secretRef", "secretKeyRef", "imagePullSecrets", "secret");
            case "configmaps" -> Set.of("configMap", "configMapRef", "configMapKeyRef");
            default -> Set.of("persistentVolumeClaim");
        };
        return mentions(spec, fields, resource.name());
    }

    private static boolean mentions(JsonNode value, Set<String> fields, String name) {
        if (value.isObject()) {
            return value.properties().stream().anyMatch(entry -> (fields.contains(entry.getKey())
                    && names(entry.getValue(), name)) || mentions(entry.getValue(), fields, name));
        }
        for (JsonNode item : value) {
            if (mentions(item, fields, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode reference, String name) {
        if (reference.isArray()) {
            for (JsonNode one : reference) {
                if (names(one, name)) {
                    return true;
                }
            }
            return false;
        }
        return reference.asText().equals(name) || reference.path("name").asText().equals(name)
                || reference.path("claimName").asText().equals(name)
                || reference.path("secretName").asText().equals(name);
    }
}
