package dev.sallyport.sandbox.aws.metadata;

import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.sandbox.aws.world.Instance;
import dev.sallyport.sandbox.aws.world.SigningKey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that instances hold for their roles: six hours each, and new ones a quarter of an hour before the end, so that
 * whoever fetches them always finds some that last a while.
 */
final class RoleKeys {

    private static final Duration LIFE = Duration.ofHours(6);
    private static final Duration AHEAD = Duration.ofMinutes(15); // AWS promises at least five

    private final AwsWorld world;
    private final Clock clock;
    private final Map<String, SigningKey> held = new ConcurrentHashMap<>();

    RoleKeys(AwsWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** The session is called by the instance's id. */
    SigningKey of(Instance instance, IamRole role) {
        String place = instance.id() + "/" + role.id();
        Instant now = clock.instant();
        return held.compute(place, (_, old) -> old != null
                && old.credentials().expiration().orElseThrow().minus(AHEAD).isAfter(now)
                        ? old
                        : world.sessions().ofRole(role, instance.id(), LIFE));
    }
}
