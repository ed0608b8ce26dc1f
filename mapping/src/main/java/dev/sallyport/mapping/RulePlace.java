package dev.sallyport.mapping;

/**
 * Where a rule stands, so that an answer can be followed to its line.
 *
 * @param source the source's name for people, such as {@code aws-auth}, a file's or {@code cluster creator}
 * @param section such as {@code mapRoles}; empty for sources without sections
 * @param line the 1-based line, of the section's text or, for files, of the file; 0 where there is no text
 */
public record RulePlace(String source, String section, int line) {

    /** {@code aws-auth mapRoles:7}, {@code aws-auth.yaml:7}, or as much of it as is known. */
    @Override
    public String toString() {
        return source + (section.isEmpty() ? "" : " " + section) + (line > 0 ? ":" + line : "");
    }
}
