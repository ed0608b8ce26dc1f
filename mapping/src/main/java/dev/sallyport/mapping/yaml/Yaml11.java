package dev.sallyport.mapping.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The types of YAML 1.1 scalars, as the reference resolves them: {@code on} is a boolean, {@code 0123} a number,
 * {@code 12:30} text. Source: gopkg.in/yaml.v2, {@code resolve}; base 60 numbers and timestamps stay text there.
 */
public final class Yaml11 {

    static final String CORE = "tag:yaml.org,2002:";
    static final String STR = CORE + "str";
    static final String BINARY = CORE + "binary";
    static final String MERGE = CORE + "merge";

    /** What a scalar can be. A number too large for 64 bits with a sign is a kind of its own: it cannot be a key. */
    public enum Type {
        TEXT("text"), NOTHING("null"), TRUE_OR_FALSE("true or false"), INTEGER("a number"), HUGE_INTEGER(
                "a number"), FLOAT("a number"), INFINITE("infinity or not a number"), TIMESTAMP("a time");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    private static final Map<String, Type> TAGS = Map.of(CORE + "bool", Type.TRUE_OR_FALSE, CORE + "int", Type.INTEGER,
            CORE + "float", Type.FLOAT, CORE + "null", Type.NOTHING, CORE + "timestamp", Type.TIMESTAMP);

    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern TRUE_OR_FALSE = Pattern
            .compile("[yYnN]|[yY]es|YES|[tT]rue|TRUE|[oO]n|ON|[nN]o|NO|[fF]alse|FALSE|[oO]ff|OFF");
    private static final Pattern INFINITE = Pattern.compile("\\.(nan|NaN|NAN)|[-+]?\\.(inf|Inf|INF)");
    private static final Pattern INTEGER = Pattern
            .compile("[-+]?(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern
            .compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final String TIME = "(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.\\d+)?";
    private static final Pattern TIMESTAMP = Pattern
            .compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt]" + TIME + "(?:Z|[-+]\\d\\d:\\d\\d)| " + TIME + ")?");

    private Yaml11() {}

    /** The type of a scalar without quotes and without a tag. */
    static Type typeOf(String value) {
        if (NOTHING.matcher(value).matches()) {
            return Type.NOTHING;
        }
        if (TRUE_OR_FALSE.matcher(value).matches()) {
            return Type.TRUE_OR_FALSE;
        }
        if (INFINITE.matcher(value).matches()) {
            return Type.INFINITE;
        }
        char first = value.charAt(0);
        if (first == '.') {
            return FLOAT.matcher(value).matches() && isFinite(value) ? Type.FLOAT : Type.TEXT;
        }
        if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
            return number(value.replace("_", ""));
        }
        return Type.TEXT;
    }

    private static Type number(String digits) {
        var integer = INTEGER.matcher(digits);
        if (integer.matches()) {
            return integer(integer, digits);
        }
        return FLOAT.matcher(digits).matches() && isFinite(digits) ? Type.FLOAT : Type.TEXT;
    }

    private static Type integer(Matcher matcher, String digits) {
        int[] radixes = {16, 2, 8, 10};
        for (int group = 1; group <= radixes.length; group++) {
            String magnitude = matcher.group(group);
            if (magnitude == null) {
                continue;
            }
            var number = new BigInteger(digits.startsWith("-") ? "-" + magnitude : magnitude,
                    radixes[group - 1]);
            if (number.bitLength() <= 63) {
                return Type.INTEGER;
            }
            boolean unsigned = number.signum() > 0 && number.bitLength() <= 64 && !digits.startsWith("+");
            if (unsigned) {
                return Type.HUGE_INTEGER;
            }
            return FLOAT.matcher(digits).matches() && isFinite(digits) ? Type.FLOAT : Type.TEXT;
        }
        return Type.TEXT;
    }

    private static boolean isFinite(String value) {
        return Double.isFinite(Double.parseDouble(value));
    }

    /**
     * The type that a tag gives to a value.
     *
     * @param tag a full tag, not empty
     * @return empty when the value cannot be of that type; the reference gives the whole text up then
     */
    static Optional<Type> typeByTag(String tag, String value) {
        Type wanted = TAGS.get(tag);
        if (wanted == null) {
            return Optional.of(Type.TEXT);
        }
        if (wanted == Type.TIMESTAMP) {
            return isTimestamp(value) ? Optional.of(Type.TIMESTAMP) : Optional.empty();
        }
        Type natural = typeOf(value);
        return switch (natural) {
            case INTEGER -> wanted == Type.INTEGER || wanted == Type.FLOAT ? Optional.of(wanted) : Optional.empty();
            case HUGE_INTEGER -> wanted == Type.INTEGER ? Optional.of(natural) : Optional.empty();
            case INFINITE -> wanted == Type.FLOAT ? Optional.of(natural) : Optional.empty();
            case TEXT, NOTHING, TRUE_OR_FALSE, FLOAT, TIMESTAMP ->
                natural == wanted ? Optional.of(natural) : Optional.empty();
        };
    }

    private static boolean isTimestamp(String value) {
        Matcher parts = TIMESTAMP.matcher(value);
        if (!parts.matches()) {
            return false;
        }
        int[] number = IntStream.rangeClosed(1, parts.groupCount())
                .map(group -> parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group))).toArray();
        try {
            LocalDateTime.of(number[0], number[1], number[2], number[3] + number[6], number[4] + number[7],
                    number[5] + number[8]);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A tag as people write it: {@code !!int}. */
    static String shortTag(String tag) {
        return tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
    }
}
