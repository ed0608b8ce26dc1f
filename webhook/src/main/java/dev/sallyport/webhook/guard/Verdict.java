package dev.sallyport.webhook.guard;

import java.util.List;

/**
 * The guard's answer to one request.
 *
 * @param allowed whether the edit may be made
 * @param message why not; empty where it may
 * @param warnings what kubectl shows as {@code Warning:}, one line each
 * @param refused the codes for which it is refused
 * @param overridden the codes that somebody took upon themselves by break glass
 */
record Verdict(boolean allowed, String message, List<String> warnings, List<String> refused, List<String> overridden) {

    Verdict {
        warnings = List.copyOf(warnings);
        refused = List.copyOf(refused);
        overridden = List.copyOf(overridden);
    }

    /** Yes, without a word. */
    static final Verdict PASS = new Verdict(true, "", List.of(), List.of(), List.of());
}
