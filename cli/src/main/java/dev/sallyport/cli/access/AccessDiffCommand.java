package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.AccessDiff;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code sallyport access diff}: who gained and lost what between two worlds. */
@Command(name = "diff", header = "show who gained and who lost what", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Compares what everybody may do in A and in B: two clusters, two folders, two times. Each is a file, a",
    "folder, - for standard input, or context:NAME for the cluster of that context. A rule that only moved",
    "to another role is no change. Exit code 1 when there is one.", ""}, footer = {"", "Examples:",
        "  sallyport access diff monday.yaml friday.yaml", "  sallyport access diff dump/ context:prod",
        "  sallyport access diff context:staging context:prod -o json"})
final class AccessDiffCommand implements Callable<Integer> {

    private static final String CONTEXT = "context:";

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "Before.")
    String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "After.")
    String after = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig in which contexts are looked for.")
    @Nullable
    String kubeconfig;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    AccessDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (before.equals("-") && after.equals("-")) {
            throw new CommandFailure(ExitCode.USAGE, "standard input can be A or B, not both.");
        }
        AccessWorld one = world(before);
        AccessWorld other = world(after);
        List<AccessDiff.Change> changes = AccessDiff.between(side(one), side(other));
        List<String> limits = Stream.concat(limits(before, one), limits(after, other)).distinct().toList();
        if (!output.people()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("changes", changes.stream().map(AccessDiffCommand::facts).toList());
            report.put("remarks", limits);
            terminal.out().print(output.format.write(report));
        } else {
            changes.forEach(this::tell);
            terminal.line(changes.isEmpty()
                    ? "Nobody gained or lost anything."
                    : changes.size() + (changes.size() == 1 ? " changed." : " of them changed."));
            limits.forEach(limit -> terminal.line(Printable.name(limit)));
        }
        return (changes.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private AccessWorld world(String named) {
        AccessSourceOptions source = new AccessSourceOptions();
        source.cluster.kubeconfig = kubeconfig;
        if (named.startsWith(CONTEXT)) {
            source.cluster.context = named.substring(CONTEXT.length());
        } else {
            source.cluster.kubeconfig = null;
            source.offline = List.of(named);
        }
        return AuditSource.read(source, terminal, aws);
    }

    private static AccessDiff.Side side(AccessWorld world) {
        return new AccessDiff.Side(AuditSource.rules(world), world.cluster().rbac());
    }

    private static Stream<String> limits(String named, AccessWorld world) {
        return AuditSource.limits(world).stream().map(limit -> named + ": " + limit);
    }

    private void tell(AccessDiff.Change change) {
        String news = change.before() == change.after() ? "" : change.after() ? "   new" : "   gone";
        terminal.line(Printable.name(change.who() + news));
        change.gained().forEach(scoped -> tell("+ ", scoped));
        change.lost().forEach(scoped -> tell("- ", scoped));
    }

    private void tell(String sign, AccessDiff.Scoped scoped) {
        String where = scoped.namespace().isEmpty() ? "" : " in namespace " + scoped.namespace();
        scoped.rules().forEach(rule -> terminal.line("    " + sign + Printable.name(AccessWords.rule(rule) + where)));
    }

    private static Map<String, Object> facts(AccessDiff.Change change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("who", change.who());
        facts.put("before", change.before());
        facts.put("after", change.after());
        facts.put("gained", scoped(change.gained()));
        facts.put("lost", scoped(change.lost()));
        return facts;
    }

    private static List<Map<String, Object>> scoped(List<AccessDiff.Scoped> all) {
        return all.stream().map(scoped -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("namespace", scoped.namespace());
            facts.put("rules", scoped.rules().stream().map(AccessFacts::of).toList());
            return facts;
        }).toList();
    }
}
