package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.SectionReading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The line that a finding is about, as it stands in the map, and a caret below the place. */
public final class Excerpt {

    private static final int WIDEST = 160; // characters: a line of a terminal, and an ARN with a long path

    private Excerpt() {}

    /**
     * The lines to show; none where the finding is not about one line of the text. A tab is shown as an arrow, so that
     * it can be told from blanks.
     *
     * @param plain writes out what a terminal or a log would take for more than text, such as control characters
     */
    public static List<String> of(AwsAuth map, Finding finding, UnaryOperator<String> plain) {
        return line(map, finding).map(line -> {
            String shown = line.replace('\t', '→');
            String first = String.format(Locale.ROOT, "%5d | ", finding.place().line())
                    + plain.apply(shown.length() > WIDEST ? shown.substring(0, WIDEST) + "…" : shown);
            return finding.column() > 0 && finding.column() <= Math.min(shown.length(), WIDEST)
                    ? List.of(first, "      | "
                            + " ".repeat(plain.apply(shown.substring(0, finding.column() - 1)).length()) + "^")
                    : List.of(first);
        }).orElse(List.of());
    }

    /** The line that a finding is about, of the file or of the section's text. */
    public static Optional<String> line(AwsAuth map, Finding finding) {
        int number = finding.place().line();
        if (number < 1) {
            return Optional.empty();
        }
        return map.manifest().or(() -> map.sections().stream()
                .filter(section -> section.section().key().equals(finding.place().section())).findFirst()
                .map(SectionReading::text)).flatMap(text -> text.lines().skip(number - 1L).findFirst());
    }
}
