package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.sandbox.aws.world.AwsFault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request in form encoding, decoded; a name stands once. */
public final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a query and a form. A name that stands twice is refused: two readers could take two values for it.
     *
     * @throws AwsFault for a malformed escape and for a doubled name
     */
    public static Parameters read(String... forms) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String form : forms) {
            for (String pair : form.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (values.putIfAbsent(name, value) != null) {
                    throw new AwsFault(400, "MalformedQueryString",
                            "The parameter " + name + " stands in the request more than once.");
                }
            }
        }
        return new Parameters(values);
    }

    /** The value of a parameter; empty when it is missing or empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The value of a parameter that must be there. */
    public String required(String name) {
        return find(name).orElseThrow(() -> AwsFault.validation("1 validation error detected: Value null at '"
                + lowerFirst(name) + "' failed to satisfy constraint: Member must not be null"));
    }

    /** The value of a parameter, or what stands for it. */
    public String text(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /** A whole number. */
    public Optional<Integer> number(String name) {
        return find(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException notANumber) {
                throw AwsFault.validation("1 validation error detected: Value '" + text + "' at '" + lowerFirst(name)
                        + "' failed to satisfy constraint: Member must be a whole number");
            }
        });
    }

    /** A list such as {@code InstanceId.1}, {@code InstanceId.2}; the prefix has no dot at its end. */
    public List<String> list(String prefix) {
        List<String> list = new ArrayList<>();
        for (int i = 1; values.containsKey(prefix + "." + i); i++) {
            list.add(values.getOrDefault(prefix + "." + i, ""));
        }
        return list;
    }

    /** How many structures there are under {@code PREFIX.1.FIELD}, {@code PREFIX.2.FIELD} and so on. */
    public int count(String prefix, String field) {
        int count = 0;
        while (values.containsKey(prefix + "." + (count + 1) + "." + field)) {
            count++;
        }
        return count;
    }

    /** Pairs such as {@code Tags.member.1.Key} and {@code Tags.member.1.Value}, in order. */
    public Map<String, String> pairs(String prefix) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 1; i <= count(prefix, "Key"); i++) {
            pairs.put(text(prefix + "." + i + ".Key", ""), text(prefix + "." + i + ".Value", ""));
        }
        return pairs;
    }

    /** Names alone: values may be secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new AwsFault(400, "MalformedQueryString", "The query string contains a syntax error.");
        }
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
