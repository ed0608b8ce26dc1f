package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.mapping.AwsAuth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping diff}: who gains and who loses between two maps. */
@Command(name = "diff", header = "say who gains and who loses between two maps", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Compares two maps by meaning, as a cluster on EKS reads them: who comes in, who goes out, who is",
    "somebody else. Comments, order and quoting make no difference. Exit code 1 when there is one.",
    ""}, footer = {"", "Examples:", "  sallyport mapping diff 3            revision 3 and the map as it is now",
        "  sallyport mapping diff 3 5", "  sallyport mapping diff 5 aws-auth.yaml"})
final class MappingDiffCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "A revision's number, or a file; - for standard input.")
    String before = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The same; without it, the cluster's map as it is now.")
    @Nullable
    String after;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<PrincipalChange> changes = changes();
        if (!output.people()) {
            terminal.out().print(output.format.write(Map.of("principals", DifferenceWords.data(changes))));
        } else if (changes.isEmpty()) {
            terminal.line("No difference: the same principals come in, as the same users, in the same groups.");
        } else {
            DifferenceWords.table(changes).print(terminal);
        }
        return (changes.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private List<PrincipalChange> changes() {
        // first, since a cluster may cost somebody a code that is good once
        Optional<AwsAuth> old = file(before);
        Optional<AwsAuth> fresh = Optional.ofNullable(after).flatMap(this::file);
        if (old.isPresent() && fresh.isPresent()) {
            return MapDifference.between(old.get(), fresh.get());
        }
        try (ClusterConnection connection = cluster.connect(terminal)) {
            return MapDifference.between(old.orElseGet(() -> revision(before, connection)),
                    fresh.orElseGet(() -> after == null
                            ? ClusterOptions.orEnd(AwsAuthReader.of(connection).read()).awsAuth()
                            : revision(after, connection)));
        }
    }

    /** The map in a file; empty for a revision's number. */
    private Optional<AwsAuth> file(String what) {
        return what.matches("\\d{1,9}") ? Optional.empty() : Optional.of(MapFile.named(terminal, what).read());
    }

    private static AwsAuth revision(String number, ClusterConnection connection) {
        return AwsAuth.parse(Revisions.data(connection, Long.parseLong(number)));
    }
}
