package dev.sallyport.cli;

import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping list}: who is in aws-auth, as whom. */
@Command(name = "list", header = "list who is in aws-auth, as whom", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Lists who is in the aws-auth ConfigMap, as whom, in which groups, and on which line; what a",
    "cluster on EKS makes of the text. What it drops, and why, goes to standard error.",
    ""}, footer = {"", "Examples:", "  sallyport mapping list", "  sallyport mapping list --context prod -o json"})
final class MappingListCommand implements Callable<Integer> {

    private static final String[] HEADER = {"PRINCIPAL", "USERNAME", "GROUPS", "LINE"};

    private final Terminal terminal;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AwsAuth map;
        try (ClusterConnection connection = cluster.connect(terminal)) {
            map = ClusterOptions.orEnd(AwsAuthReader.of(connection).read()).awsAuth();
        }
        RuleSet rules = map.referenceReading();
        if (output.people()) {
            table(rules.rules());
        } else {
            terminal.out().print(output.format.write(report(map, rules)));
        }
        for (Finding finding : map.findings()) {
            terminal.error(finding.place() + " " + finding.severity().name().toLowerCase(Locale.ROOT) + " "
                    + finding.code(), finding.message() + ". " + finding.remedy());
        }
        return ExitCode.DONE.number();
    }

    private void table(List<MappingRule> rules) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADER);
        rules.forEach(rule -> rows.add(row(rule)));
        int[] widths = new int[HEADER.length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 3));
            }
            terminal.line(line.toString().stripTrailing());
        }
    }

    private static String[] row(MappingRule rule) {
        Map<String, Object> facts = facts(rule);
        Object groups = facts.get("groups");
        String shown = groups instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : "";
        return new String[]{Printable.name(String.valueOf(facts.get("principal"))),
            Printable.name(String.valueOf(facts.get("username"))), Printable.name(shown.isEmpty() ? "-" : shown),
            rule.place().section() + ":" + rule.place().line()};
    }

    private static Map<String, Object> facts(MappingRule rule) {
        return switch (rule) {
            case MappingRule.Role role -> facts("role", role.roleArn(), role.username(), role.groups(), rule);
            case MappingRule.User user -> facts("user", user.userArn(), user.username(), user.groups(), rule);
            case MappingRule.ArnPattern pattern ->
                facts("pattern", pattern.pattern(), pattern.username(), pattern.groups(), rule);
            case MappingRule.Account account ->
                facts("account", account.accountId(), "(the principal's own ARN)", List.of(), rule);
        };
    }

    private static Map<String, Object> facts(String kind, String principal, String username, List<String> groups,
            MappingRule rule) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", kind);
        facts.put("principal", principal);
        facts.put("username", username);
        facts.put("groups", groups);
        facts.put("section", rule.place().section());
        facts.put("line", rule.place().line());
        return facts;
    }

    private static Map<String, Object> report(AwsAuth map, RuleSet rules) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("source", AwsAuth.SOURCE);
        report.put("rules", rules.rules().stream().map(MappingListCommand::facts).toList());
        report.put("findings", map.findings().stream().map(finding -> Map.of("severity",
                finding.severity().name().toLowerCase(Locale.ROOT), "code", finding.code(), "section",
                finding.place().section(), "line", finding.place().line(), "message", finding.message(), "remedy",
                finding.remedy())).toList());
        return report;
    }
}
