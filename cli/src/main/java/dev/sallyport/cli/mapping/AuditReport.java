package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cli.terminal.TextTable;
import dev.sallyport.cluster.audit.AuditEdit;
import dev.sallyport.cluster.audit.AuditTrail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the edits of an audit log, or one of them with its text. */
final class AuditReport {

    private final Terminal terminal;
    private final OutputOption output;
    private final AuditTrail trail;

    AuditReport(Terminal terminal, OutputOption output, AuditTrail trail) {
        this.terminal = terminal;
        this.output = output;
        this.trail = trail;
    }

    int print(Optional<Long> shown) {
        if (shown.isPresent()) {
            one(AuditFile.numbered(trail, shown.get()));
        } else if (output.people()) {
            table();
        } else {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("edits", newestFirst().stream().map(edit -> AuditFile.facts(trail, edit)).toList());
            report.put("unchanging", trail.unchanging());
            report.put("eventsRead", trail.events());
            report.put("damaged", trail.damaged());
            report.put("damages", trail.damages().stream()
                    .map(damage -> Map.of("place", damage.place(), "why", damage.why())).toList());
            terminal.out().print(output.format.write(report));
        }
        return ExitCode.DONE.number();
    }

    private List<AuditEdit> newestFirst() {
        return trail.edits().reversed();
    }

    private void table() {
        if (trail.edits().isEmpty()) {
            terminal.line("No edit of kube-system/aws-auth in " + trail.events() + " audit events.");
            return;
        }
        TextTable table = TextTable.headed("EDIT", "TIME", "WHO", "VERB", "WITH", "WHAT");
        newestFirst().forEach(edit -> table.add(Integer.toString(edit.number()), edit.time().toString(),
                AuditFile.who(edit), edit.verb(), edit.userAgent().isEmpty() ? "-" : edit.userAgent(),
                AuditFile.words(trail, edit)));
        table.print(terminal);
        if (trail.unchanging() > 0) {
            terminal.line("");
            terminal.line("Beside these " + trail.unchanging() + " that left the text as it was.");
        }
    }

    private void one(AuditEdit edit) {
        Map<String, String> data = AuditFile.data(edit);
        if (output.people()) {
            terminal.line("# edit " + edit.number() + ", " + edit.time() + ", " + Printable.name(AuditFile.who(edit)));
            terminal.line("# " + Printable.name(edit.verb() + " with " + edit.userAgent()));
            terminal.line("# " + Printable.name(AuditFile.words(trail, edit)));
            terminal.out().print(ShownData.of(data));
        } else {
            Map<String, Object> report = AuditFile.facts(trail, edit);
            report.put("data", data);
            terminal.out().print(output.format.write(report));
        }
    }
}
