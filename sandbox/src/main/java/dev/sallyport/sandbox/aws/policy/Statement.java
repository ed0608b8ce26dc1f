package dev.sallyport.sandbox.aws.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One statement of a policy.
 *
 * @param sid its id; empty when it has none
 * @param allows whether its effect is Allow; Deny otherwise
 * @param actions the patterns of {@code Action} or {@code NotAction}
 * @param exceptActions whether they stood under {@code NotAction}
 * @param resources the patterns of {@code Resource} or {@code NotResource}; empty in a trust policy
 * @param exceptResources whether they stood under {@code NotResource}
 * @param principals whom it is about; present in trust policies only
 * @param conditions all must be met
 */
public record Statement(String sid, boolean allows, List<String> actions, boolean exceptActions,
        List<String> resources, boolean exceptResources, Optional<PrincipalElement> principals,
        List<Condition> conditions) {

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** Whether action and resource are this statement's business; conditions and principals are not looked at. */
    boolean concerns(RequestContext request) {
        return concernsAction(request.action()) && concernsResource(request);
    }

    /** The first condition that the sandbox cannot evaluate; empty when it can evaluate all. */
    Optional<Condition> unknownCondition() {
        return conditions.stream().filter(condition -> !condition.isKnown()).findFirst();
    }

    boolean conditionsMetBy(RequestContext request) {
        return conditions.stream().allMatch(condition -> condition.isMetBy(request));
    }

    private boolean concernsAction(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(
                pattern -> Glob.of(pattern.toLowerCase(Locale.ROOT)).matches(lower)) != exceptActions;
    }

    private boolean concernsResource(RequestContext request) {
        if (principals.isPresent() && resources.isEmpty()) {
            return true;
        }
        Function<String, Optional<String>> variables = request::variable;
        // An action without a resource of its own asks for "*", which only a bare star grants.
        return resources.stream().anyMatch(pattern -> pattern.equals("*") || Glob.of(pattern, variables)
                .filter(glob -> glob.matches(request.resource())).isPresent()) != exceptResources;
    }
}
