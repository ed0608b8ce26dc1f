package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.lint.Excerpt;
import dev.sallyport.mapping.lint.LintFinding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a linter says: each finding with its line and a caret for people, and everything as data. */
final class LintWords {

    private LintWords() {}

    /**
     * The report for people.
     *
     * @param mending what to type to have the mendable ones mended
     */
    static List<String> lines(AwsAuth map, List<LintFinding> found, String mending) {
        List<String> lines = new ArrayList<>();
        Excerpt excerpt = new Excerpt(map);
        for (LintFinding each : found) {
            lines.addAll(finding(map, excerpt, each));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        long errors = count(found, Finding.Severity.ERROR);
        long warnings = count(found, Finding.Severity.WARNING);
        lines.add(counted(errors, "error") + ", " + counted(warnings, "warning") + " in "
                + counted(map.referenceReading().rules().size(), "rule") + " that EKS reads.");
        long mendable = found.stream().filter(each -> !each.fix().isEmpty()).count();
        if (mendable > 0) {
            lines.add("Can be mended mechanically: " + mendable + " (" + mending + ").");
        }
        return lines;
    }

    private static List<String> finding(AwsAuth map, Excerpt excerpt, LintFinding each) {
        Finding finding = each.finding();
        List<String> lines = new ArrayList<>();
        lines.add(Printable.name(place(map, finding)) + "  " + finding.severity().word() + "  " + finding.code() + "  "
                + Printable.name(finding.message()));
        lines.addAll(excerpt.of(finding, Printable::name));
        String remedy = Printable.name(finding.remedy());
        lines.add("      " + remedy + (each.fix().isEmpty() ? "" : "  (--fix)"));
        return lines;
    }

    /** Where; of a file as compilers say it, so that an editor can jump there: {@code aws-auth.yaml:7:16}. */
    private static String place(AwsAuth map, Finding finding) {
        String place = map.manifest().isPresent() && finding.place().line() > 0
                ? finding.place().source() + ":" + finding.place().line()
                : finding.place().toString();
        return finding.place().line() > 0 && finding.column() > 0 ? place + ":" + finding.column() : place;
    }

    private static long count(List<LintFinding> found, Finding.Severity severity) {
        return found.stream().filter(each -> each.finding().severity() == severity).count();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Everything as data. */
    static Map<String, Object> data(LintedMap linted, List<LintFinding> found) {
        AwsAuth map = linted.map();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("errors", count(found, Finding.Severity.ERROR));
        report.put("warnings", count(found, Finding.Severity.WARNING));
        report.put("rules", map.referenceReading().rules().size());
        report.put("findings", found.stream().map(LintWords::data).toList());
        report.put("unasked", linted.unasked());
        return report;
    }

    private static Map<String, Object> data(LintFinding each) {
        Finding finding = each.finding();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", finding.code());
        facts.put("severity", finding.severity().word());
        facts.put("source", finding.place().source());
        facts.put("section", finding.place().section());
        facts.put("line", finding.place().line());
        facts.put("column", finding.column());
        facts.put("message", finding.message());
        facts.put("remedy", finding.remedy());
        facts.put("mendable", !each.fix().isEmpty());
        return facts;
    }
}
