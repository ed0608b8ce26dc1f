package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The lines that findings of a map are about, as they stand there, and a caret below the place. */
public final class Excerpt {

    private static final int WIDEST = 160; // characters: a line of a terminal, and an ARN with a long path

    private final Map<String, List<String>> sections = new HashMap<>();
    private final Optional<List<String>> file;

    /** Excerpts of this map, which is taken apart once for all of them. */
    public Excerpt(AwsAuth map) {
        file = map.manifest().map(text -> text.lines().toList());
        map.sections().forEach(each -> sections.put(each.section().key(), each.text().lines().toList()));
    }

    /**
     * The lines to show; none where the finding is not about one line of the text. A tab is shown as an arrow, so that
     * it can be told from blanks.
     *
     * @param plain writes out what a terminal or a log would take for more than text, such as control characters
     */
    public List<String> of(Finding finding, UnaryOperator<String> plain) {
        return line(finding).map(line -> {
            String shown = line.replace('\t', '→');
            String first = String.format(Locale.ROOT, "%5d | ", finding.place().line())
                    + plain.apply(Shortened.to(WIDEST + 1, shown));
            int characters = shown.codePointCount(0, shown.length()); // a column counts code points
            if (finding.column() < 1 || finding.column() > Math.min(characters, WIDEST)) {
                return List.of(first);
            }
            String before = plain.apply(shown.substring(0, shown.offsetByCodePoints(0, finding.column() - 1)));
            return List.of(first, "      | " + " ".repeat(before.codePointCount(0, before.length())) + "^");
        }).orElse(List.of());
    }

    /** The line that a finding is about, of the file or of the section's text. */
    public Optional<String> line(Finding finding) {
        int number = finding.place().line();
        List<String> text = file.orElseGet(() -> sections.getOrDefault(finding.place().section(), List.of()));
        return number < 1 || number > text.size() ? Optional.empty() : Optional.of(text.get(number - 1));
    }
}
