package dev.sallyport.access.doctor;

import dev.sallyport.cluster.review.SignInArn;
import dev.sallyport.identity.CanonicalArn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an EKS cluster's authenticator log says of who signed in and who was refused.
 *
 * <p>EKS writes it to CloudWatch where the log type {@code authenticator} is switched on, as lines of {@code key=value};
 * what the console, {@code aws logs tail} and {@code aws logs filter-log-events} give holds these lines in JSON or behind
 * a time, and all are read. Source: Amazon EKS User Guide, "Send control plane logs to CloudWatch Logs";
 * aws-iam-authenticator, {@code pkg/server}.
 */
public final class AuthenticatorLog {

    private static final Pattern VALUES = Pattern
            .compile("\\b(msg|arn|error|username)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");

    private final String source;
    private final List<Entry> entries;

    private AuthenticatorLog(String source, List<Entry> entries) {
        this.source = source;
        this.entries = List.copyOf(entries);
    }

    /**
     * One sign-in.
     *
     * @param place such as {@code authenticator.log:12}
     * @param granted whether somebody was let in
     * @param arn whom STS named
     * @param detail the user name given, or why none was
     */
    public record Entry(String place, boolean granted, String arn, String detail) {}

    /**
     * Reads a log; lines that are none of its own are passed over.
     *
     * @param source the file's name, for people
     */
    public static AuthenticatorLog read(String source, String text) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            // In JSON the line's own quotes are escaped; several events may stand in one line.
            for (String event : line.replace("\\\"", "\"").split("(?=time=\")", -1)) {
                entry(source + ":" + number, event).ifPresent(entries::add);
            }
        }
        return new AuthenticatorLog(source, entries);
    }

    private static Optional<Entry> entry(String place, String event) {
        Map<String, String> values = new HashMap<>();
        Matcher matcher = VALUES.matcher(event);
        while (matcher.find()) {
            String value = matcher.group(2);
            values.putIfAbsent(matcher.group(1), value.startsWith("\"") && value.length() > 1
                    ? value.substring(1, value.length() - 1)
                    : value);
        }
        String message = values.getOrDefault("msg", "").toLowerCase(Locale.ROOT);
        boolean granted = message.equals("access granted");
        String arn = values.getOrDefault("arn", "");
        return arn.isEmpty() || (!granted && !message.equals("access denied"))
                ? Optional.empty()
                : Optional.of(new Entry(place, granted, arn, values.getOrDefault(granted ? "username" : "error", "")));
    }

    /** The file's name. */
    public String source() {
        return source;
    }

    /** How many sign-ins it has. */
    public int size() {
        return entries.size();
    }

    /** The newest line about a principal, or a session of it: lines stand in the order of time. */
    public Optional<Entry> newest(CanonicalArn principal) {
        String wanted = principal.value().toLowerCase(Locale.ROOT);
        return entries.reversed().stream().filter(entry -> SignInArn.of(entry.arn())
                .map(arn -> arn.value().toLowerCase(Locale.ROOT).equals(wanted)).orElse(false)).findFirst();
    }
}
