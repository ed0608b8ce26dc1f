package dev.sallyport.cli.access;

import dev.sallyport.access.report.AccessReport;
import dev.sallyport.access.report.Power;
import dev.sallyport.access.report.ReportEntry;
import dev.sallyport.cli.terminal.OutputFile;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.Finding.Severity;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in a few lines, and where it was written. */
final class ReportSummary {

    private final AccessReport report;
    private final List<String> written = new ArrayList<>();

    ReportSummary(AccessReport report) {
        this.report = report;
    }

    void written(OutputFile file, long bytes) {
        written.add(file.shown() + " (" + bytes + " bytes)");
    }

    void print(Terminal terminal) {
        long errors = report.findings().stream().filter(each -> each.code().severity() == Severity.ERROR).count();
        terminal.line(Printable.name("Who has what in " + report.source() + ", read "
                + report.readAt().truncatedTo(ChronoUnit.SECONDS)));
        terminal.line("");
        line(terminal, "come in by the map", report.count(entry -> entry.somebody().rule().isPresent()));
        line(terminal, "others", report.count(
                entry -> entry.somebody().rule().isEmpty() && !entry.isKubernetesOwn()));
        line(terminal, "parts of Kubernetes itself", report.count(ReportEntry::isKubernetesOwn));
        line(terminal, "may do everything", report.count(Power.Everything.class));
        line(terminal, "can get there in steps", report.count(Power.Climbs.class));
        line(terminal, "read Secrets", report.count(Power.ReadsSecrets.class));
        line(terminal, "findings", report.findings().size(), errors == 0
                ? ""
                : ", " + errors + (errors == 1 ? " of them an error" : " of them errors"));
        terminal.line("");
        report.unseen().forEach(sentence -> terminal.line(Printable.name(sentence)));
        terminal.line(written.isEmpty()
                ? "Nothing was written: --html FILE writes the page, --csv FILE the table."
                : "Written: " + String.join(", ", written) + ".");
    }

    /** What was not seen, beside a table that has no room for it. */
    void warn(Terminal terminal) {
        report.unseen().forEach(sentence -> terminal.err().println(Printable.name(sentence)));
    }

    private static void line(Terminal terminal, String what, long count) {
        line(terminal, what, count, "");
    }

    private static void line(Terminal terminal, String what, long count, String more) {
        terminal.line(String.format(Locale.ROOT, "    %-26s  %6d%s", what, count, more));
    }
}
