package dev.sallyport.sandbox.aws.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of a statement's {@code Condition}: an operator, a key and the values it is compared with.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators" (also for what an absent key means).
 *
 * @param operator as written, such as {@code ForAnyValue:StringLikeIfExists}
 * @param key as written, such as {@code sts:ExternalId}
 * @param values at least one
 */
public record Condition(String operator, String key, List<String> values) {

    private static final String FOR_ANY = "foranyvalue:";
    private static final String FOR_ALL = "forallvalues:";
    private static final String IF_EXISTS = "ifexists";
    private static final Set<String> NOT_EVALUATED = Set.of("binaryequals");

    public Condition {
        values = List.copyOf(values);
    }

    /** Whether AWS knows the operator: those that the sandbox evaluates, and a few that it does not. */
    boolean isOfAws() {
        return isKnown() || NOT_EVALUATED.contains(baseName());
    }

    /** Whether the sandbox can evaluate the operator. */
    boolean isKnown() {
        return isNullTest() || ConditionOperator.named(baseName()).isPresent();
    }

    /** Whether the request meets the condition. Call only when {@link #isKnown()}. */
    boolean isMetBy(RequestContext request) {
        List<String> actual = request.values(key);
        if (isNullTest()) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == actual.isEmpty());
        }
        ConditionOperator comparison = ConditionOperator.named(baseName()).orElseThrow();
        String prefix = operator.toLowerCase(Locale.ROOT);
        if (prefix.startsWith(FOR_ALL)) {
            return actual.stream().allMatch(value -> holds(comparison, value, request));
        }
        if (actual.isEmpty()) {
            return prefix.endsWith(IF_EXISTS) || (comparison.negated() && !prefix.startsWith(FOR_ANY));
        }
        return actual.stream().anyMatch(value -> holds(comparison, value, request));
    }

    private boolean holds(ConditionOperator comparison, String actual, RequestContext request) {
        boolean any = values.stream().anyMatch(expected -> comparison.matches(actual, expected, request::variable));
        return any != comparison.negated();
    }

    private boolean isNullTest() {
        return operator.equalsIgnoreCase("Null");
    }

    /** The operator without its qualifier and without {@code IfExists}, in lower case. */
    private String baseName() {
        String name = operator.toLowerCase(Locale.ROOT);
        if (name.startsWith(FOR_ANY)) {
            name = name.substring(FOR_ANY.length());
        } else if (name.startsWith(FOR_ALL)) {
            name = name.substring(FOR_ALL.length());
        }
        return name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    }
}
