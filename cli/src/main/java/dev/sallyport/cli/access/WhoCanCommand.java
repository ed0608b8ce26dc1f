package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.IamSide;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.rbac.AccessRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code sallyport who-can}: which principals of IAM, service accounts and others may do something. */
@Command(name = "who-can", header = "say who can do something, down to principals of IAM", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Names everybody who may do this: the rule of the map that lets them in, the binding, the role and its",
    "rule; then those who may get there by first doing something else, such as starting a Pod that runs as",
    "another service account. docs/access.md explains each such step.", ""}, footer = {"", "Examples:",
        "  sallyport who-can delete secrets -n prod", "  sallyport who-can get secrets/db -n prod --steps 3",
        "  sallyport who-can get --url /metrics", "  sallyport who-can delete nodes --iam",
        "  sallyport who-can '*' '*' --offline dump/ -o json"})
public final class WhoCanCommand implements Callable<Integer> {

    private static final int MOST_STEPS = 5;
    private static final int FEW_WAYS = 2; // of each, as are shown
    private static final int ALL_WAYS = 500; // of each: somebody who may start Pods everywhere has thousands

    private final Terminal terminal;

    @Mixin
    RequestOptions asked = new RequestOptions();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "2", description = "How long a way may be, the request included: 1 for who may by themselves, at most 5 (default: ${DEFAULT-VALUE}).")
    int steps;

    @Option(names = "--all", description = "Name the parts of Kubernetes one by one too, and every way.")
    boolean all;

    @Option(names = "--signs-certificates", description = "The cluster lets in whoever holds a client certificate that it signed. EKS's never do.")
    boolean signsCertificates;

    @Option(names = "--iam", description = "Ask IAM, too: who may assume these roles, and which other users and roles of the account can become one of them, or administrator, and by what they can then. Asks about at most 100 of them and 10 that can, those of the map first, and says what was left out.")
    boolean iam;

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    /** Answers on this terminal. */
    public WhoCanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        asked.check();
        if (steps < 1 || steps > MOST_STEPS) {
            throw new CommandFailure(ExitCode.USAGE, "--steps is a number from 1 to " + MOST_STEPS + ".");
        }
        AccessWorld world = AuditSource.read(source, terminal, aws);
        RequestOptions.Asked request = asked.read(world.cluster().kinds());
        Auditor auditor = AuditSource.auditor(world, signsCertificates);
        WhoCanAnswer answer = auditor.whoCan(request.request(), steps - 1,
                all || !output.people() ? ALL_WAYS : FEW_WAYS);
        SortedMap<String, Integer> more = request.inAllNamespaces()
                && request.request() instanceof AccessRequest.Resource everywhere
                        ? auditor.moreInNamespaces(everywhere)
                        : new TreeMap<>();
        IamSide.Report inIam = iam ? AuditSource.askIam(answer, world, terminal, aws) : IamSide.Report.notAsked(answer);
        List<String> remarks = new ArrayList<>(inIam.unasked());
        request.remark().ifPresent(remarks::add);
        remarks.add(AuditSource.creator(world));
        remarks.addAll(AuditSource.limits(world));
        if (!output.people()) {
            Map<String, Object> report = new LinkedHashMap<>(AccessFacts.of(answer));
            report.put("moreInNamespaces", more);
            report.put("iam", inIam.facts().stream()
                    .map(fact -> Map.of("principal", fact.principal(), "fact", fact.words(), "becomes",
                            fact.target().map(rule -> rule.subject()).orElse("")))
                    .toList());
            report.put("remarks", remarks);
            terminal.out().print(output.format.write(report));
            return exitCode(inIam).number();
        }
        terminal.line("Who can " + Printable.name(AccessWords.request(request.request()))
                + (request.inAllNamespaces() ? " in all namespaces" : "") + ", in "
                + Printable.name(world.cluster().name()));
        WhoCanWords.of(answer, all).forEach(terminal::line);
        if (!inIam.facts().isEmpty()) {
            terminal.line("");
            terminal.line("In IAM (" + inIam.facts().size() + ")");
            inIam.facts().forEach(fact -> {
                terminal.line("    " + Printable.name(fact.principal() + "   " + fact.words()));
                fact.target().flatMap(rule -> WhoCanWords.then(answer, rule))
                        .ifPresent(then -> terminal.line("        " + Printable.name(then)));
            });
        }
        terminal.line("");
        if (!more.isEmpty()) {
            terminal.line(Printable.name("In single namespaces more can (-n says who): " + more.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", ")) + "."));
        }
        remarks.forEach(remark -> terminal.line(Printable.name(remark)));
        return exitCode(inIam).number();
    }

    /** Where IAM was asked for and said nothing, a script must not take the cluster's half for the whole. */
    private static ExitCode exitCode(IamSide.Report inIam) {
        return inIam.failure().map(failure -> AwsFailures.exitCode(failure.kind()) == ExitCode.UNREACHABLE
                ? ExitCode.UNREACHABLE
                : ExitCode.IMPOSSIBLE).orElse(ExitCode.DONE);
    }
}
