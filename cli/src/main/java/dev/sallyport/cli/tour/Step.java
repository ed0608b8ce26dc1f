package dev.sallyport.cli.tour;

import java.util.List;

/**
 * One step of the story.
 *
 * @param title a few words
 * @param acts what is done in it
 * @param moral one sentence that says what was seen and why
 */
record Step(String title, List<Act> acts, String moral) {
    Step {
        acts = List.copyOf(acts);
    }
}
