package dev.sallyport.webhook.guard;

import java.util.Locale;
import java.util.Optional;

/** What the guard does about something that it finds. */
public enum Treatment {
    /** The edit is refused. */
    REFUSE,
    /** The edit passes, and whoever makes it is warned. */
    WARN,
    /** Nothing is said. */
    IGNORE;

    /** The word in settings: {@code refuse}, {@code warn}, {@code ignore}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The treatment by its word. */
    public static Optional<Treatment> byWord(String word) {
        for (Treatment each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
