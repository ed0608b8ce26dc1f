package dev.sallyport.cli.mapping;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.repair.MapRepair;
import dev.sallyport.mapping.repair.RepairOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code sallyport mapping rescue}: a readable map again, and a way back in. */
@Command(name = "rescue", header = "repair a map that cannot be read, and find a way back in", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Where the cluster lets you read its map, a broken one is repaired with as few changed lines as are",
    "enough, held against the last good revision; --from-history and --from-audit put the last text that",
    "could be read in its place. Where it does not let you in, the ways back in are listed: the creator,",
    "whoever may make access entries, a service account inside. With -f a file is repaired, without a",
    "cluster. Nothing is written without --yes or your answer.", ""}, footer = {"", "Examples:",
        "  sallyport mapping rescue", "  sallyport mapping rescue --from-history --reason \"a tab locked us out\"",
        "  sallyport mapping rescue -f aws-auth.yaml", "  sallyport mapping rescue --cluster-name prod"})
final class MappingRescueCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = {"-f",
        "--file"}, paramLabel = "FILE", description = "Repair this file; - for standard input. No cluster is needed.")
    @Nullable
    String file;

    @Option(names = "--from-history", description = "Put the newest revision that can be read in the map's place.")
    boolean fromHistory;

    @Option(names = "--from-audit", paramLabel = "FILE", description = "Put the newest text of an EKS audit log that can be read in the map's place; - for standard input.")
    @Nullable
    String fromAudit;

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "The EKS cluster to look for ways back into, where no kubeconfig leads there.")
    @Nullable
    String clusterName;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingRescueCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (Stream.of(file != null, fromHistory, fromAudit != null).filter(given -> given).count() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "give only one of --file, --from-history and --from-audit.");
        }
        return file != null ? ofFile(MapFile.named(terminal, file)) : ofCluster();
    }

    private MapChanging changing() {
        return new MapChanging(terminal, MapEditing.typed(spec), options, output).tellingWho();
    }

    private int ofFile(MapFile named) {
        AwsAuth map = named.readAnyway();
        MapChanging changing = changing();
        EditOutcome.Edited repaired = repaired(map, List.of());
        if (!named.isStandardInput() && !repaired.changes().isEmpty()) {
            changing.demandSomebodyToAsk();
        }
        int code = new FileChange(named, changing).make(map, _ -> repaired);
        if (output.people() && !named.isStandardInput() && !options.dryRun) {
            new RescueWords(terminal, output).wayIn(named, repaired.after());
        }
        return code;
    }

    /** The map repaired; itself where it is whole. */
    private static EditOutcome.Edited repaired(AwsAuth map, List<MappingRule> known) {
        return switch (MapRepair.of(map, known)) {
            case RepairOutcome.Whole _ -> new EditOutcome.Edited(map, List.of(), List.of());
            case RepairOutcome.Repaired repaired ->
                new EditOutcome.Edited(repaired.after(), repaired.changes(), repaired.doubts());
            case RepairOutcome.Impossible(var fault) -> throw new CommandFailure(ExitCode.IMPOSSIBLE, fault.place()
                    + ": " + fault.message() + ", and no few changed lines mend that.\n" + fault.remedy());
        };
    }

    private int ofCluster() {
        ClusterAnswer<ClusterTarget> target = cluster.target(terminal);
        Optional<EksSide> aws = aws(target);
        ClusterAnswer<ClusterConnection> connection = target.then(ClusterClients::open);
        if (!(connection instanceof ClusterAnswer.Got<ClusterConnection>(ClusterConnection open))) {
            return lockedOut(((ClusterAnswer.Failed<ClusterConnection>) connection).failure(), aws);
        }
        try (open) {
            return switch (AwsAuthReader.of(open).read()) {
                case ClusterAnswer.Got<AwsAuthReader.Document>(AwsAuthReader.Document document) ->
                    replaced(open, document.awsAuth(), aws);
                case ClusterAnswer.Failed<AwsAuthReader.Document>(ClusterFailure failure) when failure
                        .kind() == ClusterFailure.Kind.NOT_FOUND && (fromHistory || fromAudit != null) ->
                    replaced(open, AwsAuth.parse(Map.of()), aws);
                case ClusterAnswer.Failed<AwsAuthReader.Document>(ClusterFailure failure) ->
                    lockedOut(failure, aws);
            };
        }
    }

    private Optional<EksSide> aws(ClusterAnswer<ClusterTarget> target) {
        if (clusterName != null) {
            return Optional.of(EksSide.of(clusterName, ClusterAws.environment(terminal), Optional.empty(),
                    Optional.empty(), Clock.systemUTC()));
        }
        return target instanceof ClusterAnswer.Got<ClusterTarget>(ClusterTarget found)
                ? EksSide.behind(found, ClusterAws.environment(terminal), Clock.systemUTC())
                : Optional.empty();
    }

    private int replaced(ClusterConnection open, AwsAuth map, Optional<EksSide> aws) {
        Optional<Map<String, String>> source = fromHistory
                ? Optional.of(LastGood.ofHistory(open))
                : Optional.ofNullable(fromAudit).map(log -> LastGood.ofAudit(terminal, log));
        if (source.isEmpty() && map.unreadableSections().isEmpty()) {
            return whole(aws);
        }
        MapChanging changing = changing();
        changing.demandSomebodyToAsk();
        MapChange change = source.map(MapChange::replacement)
                .orElseGet(() -> now -> repaired(now, LastGood.rules(open)));
        return new ClusterChange(open, changing).make(change, List.of());
    }

    private int whole(Optional<EksSide> aws) {
        if (output.people()) {
            terminal.line("Every section of the map can be read: there is nothing to repair. Whoever is missing was"
                    + " taken out, or never in:");
            terminal.line("  sallyport mapping history");
            terminal.line("  sallyport mapping simulate ARN");
        } else {
            terminal.out().print(output.format.write(RescueWords.data("whole", "", aws, Optional.empty())));
        }
        return ExitCode.DONE.number();
    }

    private int lockedOut(ClusterFailure failure, Optional<EksSide> aws) {
        Optional<Map<String, String>> good = Optional.ofNullable(fromAudit)
                .map(log -> LastGood.ofAudit(terminal, log));
        new RescueWords(terminal, output).lockedOut(failure, aws, good);
        return ClusterOptions.exitCode(failure.kind()).number();
    }
}
