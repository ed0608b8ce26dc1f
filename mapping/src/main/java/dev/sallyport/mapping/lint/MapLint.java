package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.SectionReading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Judges a map by its text alone. Never throws for anything that the text contains. */
public final class MapLint {

    private MapLint() {}

    /**
     * Everything that there is to find, what reading found included.
     *
     * @return in the order of the lines of a file; of a ConfigMap's data, section by section
     */
    public static List<LintFinding> of(AwsAuth map) {
        List<LintFinding> found = new ArrayList<>(ReadingFixes.of(map));
        List<JudgedEntry> entries = new ArrayList<>();
        for (SectionReading reading : map.sections()) {
            for (SectionReading.Entry entry : reading.entries()) {
                entry.rule().ifPresent(rule -> entries.add(new JudgedEntry(reading, entry.node(), rule, found)));
            }
        }
        ArnJudge arns = new ArnJudge(entries);
        for (JudgedEntry entry : entries) {
            arns.judge(entry);
            NameJudge.judge(entry);
            GroupJudge.judge(entry);
        }
        NeighbourJudge.judge(entries);
        ManifestJudge.judge(map, found);
        SizeJudge.judge(map, found);
        Comparator<LintFinding> byLine = Comparator.comparingInt((LintFinding each) -> each.finding().place().line())
                .thenComparingInt(each -> each.finding().column());
        found.sort(map.manifest().isPresent()
                ? byLine
                : Comparator.comparingInt((LintFinding each) -> order(each.finding())).thenComparing(byLine));
        return List.copyOf(found);
    }

    /** The sections in the order in which rules are listed, behind what is of no section. */
    private static int order(Finding finding) {
        return MapSection.byKey(finding.place().section()).map(MapSection.all()::indexOf).orElse(-1);
    }
}
