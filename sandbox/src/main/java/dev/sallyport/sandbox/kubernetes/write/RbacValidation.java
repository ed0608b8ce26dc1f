package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.List;
import java.util.Optional;

/** The rules of roles and bindings. Source of rules and words: what a real API server answers. */
final class RbacValidation {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private RbacValidation() {}

    static void check(Kind kind, ObjectNode object, Optional<ObjectNode> before, List<FieldError> errors) {
        switch (kind.plural()) {
            case "roles" -> rules(object, true, errors);
            case "clusterroles" -> {
                if (object.path("aggregationRule").isObject()
                        && object.at("/aggregationRule/clusterRoleSelectors").isEmpty()) {
                    errors.add(FieldError.required("aggregationRule.clusterRoleSelectors",
                            "at least one clusterRoleSelector required if aggregationRule is non-nil"));
                }
                rules(object, false, errors);
            }
            case "rolebindings" -> binding(object, before, true, errors);
            default -> binding(object, before, false, errors);
        }
    }

    private static void rules(ObjectNode role, boolean namespaced, List<FieldError> errors) {
        int i = 0;
        for (JsonNode rule : role.path("rules")) {
            rule(rule, "rules[" + i++ + "]", namespaced, errors);
        }
    }

    private static void rule(JsonNode rule, String at, boolean namespaced, List<FieldError> errors) {
        if (rule.path("verbs").isEmpty()) {
            errors.add(FieldError.required(at + ".verbs", "verbs must contain at least one value"));
        }
        JsonNode urls = rule.path("nonResourceURLs");
        if (!urls.isEmpty()) {
            if (namespaced) {
                errors.add(FieldError.invalid(at + ".nonResourceURLs", urls,
                        "namespaced rules cannot apply to non-resource URLs"));
            }
            if (!rule.path("apiGroups").isEmpty() || !rule.path("resources").isEmpty()
                    || !rule.path("resourceNames").isEmpty()) {
                errors.add(FieldError.invalid(at + ".nonResourceURLs", urls,
                        "rules cannot apply to both regular resources and non-resource URLs"));
            }
            return;
        }
        if (rule.path("apiGroups").isEmpty()) {
            errors.add(FieldError.required(at + ".apiGroups", "resource rules must supply at least one api group"));
        }
        if (rule.path("resources").isEmpty()) {
            errors.add(FieldError.required(at + ".resources", "resource rules must supply at least one resource"));
        }
    }

    private static void binding(ObjectNode binding, Optional<ObjectNode> before, boolean namespaced,
            List<FieldError> errors) {
        JsonNode role = binding.path("roleRef");
        String group = role.path("apiGroup").asText();
        if (!group.equals(GROUP)) {
            errors.add(FieldError.notSupported("roleRef.apiGroup", group, List.of(GROUP)));
        }
        List<String> kinds = namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
        if (!kinds.contains(role.path("kind").asText())) {
            errors.add(FieldError.notSupported("roleRef.kind", role.path("kind").asText(), kinds));
        }
        if (role.path("name").asText().isEmpty()) {
            errors.add(FieldError.required("roleRef.name", ""));
        }
        int i = 0;
        for (JsonNode subject : binding.path("subjects")) {
            subject(subject, "subjects[" + i++ + "]", namespaced, errors);
        }
        before.filter(old -> !old.path("roleRef").equals(role)).ifPresent(_ -> errors.add(FieldError.invalid("roleRef",
                JsonNodeFactory.instance.objectNode().put("APIGroup", group).put("Kind", role.path("kind").asText())
                        .put("Name", role.path("name").asText()),
                "cannot change roleRef")));
    }

    private static void subject(JsonNode subject, String at, boolean namespaced, List<FieldError> errors) {
        String name = subject.path("name").asText();
        String group = subject.path("apiGroup").asText();
        if (name.isEmpty()) {
            errors.add(FieldError.required(at + ".name", ""));
        }
        switch (subject.path("kind").asText()) {
            case "ServiceAccount" -> {
                if (!name.isEmpty()) {
                    Names.wrong(Kind.NameRule.SUBDOMAIN, name)
                            .ifPresent(why -> errors.add(FieldError.invalid(at + ".name", name, why)));
                }
                if (!group.isEmpty()) {
                    errors.add(FieldError.notSupported(at + ".apiGroup", group, List.of("")));
                }
                if (!namespaced && subject.path("namespace").asText().isEmpty()) {
                    errors.add(FieldError.required(at + ".namespace", ""));
                }
            }
            case "User", "Group" -> {
                if (!group.equals(GROUP)) {
                    errors.add(FieldError.notSupported(at + ".apiGroup", group, List.of(GROUP)));
                }
            }
            default -> errors.add(FieldError.notSupported(at + ".kind", subject.path("kind").asText(),
                    List.of("ServiceAccount", "User", "Group")));
        }
    }
}
