package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the findings of one section. */
final class FindingList {

    private static final int MOST = 1_000; // more than anybody reads

    private final String source;
    private final String section;
    private final Lines lines;
    private final List<Finding> found = new ArrayList<>();

    FindingList(String source, String section, Lines lines) {
        this.source = source;
        this.section = section;
        this.lines = lines;
    }

    /** Turns a place in the section's text into one for people: in a file, the section begins somewhere else. */
    @FunctionalInterface
    interface Lines {

        /** The text stands by itself. */
        Lines SAME = spot -> spot;

        Spot toPeople(Spot inText);
    }

    RulePlace place(Spot spot) {
        return new RulePlace(source, section, lines.toPeople(spot).line());
    }

    /** Notes a finding down. */
    void add(FindingCode code, Spot spot, String message, String remedy) {
        if (found.size() < MOST) {
            found.add(finding(code, spot, message, remedy));
        } else if (found.size() == MOST) {
            found.add(finding(FindingCode.MORE, spot, "there are more findings from here on",
                    "Mend the others first."));
        }
    }

    /** For what the section as a whole is given up: a finding that is never one too many. */
    Finding lost(FindingCode code, Spot spot, String message, String remedy) {
        Finding finding = finding(code, spot, message, remedy);
        found.add(finding);
        return finding;
    }

    /** A finding in this section's place, not noted down. */
    Finding finding(FindingCode code, Spot spot, String message, String remedy) {
        return new Finding(code.severity(), code.code(), place(spot), lines.toPeople(spot).column(), message, remedy);
    }

    /** In the order of the lines. */
    List<Finding> toList() {
        return found.stream().sorted(
                Comparator.<Finding>comparingInt(finding -> finding.place().line()).thenComparingInt(Finding::column))
                .toList();
    }
}
