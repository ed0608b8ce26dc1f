package dev.sallyport.sandbox.aws.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a condition compares: each operator of the policy language that the sandbox evaluates is an entry here.
 *
 * @param comparison takes the request's value and the compiled pattern of the policy's value
 * @param negated whether it holds exactly when no value matches
 */
record ConditionOperator(Comparison comparison, boolean negated) {

    /** Compares a request's value with a policy's, which may hold variables. */
    @FunctionalInterface
    interface Comparison {
        boolean matches(String actual, String expected, Function<String, Optional<String>> variables);
    }

    private static final Map<String, ConditionOperator> TABLE = table();

    /** The operator of this name in lower case, without qualifiers. */
    static Optional<ConditionOperator> named(String lowerCaseName) {
        return Optional.ofNullable(TABLE.get(lowerCaseName));
    }

    boolean matches(String actual, String expected, Function<String, Optional<String>> variables) {
        return comparison.matches(actual, expected, variables);
    }

    private static Map<String, ConditionOperator> table() {
        Map<String, ConditionOperator> table = new HashMap<>();
        both(table, "stringequals", "stringnotequals", exact(String::equals));
        both(table, "stringequalsignorecase", "stringnotequalsignorecase", exact(String::equalsIgnoreCase));
        both(table, "stringlike", "stringnotlike", ConditionOperator::like);
        // AWS's own remark: the two ARN operators behave identically.
        both(table, "arnlike", "arnnotlike", ConditionOperator::arnLike);
        both(table, "arnequals", "arnnotequals", ConditionOperator::arnLike);
        positive(table, "bool", exact(String::equalsIgnoreCase));
        both(table, "numericequals", "numericnotequals", number(order -> order == 0));
        positive(table, "numericlessthan", number(order -> order < 0));
        positive(table, "numericlessthanequals", number(order -> order <= 0));
        positive(table, "numericgreaterthan", number(order -> order > 0));
        positive(table, "numericgreaterthanequals", number(order -> order >= 0));
        both(table, "dateequals", "datenotequals", date(order -> order == 0));
        positive(table, "datelessthan", date(order -> order < 0));
        positive(table, "datelessthanequals", date(order -> order <= 0));
        positive(table, "dategreaterthan", date(order -> order > 0));
        positive(table, "dategreaterthanequals", date(order -> order >= 0));
        both(table, "ipaddress", "notipaddress",
                (actual, expected, variables) -> AddressRange.parse(expected).filter(range -> range.holds(actual))
                        .isPresent());
        return Map.copyOf(table);
    }

    private static void positive(Map<String, ConditionOperator> table, String name, Comparison comparison) {
        table.put(name, new ConditionOperator(comparison, false));
    }

    private static void both(Map<String, ConditionOperator> table, String name, String negatedName,
            Comparison comparison) {
        table.put(name, new ConditionOperator(comparison, false));
        table.put(negatedName, new ConditionOperator(comparison, true));
    }

    private static Comparison exact(BiPredicate<String, String> same) {
        return (actual, expected, variables) -> {
            if (!expected.contains("${")) {
                return same.test(actual, expected);
            }
            return Variables.fill(expected, variables).filter(value -> same.test(actual, value)).isPresent();
        };
    }

    private static boolean like(String actual, String expected, Function<String, Optional<String>> variables) {
        return Glob.of(expected, variables).filter(glob -> glob.matches(actual)).isPresent();
    }

    /** Each of the six parts by itself, so that a star never reaches over a colon of the first five. */
    private static boolean arnLike(String actual, String expected, Function<String, Optional<String>> variables) {
        String[] actualParts = actual.split(":", 6);
        String[] expectedParts = expected.split(":(?![^{]*})", 6);
        if (actualParts.length != 6 || expectedParts.length != 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!like(actualParts[i], expectedParts[i], variables)) {
                return false;
            }
        }
        return true;
    }

    private static Comparison number(IntPredicate order) {
        return (actual, expected, variables) -> {
            try {
                return order.test(new BigDecimal(actual).compareTo(new BigDecimal(expected)));
            } catch (NumberFormatException notNumbers) {
                return false;
            }
        };
    }

    private static Comparison date(IntPredicate order) {
        return (actual, expected, variables) -> instant(actual)
                .flatMap(left -> instant(expected).map(right -> order.test(left.compareTo(right)))).orElse(false);
    }

    /** A date as policies write them: ISO 8601 to the day or finer, or seconds since 1970. */
    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
