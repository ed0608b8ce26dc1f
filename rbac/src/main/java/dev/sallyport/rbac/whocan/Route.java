package dev.sallyport.rbac.whocan;

import java.util.List;

/**
 * A way to a request: steps, each taken as whoever the one before made them, and then the request.
 *
 * @param steps at least one
 */
public record Route(List<Step> steps) {
    public Route {
        steps = List.copyOf(steps);
    }

    /** What the last step brings, which is enough for the request. */
    public Gain gain() {
        return steps.getLast().gain();
    }
}
