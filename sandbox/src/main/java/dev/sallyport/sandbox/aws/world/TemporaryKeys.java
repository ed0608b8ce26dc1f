package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The keys that STS gave out: the one owner of their table. Expired ones are kept an hour, to be told from unknown. */
final class TemporaryKeys {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int SWEEP_EVERY = 256; // issues between two looks for forgotten ones

    private final Identifiers ids;
    private final Clock clock;
    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

    TemporaryKeys(Identifiers ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Issues keys; whose they are may depend on when that was. */
    SigningKey issue(Duration duration, Function<Instant, Caller> caller) {
        Instant now = clock.instant();
        AwsCredentials credentials = new AwsCredentials(ids.accessKey("ASIA"), ids.secret(),
                Optional.of(ids.sessionToken()), Optional.of(now.plus(duration)));
        SigningKey key = new SigningKey(credentials, caller.apply(now), true);
        keys.put(credentials.accessKeyId(), key);
        if (keys.size() % SWEEP_EVERY == 0) {
            Instant forgotten = now.minus(REMEMBERED);
            keys.values().removeIf(
                    old -> old.credentials().expiration().filter(end -> end.isBefore(forgotten)).isPresent());
        }
        return key;
    }

    Optional<SigningKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }
}
