package dev.sallyport.rbac;

import java.util.List;

/**
 * All rules that hold for a user in one namespace, as a SelfSubjectRulesReview lists them.
 *
 * <p>The group {@code system:masters} adds nothing here, as it adds nothing there: it is no rule. Source: Kubernetes,
 * {@code plugin/pkg/auth/authorizer/rbac RulesFor}.
 *
 * @param rules binding by binding, none left out and none merged
 * @param problems references that lead nowhere; the rules are then what could be found
 */
public record EffectiveRules(List<PolicyRule> rules, List<String> problems) {

    public EffectiveRules {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** The rules that speak of resources: the review's {@code status.resourceRules}. */
    public List<PolicyRule> resourceRules() {
        return rules.stream().filter(rule -> !rule.resources().isEmpty()).toList();
    }

    /** The rules that speak of paths: the review's {@code status.nonResourceRules}. */
    public List<PolicyRule> nonResourceRules() {
        return rules.stream().filter(rule -> !rule.nonResourceUrls().isEmpty()).toList();
    }

    /** The problems as the review's {@code status.evaluationError} writes them; empty when there are none. */
    public String evaluationError() {
        return Problems.joined(problems);
    }
}
