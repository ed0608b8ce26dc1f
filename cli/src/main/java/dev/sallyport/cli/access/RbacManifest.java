package dev.sallyport.cli.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Roles and bindings as data and as a line of JSON, for what {@code kubectl create role} has no words for. */
final class RbacManifest {

    private static final String GROUP = "rbac.authorization.k8s.io";
    /** A character that no terminal shows is an escape, which JSON reads back as itself. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private RbacManifest() {}

    static String of(Role role) {
        return text(facts(role));
    }

    /** The object as data. */
    static Map<String, Object> facts(Role role) {
        Map<String, Object> object = object(role.isClusterRole() ? "ClusterRole" : "Role", role.name(),
                role.namespace());
        object.put("rules", role.rules().stream().map(RbacManifest::rule).toList());
        return object;
    }

    static String of(Binding binding) {
        return text(facts(binding));
    }

    /** The object as data. */
    static Map<String, Object> facts(Binding binding) {
        Map<String, Object> object = object(binding.isClusterRoleBinding() ? "ClusterRoleBinding" : "RoleBinding",
                binding.name(), binding.namespace());
        object.put("roleRef", Map.of("apiGroup", GROUP, "kind", switch (binding.role().kind()) {
            case ROLE -> "Role";
            case CLUSTER_ROLE -> "ClusterRole";
        }, "name", binding.role().name()));
        object.put("subjects", binding.subjects().stream().map(subject -> switch (subject) {
            case Subject.User user -> Map.of("apiGroup", GROUP, "kind", "User", "name", user.name());
            case Subject.Group group -> Map.of("apiGroup", GROUP, "kind", "Group", "name", group.name());
            case Subject.ServiceAccount account ->
                Map.of("kind", "ServiceAccount", "name", account.name(), "namespace", account.namespace());
        }).toList());
        return object;
    }

    private static Map<String, Object> object(String kind, String name, String namespace) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", GROUP + "/v1");
        object.put("kind", kind);
        object.put("metadata", namespace.isEmpty()
                ? Map.of("name", name)
                : Map.of("name", name, "namespace", namespace));
        return object;
    }

    private static Map<String, List<String>> rule(PolicyRule rule) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("verbs", rule.verbs());
        fields.put("apiGroups", rule.apiGroups());
        fields.put("resources", rule.resources());
        fields.put("resourceNames", rule.resourceNames());
        fields.put("nonResourceURLs", rule.nonResourceUrls());
        fields.values().removeIf(List::isEmpty);
        return fields;
    }

    private static String text(Map<String, Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a role and a binding are JSON", e);
        }
    }
}
