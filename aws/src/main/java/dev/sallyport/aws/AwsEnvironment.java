package dev.sallyport.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables and the home folder that AWS's tools look at.
 *
 * @param variables environment variables; may hold secrets, so {@link #toString()} shows names alone
 * @param home the user's home folder; empty where there is none, as in some containers
 */
public record AwsEnvironment(Map<String, String> variables, Optional<Path> home) {

    public AwsEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process: {@code HOME}, and where that is missing the one that the system knows. */
    public static AwsEnvironment ofProcess() {
        Map<String, String> variables = System.getenv();
        String home = variables.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            home = System.getProperty("user.home", "");
        }
        return new AwsEnvironment(variables,
                home.isEmpty() || home.equals("?") ? Optional.empty() : Optional.of(Path.of(home)));
    }

    /** A variable's value; one that is set to nothing counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether a variable says {@code true}, in any case. */
    boolean flag(String name) {
        return variable(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    /**
     * A path as botocore reads it: {@code $NAME} and {@code ${NAME}} are filled in where such a variable is set, a
     * leading {@code ~} is the home folder.
     */
    Optional<Path> path(String text) {
        String filled = fill(text);
        if (filled.equals("~") || filled.startsWith("~/")) {
            return home.map(folder -> filled.length() < 3 ? folder : folder.resolve(filled.substring(2)));
        }
        return Optional.of(Path.of(filled));
    }

    private String fill(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            String name = "";
            if (text.charAt(at) == '$' && text.startsWith("{", end)) {
                int close = text.indexOf('}', end);
                name = close < 0 ? "" : text.substring(end + 1, close);
                end = close < 0 ? end : close + 1;
            } else if (text.charAt(at) == '$') {
                while (end < text.length() && isNamePart(text.charAt(end))) {
                    end++;
                }
                name = text.substring(at + 1, end);
            }
            String value = variables.get(name);
            filled.append(value == null ? text.substring(at, end) : value);
            at = end;
        }
        return filled.toString();
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    @Override
    public String toString() {
        return "AwsEnvironment[" + variables.keySet() + ", home " + home + "]";
    }
}
