package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.RbacReader;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.Powers;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping list}: who is in aws-auth, as whom. */
@Command(name = "list", header = "list who is in aws-auth, as whom", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Lists who is in the aws-auth ConfigMap, as whom, in which groups, and on which line; what a",
    "cluster on EKS makes of the text. What it drops, and why, goes to standard error. For a cluster",
    "whose bindings you may read also what each may do: admin, edit, view, nodes or nothing.",
    ""}, footer = {"", "Examples:", "  sallyport mapping list", "  sallyport mapping list --context prod -o json",
        "  sallyport mapping list -f aws-auth.yaml"})
final class MappingListCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    OutputOption output = new OutputOption();

    MappingListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (place.file(terminal).isPresent()) {
            return list(place.read(terminal), Optional.empty());
        }
        try (ClusterConnection cluster = place.cluster.connect(terminal)) {
            AwsAuth map = ClusterOptions.orEnd(AwsAuthReader.of(cluster).read()).awsAuth();
            return list(map, RbacReader.of(cluster).read().optional().map(Powers::over));
        }
    }

    private int list(AwsAuth map, Optional<Powers> powers) {
        List<MappingRule> rules = map.referenceReading().rules();
        if (output.people()) {
            powers.map(known -> RuleFacts.table(rules, known)).orElseGet(() -> RuleFacts.table(rules)).print(terminal);
        } else {
            terminal.out().print(output.format.write(report(map, rules, powers)));
        }
        for (Finding finding : map.findings()) {
            terminal.error(RuleFacts.head(finding), finding.message() + ". " + finding.remedy());
        }
        return ExitCode.DONE.number();
    }

    private static Map<String, Object> report(AwsAuth map, List<MappingRule> rules, Optional<Powers> powers) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("source", map.source());
        report.put("rules", rules.stream().map(rule -> {
            Map<String, Object> facts = RuleFacts.of(rule);
            powers.ifPresent(known -> facts.put("may", known.of(rule).word()));
            return facts;
        }).toList());
        report.put("findings", map.findings().stream().map(RuleFacts::of).toList());
        return report;
    }
}
