package dev.sallyport.cli.access;

import dev.sallyport.access.console.ConsoleGrant;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.cli.mapping.AgreedEdit;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.RbacWriter;
import dev.sallyport.cluster.connection.ClusterConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport access grant-console}: lets somebody see a cluster's objects in the EKS console. */
@Command(name = "grant-console", header = "let somebody see a cluster's objects in the EKS console", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Grants what sallyport explain --console finds missing, and nothing else: an inline policy in IAM, a",
    "ClusterRole that reads nodes, namespaces, workloads and events, and a line of aws-auth. Secrets and",
    "ConfigMaps stay closed; of Systems Manager the public parameters of EKS are opened alone. Shows it",
    "first, and asks.", ""}, footer = {"", "Examples:",
        "  sallyport access grant-console arn:aws:iam::123456789012:user/ana --dry-run",
        "  sallyport access grant-console arn:aws:iam::123456789012:role/support --yes",
        "  sallyport access grant-console arn:aws:iam::123456789012:user/ana --only cluster"})
final class AccessGrantConsoleCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ARN", description = "A user's, a role's or a session's.")
    String arn = "";

    @Option(names = "--only", paramLabel = "iam|cluster", description = "One half alone, for whoever may write no more than that.")
    Optional<Half> only = Optional.empty();

    @Option(names = "--dry-run", description = "Show what would be granted; write nothing.")
    boolean dryRun;

    @Option(names = {"-y", "--yes"}, description = "Do not ask before the write. Needed where nobody can be asked.")
    boolean yes;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    /** The two halves of a grant, by the words for them. */
    enum Half {
        iam, cluster
    }

    AccessGrantConsoleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!dryRun && !yes && !terminal.interactive()) {
            throw new CommandFailure(ExitCode.USAGE, "nobody can be asked here, so nothing was changed.\nLook at the"
                    + " grant with --dry-run, and make it with --yes.");
        }
        AccessSourceOptions source = new AccessSourceOptions();
        source.cluster = cluster;
        ConsoleLook look = ConsoleLook.at(terminal, source, aws, AskerOptions.of(arn), false,
                TypedOptions.of(cluster, aws));
        ConsoleGrant grant = half(look.grant());
        ConsoleWords words = new ConsoleWords(
                new ConsoleLook(look.report(), grant, look.world(), look.eks(), look.typed()));
        if (grant.isNothing()) {
            grant.notes().forEach(this::line);
            if (look.report().verdict() == Verdict.YES || grant.notes().isEmpty()) {
                line("Nothing to do: what was asked for is granted already.");
                return ExitCode.DONE.number();
            }
            line("Nothing was changed: none of it can be done from here.");
            return ExitCode.REFUSED.number();
        }
        line((dryRun ? "Would do" : "Does") + " what these would:");
        words.commands(new RemedyCommands(look.typed(), List.of()))
                .forEach(command -> RemedyWords.broken(command).forEach(this::line));
        words.opens().forEach(this::line);
        grant.notes().forEach(this::line);
        if (dryRun) {
            line("Nothing was written (--dry-run).");
            return ExitCode.DONE.number();
        }
        if (!yes && !terminal.agreed("Write this?")) {
            throw new CommandFailure(ExitCode.REFUSED, "nothing was changed.");
        }
        terminal.line("");
        write(grant, look);
        return ExitCode.DONE.number();
    }

    private ConsoleGrant half(ConsoleGrant whole) {
        boolean inIam = only.map(half -> half == Half.iam).orElse(true);
        boolean inCluster = only.map(half -> half == Half.cluster).orElse(true);
        return new ConsoleGrant(whole.policy().filter(_ -> inIam), whole.role().filter(_ -> inCluster),
                whole.binding().filter(_ -> inCluster), whole.edit().filter(_ -> inCluster),
                inCluster ? whole.openings() : List.of(), inCluster ? whole.others() : List.of(), whole.notes());
    }

    /** The cluster's half first: it is the one that opens something, and nobody comes in by the policy alone. */
    private void write(ConsoleGrant grant, ConsoleLook look) {
        List<String> done = new ArrayList<>();
        try {
            if (grant.role().isPresent() || grant.binding().isPresent() || grant.edit().isPresent()) {
                try (ClusterConnection connection = cluster.connect(terminal)) {
                    RbacWriter writer = RbacWriter.of(connection);
                    grant.role()
                            .ifPresent(role -> told(done, "ClusterRole " + ClusterOptions.orEnd(writer.apply(role))));
                    grant.binding().ifPresent(
                            one -> told(done, "ClusterRoleBinding " + ClusterOptions.orEnd(writer.apply(one))));
                    grant.edit().ifPresent(edit -> {
                        AgreedEdit.make(terminal, connection, edit, "sallyport access grant-console " + arn);
                        done.add("aws-auth");
                    });
                }
            }
            grant.policy().ifPresent(policy -> told(done, "inline policy " + AwsFailures
                    .orEnd(look.eks().orElseThrow().putPolicy(policy.principal(), policy.name(), policy.document()))
                    + " of "
                    + policy.principal().resource()));
        } catch (CommandFailure failure) {
            throw done.isEmpty()
                    ? failure
                    : new CommandFailure(failure.exitCode(), failure.sentences() + "\nWritten before that: "
                            + String.join(", ", done) + ". The same command does the rest later.");
        }
    }

    private void told(List<String> done, String what) {
        done.add(what);
        line("Written: " + what + ".");
    }

    private void line(String text) {
        terminal.line(Printable.name(text));
    }
}
