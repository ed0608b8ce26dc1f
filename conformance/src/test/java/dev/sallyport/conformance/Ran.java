package dev.sallyport.conformance;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that has ended, and what is expected of it. Whatever is shown of it, also when an expectation fails, is
 * shown without tokens and keys.
 *
 * @param words the command line
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 * @param took wall time
 */
public record Ran(List<String> words, int exitCode, String out, String err, Duration took) {

    private static final Pattern SECRET = Pattern
            .compile("k8s-aws-v1\\.[\\w-]+|X-Amz-(?:Signature|Security-Token)=[\\w%.-]+"
                    + "|(?<=\"(?:SecretAccessKey|SessionToken|Token|token)\": ?\")[^\"]+|(?<=SECRET_ACCESS_KEY=)\\S+");

    public Ran {
        words = List.copyOf(words);
    }

    /** The command ended with this exit code. */
    public Ran exits(int code) {
        return check(exitCode == code, "exit code " + code);
    }

    public Ran succeeds() {
        return exits(0);
    }

    /** The command ended with an exit code that says failure: for programs of others whose number is not their promise. */
    public Ran fails() {
        return check(exitCode != 0, "an exit code other than 0");
    }

    /** Standard output contains each of these texts. */
    public Ran prints(String... texts) {
        for (String text : texts) {
            check(out.contains(text), "on standard output: " + text);
        }
        return this;
    }

    /** Standard output is this and nothing else, but for the white space at its end. */
    public Ran printsExactly(String text) {
        return check(out.stripTrailing().equals(text.stripTrailing()), "on standard output exactly:\n" + text);
    }

    /** Standard output matches this regular expression somewhere; {@code ^} and {@code $} mean lines. */
    public Ran matches(String expression) {
        return check(Pattern.compile(expression, Pattern.MULTILINE).matcher(out).find(),
                "on standard output a match of " + expression);
    }

    /** Standard error contains each of these texts. */
    public Ran complains(String... texts) {
        for (String text : texts) {
            check(err.contains(text), "on standard error: " + text);
        }
        return this;
    }

    /** Standard error matches this regular expression somewhere; {@code ^} and {@code $} mean lines. */
    public Ran complainsOf(String expression) {
        return check(Pattern.compile(expression, Pattern.MULTILINE).matcher(err).find(),
                "on standard error a match of " + expression);
    }

    /** Standard error is this and nothing else, but for the white space at its end. */
    public Ran complainsExactly(String text) {
        return check(err.stripTrailing().equals(text.stripTrailing()), "on standard error exactly:\n" + text);
    }

    /** The text without what must stay secret. */
    public static String scrubbed(String text) {
        return SECRET.matcher(text).replaceAll("(secret)");
    }

    private Ran check(boolean asExpected, String expectation) {
        if (!asExpected) {
            throw new AssertionError("expected " + scrubbed(expectation) + "\n" + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return scrubbed(
                "$ " + String.join(" ", words) + "\n" + out + "--- standard error\n" + err + "--- exit code " + exitCode
                        + ", " + took.toMillis() + " ms");
    }
}
