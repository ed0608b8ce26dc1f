package dev.sallyport.sandbox.aws.metadata;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The session tokens of the service's version 2: their one owner. */
final class MetadataTokens {

    private static final int LONGEST = 21_600; // six hours, in seconds
    private static final int BYTES = 40; // 54 characters, close to the real ones

    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();

    MetadataTokens(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** How long a token is asked for; empty when the header's value is none of 1 to 21600 seconds. */
    static Optional<Duration> duration(String header) {
        if (!header.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(header);
        return seconds >= 1 && seconds <= LONGEST ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    /** A new token, secret. */
    String issue(Duration duration) {
        Instant now = clock.instant();
        tokens.values().removeIf(end -> !now.isBefore(end));
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().encodeToString(bytes);
        tokens.put(token, now.plus(duration));
        return token;
    }

    /** How long a token is still good; empty when it never was, or no longer is. */
    Optional<Duration> remaining(String token) {
        Instant now = clock.instant();
        return Optional.ofNullable(tokens.get(token)).filter(now::isBefore).map(end -> Duration.between(now, end));
    }
}
