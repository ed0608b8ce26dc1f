package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cli.terminal.TextTable;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.AwsAuthRevision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping history}: who changed the map, when and why. */
@Command(name = "history", header = "list who changed the map, when and why", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Lists the changes of aws-auth that sallyport wrote or came upon, the newest first. A change by",
    "another tool is recorded when mapping watch sees it, else when the next one is written. Names are",
    "as the API server gave them to the one who wrote; \"claimed\" says that nobody else vouches.",
    "With --from-audit the edits of aws-auth in an audit log, with the names that the API server itself",
    "noted: JSON lines, an EventList or array, or EKS's log as CloudWatch gives it (exported to S3,",
    "filter-log-events, Logs Insights as CSV or JSON, subscriptions); gzipped or not.", ""}, footer = {"",
        "Examples:", "  sallyport mapping history", "  sallyport mapping history --context prod -o json",
        "  sallyport mapping history --from-audit audit.log",
        "  sallyport mapping history --from-audit audit.log --show 3",
        "  sallyport mapping rollback 3 --from-audit audit.log"})
final class MappingHistoryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--from-audit", paramLabel = "FILE", description = "Read the edits out of an audit log instead; - for standard input.")
    @Nullable
    String audit;

    @Option(names = "--show", paramLabel = "N", description = "With --from-audit: the text after edit N, and what it changed.")
    @Nullable
    Long shown;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingHistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (audit != null) {
            return new AuditReport(terminal, output, AuditFile.read(terminal, audit)).print(Optional.ofNullable(shown));
        }
        if (shown != null) {
            throw new CommandFailure(ExitCode.USAGE,
                    "--show goes with --from-audit; a revision's text: sallyport mapping show " + shown);
        }
        try (ClusterConnection connection = cluster.connect(terminal)) {
            List<AwsAuthRevision> revisions = Revisions.all(connection);
            boolean unrecorded = !revisions.isEmpty() && AwsAuthReader.of(connection).read().optional()
                    .filter(document -> !revisions.getFirst().has(document.awsAuth().data())).isPresent();
            if (output.people()) {
                table(revisions, unrecorded);
            } else {
                Map<String, Object> report = new LinkedHashMap<>();
                report.put("revisions", revisions.stream().map(Revisions::facts).toList());
                report.put("changedSince", unrecorded);
                terminal.out().print(output.format.write(report));
            }
        }
        return ExitCode.DONE.number();
    }

    private void table(List<AwsAuthRevision> revisions, boolean unrecorded) {
        if (revisions.isEmpty()) {
            terminal.line("No history yet: it begins with the first change by sallyport mapping.");
            return;
        }
        if (unrecorded) {
            terminal.line("Another tool changed the map since; sallyport mapping diff " + revisions.getFirst().number()
                    + " shows what it means.");
            terminal.line("");
        }
        TextTable table = TextTable.headed("REVISION", "TIME", "WHO", "WHY", "COMMAND");
        revisions.forEach(revision -> table.add(Long.toString(revision.number()), revision.time().toString(),
                Revisions.who(revision.author()), orDash(revision.author().reason()),
                orDash(revision.author().command())));
        table.print(terminal);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
