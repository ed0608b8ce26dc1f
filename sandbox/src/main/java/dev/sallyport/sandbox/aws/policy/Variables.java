package dev.sallyport.sandbox.aws.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Fills the variables of a policy's text, in one pass: a value is never itself looked through for more. */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private Variables() {}

    /** The text with every variable filled in; empty when one of them has no value. */
    static Optional<String> fill(String text, Function<String, Optional<String>> variables) {
        StringBuilder filled = new StringBuilder();
        var matcher = VARIABLE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            Optional<String> value = valueOf(name, variables);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(text, at, matcher.start()).append(value.get());
            at = matcher.end();
        }
        return Optional.of(filled.append(text, at, text.length()).toString());
    }

    /**
     * One variable's value: <code>${*}</code>, <code>${?}</code> and <code>${$}</code> are the characters themselves,
     * and <code>${key, 'text'}</code> has a text for when the request has no value.
     */
    static Optional<String> valueOf(String name, Function<String, Optional<String>> variables) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return Optional.of(name);
        }
        int comma = name.indexOf(',');
        if (comma < 0) {
            return variables.apply(name.strip());
        }
        String fallback = name.substring(comma + 1).strip();
        boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
        Optional<String> value = variables.apply(name.substring(0, comma).strip());
        return value.isPresent() || !quoted ? value : Optional.of(fallback.substring(1, fallback.length() - 1));
    }
}
