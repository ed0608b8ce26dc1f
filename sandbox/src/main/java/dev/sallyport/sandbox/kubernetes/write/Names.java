package dev.sallyport.sandbox.kubernetes.write;

import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What names, labels and keys may look like, and what is said of those that do not. Source: Kubernetes, "Object Names
 * and IDs"; the sentences are those a real API server answers with.
 */
public final class Names {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + QUALIFIED + ")?";
    private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";

    private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
    private static final Pattern DNS_1035_PATTERN = Pattern.compile(DNS_1035);
    private static final Pattern QUALIFIED_PATTERN = Pattern.compile(QUALIFIED);
    private static final Pattern VALUE_PATTERN = Pattern.compile(VALUE);
    private static final Pattern CONFIG_KEY_PATTERN = Pattern.compile(CONFIG_KEY);

    private static final int LABEL_LENGTH = 63;
    private static final int SUBDOMAIN_LENGTH = 253;

    private Names() {}

    /** What is wrong with an object's name, if anything is. */
    static Optional<String> wrong(NameRule rule, String name) {
        return switch (rule) {
            case SUBDOMAIN -> subdomain(name);
            case LABEL -> name.contains(".")
                    ? Optional.of("must not contain dots")
                    : tooLong(name, LABEL_LENGTH).or(() -> unless(LABEL_PATTERN, name,
                            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
                                    + "start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used "
                                    + "for validation is '" + LABEL + "')"));
            case LABEL_FROM_A_LETTER -> tooLong(name, LABEL_LENGTH).or(() -> unless(DNS_1035_PATTERN, name,
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                            + "alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or "
                            + "'abc-123', regex used for validation is '" + DNS_1035 + "')"));
            case PATH_SEGMENT -> pathSegment(name);
        };
    }

    private static Optional<String> subdomain(String name) {
        return tooLong(name, SUBDOMAIN_LENGTH).or(() -> unless(SUBDOMAIN_PATTERN, name,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                        + "must start and end with an alphanumeric character (e.g. 'example.com', regex used for "
                        + "validation is '" + SUBDOMAIN + "')"));
    }

    private static Optional<String> pathSegment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("may not be '" + name + "'");
        }
        for (String forbidden : new String[]{"/", "%"}) {
            if (name.contains(forbidden)) {
                return Optional.of("may not contain '" + forbidden + "'");
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the key of a label or annotation. */
    public static Optional<String> wrongKey(String key) {
        int slash = key.indexOf('/');
        if (slash != key.lastIndexOf('/')) {
            return Optional.of("a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must "
                    + "start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex "
                    + "used for validation is '" + QUALIFIED + "') with an optional DNS subdomain prefix and '/' (e.g. "
                    + "'example.com/MyName')");
        }
        String name = key.substring(slash + 1);
        if (slash >= 0) {
            Optional<String> prefix = slash == 0
                    ? Optional.of("must be non-empty")
                    : subdomain(key.substring(0, slash));
            if (prefix.isPresent()) {
                return prefix.map(why -> "prefix part " + why);
            }
        }
        return tooLong(name, LABEL_LENGTH).or(() -> unless(QUALIFIED_PATTERN, name,
                "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
                        + "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                        + QUALIFIED + "')"))
                .map(why -> "name part " + why);
    }

    /** What is wrong with the value of a label. */
    static Optional<String> wrongLabelValue(String value) {
        return tooLong(value, LABEL_LENGTH).or(() -> unless(VALUE_PATTERN, value,
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                        + "must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or "
                        + "'12345', regex used for validation is '" + VALUE + "')"));
    }

    /** What is wrong with a key of a ConfigMap's or Secret's data. */
    static Optional<String> wrongConfigKey(String key) {
        return tooLong(key, SUBDOMAIN_LENGTH).or(() -> unless(CONFIG_KEY_PATTERN, key,
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                        + "'KEY_NAME',  or 'key-name', regex used for validation is '" + CONFIG_KEY + "')"));
    }

    private static Optional<String> unless(Pattern pattern, String text, String sentence) {
        return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(sentence);
    }

    private static Optional<String> tooLong(String text, int most) {
        return text.length() > most ? Optional.of("must be no more than " + most + " bytes") : Optional.empty();
    }
}
