package dev.sallyport.webhook.guard;

import java.util.Optional;

/** Whether the API server asks this guard, as one look at the registration says. */
sealed interface Standing {

    /** It does. */
    record Asked() implements Standing {}

    /** It does not. */
    record NotAsked(String why) implements Standing {}

    /** The look failed in a way that says nothing about it: what was so a moment ago is so still. */
    record NotSeen(String why) implements Standing {}

    /**
     * Why the guard is not ready after this look. A guard that was ready stays so until it is known better: an unready
     * replica is not asked at all, and every edit would pass unjudged while the API server has its hands full.
     *
     * @param before the same before the look; empty when the guard was ready
     */
    default Optional<String> unready(Optional<String> before) {
        return switch (this) {
            case Asked _ -> Optional.empty();
            case NotAsked(String why) -> Optional.of(why);
            case NotSeen(String why) -> before.isEmpty() ? before : Optional.of(why);
        };
    }
}
