package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.AwsAuthHistory;
import dev.sallyport.cluster.history.AwsAuthRevision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping show}: the map as a revision left it. */
@Command(name = "show", header = "print the map as a revision left it", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Prints the text of a revision, with who wrote it in comments: a file that the other commands read.",
    ""}, footer = {"", "Examples:", "  sallyport mapping show 3",
        "  sallyport mapping show 3 > before.yaml"})
final class MappingShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "REVISION", description = "Its number in mapping history.")
    long revision;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AwsAuthRevision found;
        Map<String, String> data;
        try (ClusterConnection connection = cluster.connect(terminal)) {
            found = Revisions.numbered(connection, revision);
            data = ClusterOptions.orEnd(AwsAuthHistory.of(connection).data(found));
        }
        if (output.people()) {
            terminal.line("# revision " + found.number() + ", " + found.time() + ", "
                    + Printable.name(Revisions.who(found.author())));
            comment(found.author().command());
            comment(found.author().reason());
            terminal.out().print(ShownData.of(data));
        } else {
            Map<String, Object> report = Revisions.facts(found);
            report.put("data", data);
            terminal.out().print(output.format.write(report));
        }
        return ExitCode.DONE.number();
    }

    private void comment(String text) {
        if (!text.isEmpty()) {
            terminal.line("# " + Printable.name(text));
        }
    }
}
