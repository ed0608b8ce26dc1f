package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.cluster.RbacObjects;
import dev.sallyport.rbac.AggregatedRoles;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.LabelSelector;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The roles and bindings among objects. ClusterRoles that gather others get the rules that the controller would write
 * into them: for a live cluster it has done so already, for manifests nobody has yet.
 */
record RbacReading(RbacSnapshot snapshot, List<Unseen> unseen) {

    private static final String GROUP = "rbac.authorization.k8s.io";

    static RbacReading of(List<ClusterObject> objects) {
        KubernetesSerialization json = new KubernetesSerialization();
        List<Role> roles = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        List<Unseen> unseen = new ArrayList<>();
        Map<String, JsonNode> clusterRoles = new HashMap<>();
        for (ClusterObject object : objects) {
            if (!object.group().equals(GROUP)) {
                continue;
            }
            try {
                switch (object.key().kind()) {
                    case "ClusterRole" -> {
                        roles.add(RbacObjects.of(json.convertValue(object.json(), ClusterRole.class)));
                        clusterRoles.put(object.key().name(), object.json());
                    }
                    case "Role" -> roles.add(RbacObjects.of(json.convertValue(object.json(),
                            io.fabric8.kubernetes.api.model.rbac.Role.class)));
                    case "ClusterRoleBinding" ->
                        bindings.add(RbacObjects.of(json.convertValue(object.json(), ClusterRoleBinding.class)));
                    case "RoleBinding" ->
                        bindings.add(RbacObjects.of(json.convertValue(object.json(), RoleBinding.class)));
                    default -> {
                        // another kind of this group decides nothing
                    }
                }
            } catch (IllegalArgumentException | NullPointerException e) {
                unseen.add(new Unseen(Unseen.Hides.RIGHTS,
                        object.key() + (object.place().isEmpty() ? "" : " (" + object.place() + ")"),
                        "it has not the form of its kind", ""));
            }
        }
        return new RbacReading(new RbacSnapshot(gathered(roles, clusterRoles), bindings), unseen);
    }

    private static List<Role> gathered(List<Role> roles, Map<String, JsonNode> clusterRoles) {
        List<AggregatedRoles.Candidate> candidates = roles.stream().filter(Role::isClusterRole)
                .map(role -> candidate(role, clusterRoles.getOrDefault(role.name(), MissingNode.getInstance())))
                .toList();
        SortedMap<String, List<PolicyRule>> changes = AggregatedRoles.changes(candidates);
        return roles.stream().map(role -> role.isClusterRole() && changes.containsKey(role.name())
                ? new Role("", role.name(), changes.getOrDefault(role.name(), role.rules()))
                : role).toList();
    }

    private static AggregatedRoles.Candidate candidate(Role role, JsonNode json) {
        List<LabelSelector> selectors = new ArrayList<>();
        json.path("aggregationRule").path("clusterRoleSelectors").forEach(one -> selectors.add(selector(one)));
        return new AggregatedRoles.Candidate(role.name(), texts(json.path("metadata").path("labels")), role.rules(),
                selectors, false);
    }

    private static LabelSelector selector(JsonNode json) {
        List<LabelSelector.Requirement> requirements = new ArrayList<>();
        json.path("matchExpressions").forEach(one -> {
            List<String> values = new ArrayList<>();
            one.path("values").forEach(value -> values.add(value.asText()));
            operator(one.path("operator").asText()).ifPresent(operator -> requirements
                    .add(new LabelSelector.Requirement(one.path("key").asText(), operator, values)));
        });
        return new LabelSelector(texts(json.path("matchLabels")), requirements);
    }

    private static Optional<LabelSelector.Operator> operator(String word) {
        return Optional.ofNullable(switch (word) {
            case "In" -> LabelSelector.Operator.IN;
            case "NotIn" -> LabelSelector.Operator.NOT_IN;
            case "Exists" -> LabelSelector.Operator.EXISTS;
            case "DoesNotExist" -> LabelSelector.Operator.DOES_NOT_EXIST;
            default -> null;
        });
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
