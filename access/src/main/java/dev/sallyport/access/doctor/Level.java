package dev.sallyport.access.doctor;

import java.util.Locale;

/** How grave an observation is. */
public enum Level {
    /** As it should be. */
    OK,
    /** Odd, and not why somebody is refused. */
    LOOK,
    /** Why somebody is refused, or would be next. */
    FAULT,
    /** Could not be looked at, because of an earlier fault or a missing right. */
    UNSEEN;

    /** As it stands in {@code -o json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
