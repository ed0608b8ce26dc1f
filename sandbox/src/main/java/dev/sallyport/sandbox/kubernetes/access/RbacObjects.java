package dev.sallyport.sandbox.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.rbac.AggregatedRoles;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.LabelSelector;
import dev.sallyport.rbac.LabelSelector.Operator;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Roles and bindings as objects, and as the room rbac knows them. */
public final class RbacObjects {

    /** The field manager under whose name the aggregation controller applies rules. */
    public static final String AGGREGATION_CONTROLLER = "clusterrole-aggregation-controller";

    private RbacObjects() {}

    /** A Role or ClusterRole. */
    public static Role role(JsonNode object) {
        return new Role(Metadata.namespace(object), Metadata.name(object), rules(object));
    }

    /** The rules of a role. */
    public static List<PolicyRule> rules(JsonNode role) {
        List<PolicyRule> rules = new ArrayList<>();
        for (JsonNode rule : role.path("rules")) {
            rules.add(new PolicyRule(texts(rule.path("verbs")), texts(rule.path("apiGroups")),
                    texts(rule.path("resources")), texts(rule.path("resourceNames")),
                    texts(rule.path("nonResourceURLs"))));
        }
        return rules;
    }

    /** Rules as a role's {@code rules}, or a review's, hold them. */
    public static ArrayNode write(List<PolicyRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (PolicyRule rule : rules) {
            ObjectNode written = array.addObject();
            put(written, "verbs", rule.verbs());
            put(written, "apiGroups", rule.apiGroups());
            put(written, "resources", rule.resources());
            put(written, "resourceNames", rule.resourceNames());
            put(written, "nonResourceURLs", rule.nonResourceUrls());
        }
        return array;
    }

    /** A RoleBinding or ClusterRoleBinding. */
    public static Binding binding(JsonNode object) {
        List<Subject> subjects = new ArrayList<>();
        for (JsonNode subject : object.path("subjects")) {
            String name = subject.path("name").asText();
            switch (subject.path("kind").asText()) {
                case "User" -> subjects.add(new Subject.User(name));
                case "Group" -> subjects.add(new Subject.Group(name));
                case "ServiceAccount" -> subjects.add(new Subject.ServiceAccount(subject.path("namespace").asText(),
                        name));
                default -> {
                    // validation lets no other kind in
                }
            }
        }
        RoleRef.Kind kind = object.at("/roleRef/kind").asText().equals("Role")
                ? RoleRef.Kind.ROLE
                : RoleRef.Kind.CLUSTER_ROLE;
        return new Binding(Metadata.namespace(object), Metadata.name(object),
                new RoleRef(kind, object.at("/roleRef/name").asText()), subjects);
    }

    /** A ClusterRole as the aggregation controller sees it. */
    public static AggregatedRoles.Candidate candidate(JsonNode clusterRole) {
        List<LabelSelector> selectors = new ArrayList<>();
        clusterRole.at("/aggregationRule/clusterRoleSelectors")
                .forEach(selector -> selectors.add(labelSelector(selector)));
        return new AggregatedRoles.Candidate(Metadata.name(clusterRole), labels(clusterRole),
                rules(clusterRole), selectors, ownsRules(clusterRole));
    }

    private static boolean ownsRules(JsonNode clusterRole) {
        for (JsonNode entry : clusterRole.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(AGGREGATION_CONTROLLER)
                    && entry.path("fieldsV1").has("f:rules")) {
                return true;
            }
        }
        return false;
    }

    /** A selector as objects state it, not as queries do. */
    public static LabelSelector labelSelector(JsonNode selector) {
        List<LabelSelector.Requirement> requirements = new ArrayList<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            Operator operator = switch (expression.path("operator").asText()) {
                case "In" -> Operator.IN;
                case "NotIn" -> Operator.NOT_IN;
                case "Exists" -> Operator.EXISTS;
                default -> Operator.DOES_NOT_EXIST;
            };
            requirements.add(new LabelSelector.Requirement(expression.path("key").asText(), operator,
                    texts(expression.path("values"))));
        }
        return new LabelSelector(map(selector.path("matchLabels")), requirements);
    }

    /** The labels of an object, for a selector to look at. */
    public static Map<String, String> labels(JsonNode object) {
        return map(object.at("/metadata/labels"));
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new HashMap<>();
        object.forEachEntry((key, value) -> map.put(key, value.asText()));
        return map;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static void put(ObjectNode target, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = target.putArray(field);
            values.forEach(array::add);
        }
    }
}
