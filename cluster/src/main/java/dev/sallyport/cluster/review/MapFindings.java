package dev.sallyport.cluster.review;

import dev.sallyport.mapping.Finding;

import java.util.List;

/**
 * What is wrong with a map's text, beside the text before.
 *
 * @param introduced what was not wrong before
 * @param known what was
 */
public record MapFindings(List<Finding> introduced, List<Finding> known) {
    public MapFindings {
        introduced = List.copyOf(introduced);
        known = List.copyOf(known);
    }
}
