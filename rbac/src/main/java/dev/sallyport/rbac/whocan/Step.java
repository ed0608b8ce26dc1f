package dev.sallyport.rbac.whocan;

import java.util.List;

/**
 * One thing that somebody does to become more than they are.
 *
 * @param needs all of them must be met by whoever takes the step, as themselves
 */
public record Step(Technique technique, List<Need> needs, Gain gain) {
    public Step {
        needs = List.copyOf(needs);
    }
}
