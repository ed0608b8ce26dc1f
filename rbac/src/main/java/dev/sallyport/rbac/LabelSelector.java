package dev.sallyport.rbac;

import java.util.List;
import java.util.Map;

/**
 * Picks objects by their labels: every equality and every requirement must hold, so the empty selector picks all.
 * Source: Kubernetes, {@code meta/v1 LabelSelector}.
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

    public LabelSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** A selector for one label's value. */
    public static LabelSelector label(String key, String value) {
        return new LabelSelector(Map.of(key, value), List.of());
    }

    /** Whether it asks for nothing, and so picks every object. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /** Whether an object with these labels is picked. */
    public boolean matches(Map<String, String> labels) {
        return matchLabels.entrySet().stream().allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
    }

    /** How a requirement compares. */
    public enum Operator {
        /** The label is there, with one of the values. */
        IN,
        /** The label is missing, or has none of the values. */
        NOT_IN,
        /** The label is there. */
        EXISTS,
        /** The label is missing. */
        DOES_NOT_EXIST
    }

    /**
     * One requirement.
     *
     * @param values for {@code IN} and {@code NOT_IN}
     */
    public record Requirement(String key, Operator operator, List<String> values) {

        public Requirement {
            values = List.copyOf(values);
        }

        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }
}
