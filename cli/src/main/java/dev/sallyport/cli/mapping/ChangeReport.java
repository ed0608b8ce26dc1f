package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.review.Danger;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.LineChange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a change is, in words and as data: its lines, its findings, its dangers. */
final class ChangeReport {

    private ChangeReport() {}

    /** The lines that go and come, each below the place where they do. */
    static void lines(Terminal terminal, Proposal.Ready ready) {
        for (LineChange change : ready.changes()) {
            terminal.line(change.place().toString());
            change.before().forEach(line -> terminal.line("  - " + Printable.name(line)));
            change.after().forEach(line -> terminal.line("  + " + Printable.name(line)));
        }
    }

    /** What people should know of a change beside its lines. */
    static void remarks(Terminal terminal, Proposal.Ready ready) {
        ready.notes().forEach(note -> terminal.error("note", note));
        ready.findings().forEach(finding -> terminal.error(RuleFacts.head(finding),
                finding.message() + ". " + finding.remedy()));
    }

    /** The dangers, each with what to do. */
    static String dangers(List<Danger> dangers) {
        ReportLines lines = new ReportLines();
        dangers.forEach(danger -> lines.add(danger.code().code(),
                danger.place() + ": " + danger.consequence() + "\n" + danger.remedy()));
        return String.join("", lines.render().stream().map(line -> "\n" + line).toList());
    }

    /** Why nothing can be done, with the line and a caret where one is to blame. */
    static String impossible(EditOutcome.Refused why) {
        StringBuilder words = new StringBuilder(why.place().line() > 0 ? why.place() + ": " : "")
                .append(why.message()).append('.');
        if (!why.line().isEmpty() && why.column() > 0) {
            words.append("\n    ").append(Printable.name(why.line())).append("\n    ")
                    .append(" ".repeat(Printable.name(why.line().substring(0,
                            Math.min(why.column() - 1, why.line().length()))).length()))
                    .append('^');
        }
        return words.append("\n").append(why.remedy()).toString();
    }

    /** The change as data; how it ended is for the caller to put there. */
    static Map<String, Object> data(Proposal.Ready ready) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("changes", ready.changes().stream().map(change -> {
            Map<String, Object> lines = new LinkedHashMap<>();
            lines.put("section", change.place().section());
            lines.put("line", change.place().line());
            lines.put("before", change.before());
            lines.put("after", change.after());
            return lines;
        }).toList());
        report.put("notes", ready.notes());
        report.put("findings", ready.findings().stream().map(RuleFacts::of).toList());
        report.put("dangers", ready.dangers().stream().map(danger -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("code", danger.code().code());
            facts.put("place", danger.place().toString());
            facts.put("consequence", danger.consequence());
            facts.put("remedy", danger.remedy());
            return facts;
        }).toList());
        return report;
    }
}
