package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.write.Names;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads a label selector: {@code app=web,tier!=db,env in (dev,test),!old,size>3}. The text is cut into words and signs;
 * each requirement then starts with a key, or with {@code !} and a key.
 */
final class LabelRequirements {

    private static final Set<String> SIGNS = Set.of("=", "==", "!=", "!", "(", ")", ",", ">", "<");
    private static final String END = "";
    private static final String REQUIREMENT = "unable to parse requirement: "; // said of what is wrong inside one

    private final List<String> tokens;
    private int next;

    private LabelRequirements(List<String> tokens) {
        this.tokens = tokens;
    }

    /** The requirements, each to be tried on an object's labels. */
    static List<Predicate<JsonNode>> parse(String selector) {
        LabelRequirements parser = new LabelRequirements(tokens(selector));
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        if (parser.peek().equals(END)) {
            return requirements;
        }
        while (true) {
            requirements.add(parser.requirement());
            String after = parser.take();
            if (after.equals(END)) {
                return requirements;
            } else if (!after.equals(",")) {
                throw Refusals.badRequest(found(after, "',' or 'end of string'"));
            } else if (parser.peek().equals(END)) {
                throw Refusals.badRequest(found("", "identifier after ','"));
            }
        }
    }

    private Predicate<JsonNode> requirement() {
        boolean not = peek().equals("!");
        if (not) {
            take();
        }
        String key = take();
        if (key.equals(END) || SIGNS.contains(key)) {
            if (not) {
                throw unexpected(key, "identifier");
            }
            throw Refusals.badRequest(found(key, "!, identifier, or 'end of string'"));
        }
        Names.wrongKey(key).ifPresent(why -> {
            throw Refusals.badRequest(REQUIREMENT + "<nil>: Invalid value: \"" + key + "\": " + why);
        });
        if (not) {
            return labels -> !labels.has(key);
        }
        if (peek().equals(END) || peek().equals(",")) {
            return labels -> labels.has(key);
        }
        String operator = take();
        return switch (operator) {
            case "=", "==" -> {
                String value = value();
                yield labels -> labels.has(key) && labels.get(key).asText().equals(value);
            }
            case "!=" -> {
                String value = value();
                yield labels -> !labels.has(key) || !labels.get(key).asText().equals(value);
            }
            case "in" -> {
                Set<String> values = values();
                yield labels -> labels.has(key) && values.contains(labels.get(key).asText());
            }
            case "notin" -> {
                Set<String> values = values();
                yield labels -> !labels.has(key) || !values.contains(labels.get(key).asText());
            }
            case ">", "<" -> {
                long bound = number(value());
                yield labels -> labels.has(key) && compares(labels.get(key).asText(), operator, bound);
            }
            default -> throw unexpected(operator, "in, notin, =, ==, !=, gt, lt");
        };
    }

    private String value() {
        String value = peek();
        if (value.equals(END) || value.equals(",")) {
            return "";
        }
        if (SIGNS.contains(value)) {
            throw unexpected(value, "identifier");
        }
        return take();
    }

    private Set<String> values() {
        String open = take();
        if (!open.equals("(")) {
            throw Refusals.badRequest(REQUIREMENT + "found '" + open + "' expected: '('");
        }
        Set<String> values = new TreeSet<>();
        while (true) {
            String value = peek();
            if (value.equals(",") || value.equals(")")) {
                values.add("");
            } else {
                values.add(take());
            }
            String after = take();
            if (after.equals(")")) {
                return values;
            } else if (!after.equals(",")) {
                throw unexpected(after, "',' or ')'");
            }
        }
    }

    private static boolean compares(String label, String operator, long bound) {
        try {
            long value = Long.parseLong(label);
            return operator.equals(">") ? value > bound : value < bound;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusals.badRequest(REQUIREMENT + "values[0]: Invalid value: \"" + text
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private String take() {
        String token = peek();
        next++;
        return token;
    }

    private static RuntimeException unexpected(String found, String expected) {
        return Refusals.badRequest(REQUIREMENT + found(found, expected));
    }

    private static String found(String found, String expected) {
        return "found '" + found + "', expected: " + expected;
    }

    private static List<String> tokens(String selector) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < selector.length()) {
            char c = selector.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (SIGNS.contains(Character.toString(c))) {
                boolean two = at + 1 < selector.length() && SIGNS.contains(selector.substring(at, at + 2));
                tokens.add(selector.substring(at, at + (two ? 2 : 1)));
                at += two ? 2 : 1;
            } else {
                int start = at;
                while (at < selector.length() && !Character.isWhitespace(selector.charAt(at))
                        && !SIGNS.contains(selector.substring(at, at + 1))) {
                    at++;
                }
                tokens.add(selector.substring(start, at));
            }
        }
        return tokens;
    }
}
