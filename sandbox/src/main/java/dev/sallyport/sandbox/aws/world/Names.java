package dev.sallyport.sandbox.aws.world;

import java.util.regex.Pattern;

/** What names AWS takes, and what it says of others. Source: IAM and STS API Reference, patterns of the parameters. */
final class Names {

    private static final Pattern ENTITY = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\u0021-\\u007F]+/");

    private Names() {}

    /** Checks a user's, role's or policy's name. */
    static String entity(String parameter, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw AwsFault.validation("1 validation error detected: Value at '" + parameter
                    + "' failed to satisfy constraint: Member must have length "
                    + (value.isEmpty() ? "greater than or equal to 1" : "less than or equal to " + longest));
        }
        if (!ENTITY.matcher(value).matches()) {
            throw AwsFault.validation("The specified value for " + parameter
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return value;
    }

    /** Checks a path; empty stands for {@code /}. */
    static String path(String value) {
        if (value.isEmpty()) {
            return "/";
        }
        if (value.length() > 512 || !PATH.matcher(value).matches()) {
            throw AwsFault.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
        return value;
    }
}
