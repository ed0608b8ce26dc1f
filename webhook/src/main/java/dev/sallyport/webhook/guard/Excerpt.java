package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.SectionReading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A finding's line as it stands in the map, and a caret below the place. */
final class Excerpt {

    private static final int WIDEST = 160; // a line of a terminal, and an ARN with a long path

    private Excerpt() {}

    /** The lines to show; none where the finding is not about one line of a section. */
    static List<String> of(AwsAuth map, Finding finding) {
        return line(map, finding).map(line -> {
            String shown = line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line;
            String first = String.format(Locale.ROOT, "%5d | ", finding.place().line())
                    + PlainText.of(shown.replace('\t', '→'));
            return finding.column() > 0 && finding.column() <= shown.length()
                    ? List.of(first, "      | " + " ".repeat(finding.column() - 1) + "^")
                    : List.of(first);
        }).orElse(List.of());
    }

    /** The line that a finding is about. */
    static Optional<String> line(AwsAuth map, Finding finding) {
        int number = finding.place().line();
        return number < 1
                ? Optional.empty()
                : map.sections().stream().filter(each -> each.section().key().equals(finding.place().section()))
                        .findFirst().map(SectionReading::text)
                        .flatMap(text -> text.lines().skip(number - 1L).findFirst());
    }
}
