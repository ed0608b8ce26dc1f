package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.RulePlace;

import java.util.List;

/**
 * Lines that were replaced by others.
 *
 * @param place the source, the section, and the first of the old lines; for lines that were only added, the line before
 *     which they went. Lines are of the section's text or, for a file, of the file
 * @param before the old lines without their ends; empty where lines were only added
 * @param after the new lines; empty where lines were only taken out
 */
public record LineChange(RulePlace place, List<String> before, List<String> after) {
    public LineChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
