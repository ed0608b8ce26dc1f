package dev.sallyport.webhook.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody takes upon themselves by an annotation of the edit itself: {@code CODE@VERSION}, several with commas
 * between. Each names one code, and the resourceVersion that the edit replaces. So it counts for this one request: when it
 * is left behind, the map has gone on to another version.
 *
 * <p>A deletion carries no object, so it can say nothing: the map is emptied first. An immutable one cannot be
 * emptied: there the right alone decides.
 *
 * @param codes those that count now
 * @param stale what is written there and does not count
 * @param version the version that has to be named
 * @param byRightAlone whether there is no way to name a code, and the right to break the glass is enough
 */
record BreakGlass(Set<String> codes, List<String> stale, String version, boolean byRightAlone) {

    static final String ANNOTATION = "sallyport.dev/allow-lockout";

    /** What stands for the version of a map that is not there yet. */
    static final String NEW = "new";

    BreakGlass {
        codes = Set.copyOf(codes);
        stale = List.copyOf(stale);
    }

    /** As the edit says. */
    static BreakGlass of(AdmissionRequest request) {
        String version = request.before().map(MapObject::version).orElse(NEW);
        String written = request.after().map(object -> object.annotations().getOrDefault(ANNOTATION, "")).orElse("");
        Set<String> codes = new LinkedHashSet<>();
        List<String> stale = new ArrayList<>();
        for (String part : written.split("[\\s,]+", -1)) {
            int at = part.lastIndexOf('@');
            if (at > 0 && !version.isEmpty() && part.substring(at + 1).equals(version)) {
                codes.add(part.substring(0, at));
            } else if (!part.isEmpty()) {
                stale.add(part);
            }
        }
        return new BreakGlass(codes, stale, version, request.operation() == AdmissionRequest.Operation.DELETE
                && request.before().filter(MapObject::immutable).isPresent());
    }

    /** Whether nothing but the right is wanting for these codes. */
    boolean covers(List<String> wanted) {
        return byRightAlone || codes.containsAll(wanted);
    }

    /** What would have to be written for these codes. */
    String toBeWritten(List<String> wanted) {
        return String.join(",", wanted.stream().map(code -> code + "@" + version).toList());
    }
}
