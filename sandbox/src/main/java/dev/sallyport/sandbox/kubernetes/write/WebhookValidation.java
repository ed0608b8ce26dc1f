package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.sandbox.kubernetes.admission.MatchConditions;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of a ValidatingWebhookConfiguration, in the order in which a real API server names what breaks them. Source:
 * Kubernetes, {@code pkg/apis/admissionregistration/validation}.
 */
final class WebhookValidation {

    private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
    private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
    private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
    private static final int LONGEST_TIMEOUT = 30; // seconds
    private static final int MOST_CONDITIONS = 64;
    private static final int LEAST_SEGMENTS = 3; // of a webhook's name

    private WebhookValidation() {}

    static void check(ObjectNode configuration, List<FieldError> errors) {
        JsonNode webhooks = configuration.path("webhooks");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < webhooks.size(); i++) {
            JsonNode webhook = webhooks.get(i);
            String at = "webhooks[" + i + "]";
            webhook(webhook, at, errors);
            versions(webhook.path("admissionReviewVersions"), at + ".admissionReviewVersions", errors);
            String name = webhook.path("name").asText();
            if (!name.isEmpty() && !names.add(name)) {
                errors.add(FieldError.duplicate(at + ".name", name));
            }
        }
    }

    private static void webhook(JsonNode webhook, String at, List<FieldError> errors) {
        name(webhook.path("name").asText(), at + ".name", errors);
        JsonNode rules = webhook.path("rules");
        for (int i = 0; i < rules.size(); i++) {
            rule(rules.get(i), at + ".rules[" + i + "]", errors);
        }
        oneOf(webhook, "failurePolicy", List.of("Fail", "Ignore"), at, errors);
        oneOf(webhook, "matchPolicy", List.of("Equivalent", "Exact"), at, errors);
        if (!webhook.hasNonNull("sideEffects")) {
            errors.add(FieldError.required(at + ".sideEffects", "must specify one of "
                    + String.join(", ", SIDE_EFFECTS)));
        }
        oneOf(webhook, "sideEffects", SIDE_EFFECTS, at, errors);
        JsonNode timeout = webhook.path("timeoutSeconds");
        if (timeout.isNumber() && (timeout.asInt() < 1 || timeout.asInt() > LONGEST_TIMEOUT)) {
            errors.add(FieldError.invalid(at + ".timeoutSeconds", timeout,
                    "the timeout value must be between 1 and 30 seconds"));
        }
        selector(webhook.path("namespaceSelector"), at + ".namespaceSelector", errors);
        selector(webhook.path("objectSelector"), at + ".objectSelector", errors);
        WebhookClientValidation.check(webhook.path("clientConfig"), at + ".clientConfig", errors);
        conditions(webhook.path("matchConditions"), at + ".matchConditions", errors);
    }

    private static void conditions(JsonNode conditions, String at, List<FieldError> errors) {
        if (conditions.size() > MOST_CONDITIONS) {
            errors.add(FieldError.tooMany(at, conditions.size(), MOST_CONDITIONS));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            String here = at + "[" + i + "]";
            String expression = conditions.get(i).path("expression").asText("").strip();
            if (expression.isEmpty()) {
                errors.add(FieldError.required(here + ".expression", ""));
            } else {
                MatchConditions.fault(expression).ifPresent(why -> errors.add(FieldError.invalid(here + ".expression",
                        TextNode.valueOf(expression), why)));
            }
            String name = conditions.get(i).path("name").asText("");
            if (name.isEmpty()) {
                errors.add(FieldError.required(here + ".name", ""));
                continue;
            }
            Names.wrongKey(name).ifPresent(why -> errors.add(FieldError.invalid(here + ".name", name, why)));
            if (!names.add(name)) {
                errors.add(FieldError.duplicate(here + ".name", name));
            }
        }
    }

    private static void name(String name, String at, List<FieldError> errors) {
        if (name.isEmpty()) {
            errors.add(FieldError.required(at, ""));
            return;
        }
        var wrong = Names.wrong(NameRule.SUBDOMAIN, name);
        if (wrong.isPresent()) {
            errors.add(FieldError.invalid(at, name, wrong.get()));
        } else if (name.split("\\.", -1).length < LEAST_SEGMENTS) {
            errors.add(FieldError.invalid(at, name,
                    "should be a domain with at least three segments separated by dots"));
        }
    }

    private static void oneOf(JsonNode parent, String field, List<String> supported, String at,
            List<FieldError> errors) {
        String value = parent.path(field).asText("");
        if (parent.hasNonNull(field) && !supported.contains(value)) {
            errors.add(FieldError.notSupported(at + "." + field, value, supported));
        }
    }

    private static void rule(JsonNode rule, String at, List<FieldError> errors) {
        list(rule, "operations", "if '*' is present, must not specify other operations", at, errors);
        JsonNode operations = rule.path("operations");
        for (int i = 0; i < operations.size(); i++) {
            if (!OPERATIONS.contains(operations.get(i).asText())) {
                errors.add(FieldError.notSupported(at + ".operations[" + i + "]", operations.get(i).asText(),
                        OPERATIONS));
            }
        }
        list(rule, "apiGroups", "if '*' is present, must not specify other API groups", at, errors);
        list(rule, "apiVersions", "if '*' is present, must not specify other API versions", at, errors);
        JsonNode versions = rule.path("apiVersions");
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).asText().isEmpty()) {
                errors.add(FieldError.required(at + ".apiVersions[" + i + "]", ""));
            }
        }
        resources(rule.path("resources"), at + ".resources", errors);
        oneOf(rule, "scope", List.of("*", "Cluster", "Namespaced"), at, errors);
    }

    private static void list(JsonNode rule, String field, String alone, String at, List<FieldError> errors) {
        JsonNode values = rule.path(field);
        if (values.isEmpty()) {
            errors.add(FieldError.required(at + "." + field, ""));
        }
        for (JsonNode value : values) {
            if (values.size() > 1 && value.asText().equals("*")) {
                errors.add(FieldError.invalid(at + "." + field, values, alone));
                return;
            }
        }
    }

    private static void resources(JsonNode resources, String at, List<FieldError> errors) {
        if (resources.isEmpty()) {
            errors.add(FieldError.required(at, ""));
        }
        Set<String> whole = new HashSet<>(); // x of x/*
        Set<String> below = new HashSet<>(); // x of */x
        boolean all = false;
        boolean everything = false;
        boolean plain = false;
        for (int i = 0; i < resources.size(); i++) {
            String resource = resources.get(i).asText();
            String here = at + "[" + i + "]";
            everything |= resource.equals("*/*");
            all |= resource.equals("*");
            int slash = resource.indexOf('/');
            if (resource.isEmpty()) {
                errors.add(FieldError.required(here, ""));
            } else if (slash < 0) {
                plain = !resource.equals("*");
            } else {
                String left = resource.substring(0, slash);
                String right = resource.substring(slash + 1);
                if (whole.contains(left)) {
                    errors.add(FieldError.invalid(here, resource, "if '" + left + "/*' is present, must not specify "
                            + resource));
                }
                if (below.contains(right)) {
                    errors.add(FieldError.invalid(here, resource, "if '*/" + right + "' is present, must not specify "
                            + resource));
                }
                if (right.equals("*")) {
                    whole.add(left);
                }
                if (left.equals("*")) {
                    below.add(right);
                }
            }
        }
        if (resources.size() > 1 && everything) {
            errors.add(FieldError.invalid(at, resources, "if '*/*' is present, must not specify other resources"));
        }
        if (all && plain) {
            errors.add(FieldError.invalid(at, resources,
                    "if '*' is present, must not specify other resources without subresources"));
        }
    }

    private static void selector(JsonNode selector, String at, List<FieldError> errors) {
        selector.path("matchLabels").forEachEntry((key, value) -> {
            Names.wrongKey(key).ifPresent(why -> errors.add(FieldError.invalid(at + ".matchLabels", key, why)));
            Names.wrongLabelValue(value.asText())
                    .ifPresent(why -> errors.add(FieldError.invalid(at + ".matchLabels", value.asText(), why)));
        });
        JsonNode expressions = selector.path("matchExpressions");
        for (int i = 0; i < expressions.size(); i++) {
            expression(expressions.get(i), at + ".matchExpressions[" + i + "]", errors);
        }
    }

    private static void expression(JsonNode expression, String at, List<FieldError> errors) {
        JsonNode values = expression.path("values");
        String operator = expression.path("operator").asText();
        switch (operator) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    errors.add(FieldError.required(at + ".values",
                            "must be specified when `operator` is 'In' or 'NotIn'"));
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    errors.add(FieldError.forbidden(at + ".values",
                            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
                }
            }
            default -> errors.add(FieldError.invalid(at + ".operator", operator, "not a valid selector operator"));
        }
        String key = expression.path("key").asText();
        if (key.isEmpty()) {
            errors.add(FieldError.invalid(at + ".key", key, "name part must be non-empty"));
        }
        Names.wrongKey(key).ifPresent(why -> errors.add(FieldError.invalid(at + ".key", key, why)));
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i).asText();
            String here = at + ".values[" + i + "]";
            Names.wrongLabelValue(value).ifPresent(why -> errors.add(FieldError.invalid(here, value, why)));
        }
    }

    private static void versions(JsonNode versions, String at, List<FieldError> errors) {
        if (versions.isEmpty()) {
            errors.add(FieldError.required(at, "must specify one of " + String.join(", ", REVIEW_VERSIONS)));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.get(i).asText();
            String here = at + "[" + i + "]";
            if (!seen.add(version)) {
                errors.add(FieldError.invalid(here, version, "duplicate version"));
                continue;
            }
            Names.wrong(NameRule.LABEL_FROM_A_LETTER, version)
                    .ifPresent(why -> errors.add(FieldError.invalid(here, version, why)));
        }
        if (REVIEW_VERSIONS.stream().noneMatch(seen::contains)) {
            errors.add(FieldError.invalid(at, versions, "must include at least one of "
                    + String.join(", ", REVIEW_VERSIONS)));
        }
    }
}
