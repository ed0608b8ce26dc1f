package dev.sallyport.mapping;

/**
 * Where a rule stands, so that an answer can be followed to its line.
 *
 * @param source the source's name for people, such as {@code aws-auth} or {@code sandbox bootstrap}
 * @param section such as {@code mapRoles}; empty for sources without sections
 * @param line the 1-based line within the section's text; 0 where there is no text
 */
public record RulePlace(String source, String section, int line) {

    /** {@code aws-auth mapRoles:7}, or as much of it as is known. */
    @Override
    public String toString() {
        return section.isEmpty() ? source : source + " " + section + (line > 0 ? ":" + line : "");
    }
}
