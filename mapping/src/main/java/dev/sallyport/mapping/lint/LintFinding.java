package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.edit.MappingEdit;

import java.util.List;

/**
 * A finding, and how it is mended.
 *
 * @param finding what was found
 * @param fix the edits that mend it, all of them together; empty where people must decide
 */
public record LintFinding(Finding finding, List<MappingEdit> fix) {
    public LintFinding {
        fix = List.copyOf(fix);
    }
}
