package dev.sallyport.sandbox.aws.world;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trouble that somebody asked for: tags of an IAM user or role, which change how AWS treats this one principal, and
 * nobody else. A tag takes effect with the next request.
 *
 * <p>{@code sandbox:clock}, such as {@code +20m}: to this principal, AWS's clock is that far ahead, or behind with a minus.
 * {@code sandbox:sessions-ended}, a time such as {@code 2026-11-26T03:00:00Z}: its temporary keys from before are over.
 * {@code sandbox:cloud9}, {@code true}: its temporary keys are what Cloud9 calls AWS managed temporary credentials.
 * {@code sandbox:tokens-unasked}, {@code true}: STS fails whoever shows it one of its tokens, as a cluster does.
 *
 * @param clock how far AWS's clock is ahead
 * @param sessionsEnded temporary keys that were issued before are over
 * @param cloud9 whether temporary keys are Cloud9's. Source: AWS Cloud9 User Guide, "AWS managed temporary credentials"
 * @param tokensUnasked whether STS cannot be asked about a token
 */
public record Trouble(Duration clock, Optional<Instant> sessionsEnded, boolean cloud9, boolean tokensUnasked) {

    private static final String PREFIX = "sandbox:";
    private static final String CLOCK = PREFIX + "clock";
    private static final String SESSIONS_ENDED = PREFIX + "sessions-ended";
    private static final String CLOUD9 = PREFIX + "cloud9";
    private static final String TOKENS_UNASKED = PREFIX + "tokens-unasked";
    private static final Set<String> TAGS = Set.of(CLOCK, SESSIONS_ENDED, CLOUD9, TOKENS_UNASKED);
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,6})([smhd])");

    /** The trouble that a caller has. */
    public static Trouble of(AwsWorld world, Caller caller) {
        return of(world.permissions().tags(caller));
    }

    /**
     * Reads the tags of a principal.
     *
     * @throws AwsFault when a tag that begins with {@code sandbox:} means nothing
     */
    static Trouble of(Map<String, String> tags) {
        for (String key : tags.keySet()) {
            if (key.startsWith(PREFIX) && !TAGS.contains(key)) {
                throw AwsFault.validation("The tag " + key + " means nothing to the sandbox; it knows "
                        + String.join(", ", TAGS.stream().sorted().toList()) + ".");
            }
        }
        return new Trouble(Optional.ofNullable(tags.get(CLOCK)).map(Trouble::offset).orElse(Duration.ZERO),
                Optional.ofNullable(tags.get(SESSIONS_ENDED)).map(Trouble::time), truth(tags, CLOUD9),
                truth(tags, TOKENS_UNASKED));
    }

    /** Whether these keys are over before their time. */
    public boolean ended(Caller caller) {
        return sessionsEnded.flatMap(end -> caller.since().filter(since -> since.isBefore(end))).isPresent();
    }

    private static Duration offset(String value) {
        Matcher offset = OFFSET.matcher(value);
        if (!offset.matches()) {
            throw AwsFault.validation("The tag " + CLOCK + " takes an offset such as +20m or -90s, not " + value + ".");
        }
        long number = Long.parseLong(offset.group(1) + offset.group(2));
        return switch (offset.group(3).charAt(0)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException notATime) {
            throw AwsFault.validation(
                    "The tag " + SESSIONS_ENDED + " takes a time such as 2026-11-26T03:00:00Z, not " + value + ".");
        }
    }

    private static boolean truth(Map<String, String> tags, String key) {
        String value = tags.getOrDefault(key, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw AwsFault.validation("The tag " + key + " takes true or false, not " + value + ".");
        };
    }
}
