package dev.sallyport.cli;

import dev.sallyport.access.Identification;
import dev.sallyport.access.Identification.Cluster;
import dev.sallyport.access.Identification.Iam;
import dev.sallyport.access.Identification.Mapping;
import dev.sallyport.access.WhoAmI;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.mapping.KubernetesUser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport whoami}: who one is to IAM, and to the cluster. */
@Command(name = "whoami", header = "say who you are to IAM, and to the cluster", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Says who you are behind both doors: the IAM identity, the rule and line of aws-auth that maps it,",
    "and the Kubernetes user and groups. What cannot be seen is inferred, and said to be.", ""}, footer = {"",
        "Examples:", "  sallyport whoami", "  sallyport whoami --context prod -o yaml", "",
        "Exit code 0 when the cluster knows you, 1 when it does not, 3 when it could not be asked."})
final class WhoamiCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    WhoamiCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AwsSettings settings = aws.settings(terminal);
        WhoAmI whoAmI = WhoAmI.of(settings, Clock.systemUTC());
        ClusterAnswer<ClusterConnection> connection = cluster.target(terminal).then(ClusterClients::open);
        Identification identification;
        try {
            identification = whoAmI.ask(connection);
        } finally {
            if (connection instanceof ClusterAnswer.Got<ClusterConnection>(ClusterConnection open)) {
                open.close();
            }
        }
        if (output.people()) {
            print(identification);
        } else {
            terminal.out().print(output.format.write(report(identification)));
        }
        return exitCode(identification).number();
    }

    private static ExitCode exitCode(Identification identification) {
        return switch (identification.cluster()) {
            case Cluster.Known known -> ExitCode.DONE;
            case Cluster.NameOnly slipped -> ExitCode.DONE;
            case Cluster.Expected expected -> ExitCode.DONE;
            case Cluster.Nobody nobody -> ExitCode.REFUSED;
            case Cluster.Unknown unknown -> ClusterOptions.exitCode(unknown.failure().kind());
        };
    }

    private void print(Identification identification) {
        terminal.line(headline(identification));
        terminal.line("");
        ReportLines lines = new ReportLines();
        iam(identification.iam(), lines);
        mapping(identification.mapping(), lines);
        cluster(identification.cluster(), lines);
        lines.print(terminal);
        if (!identification.remarks().isEmpty()) {
            terminal.line("");
            identification.remarks().forEach(remark -> terminal.line(Printable.text(remark)));
        }
    }

    private static String headline(Identification identification) {
        String whoIs = identification.iam() instanceof Iam.Known(var identity, var source)
                ? Printable.name(identity.canonicalArn().value().replaceFirst(".*:", "")) + " is"
                : "you are";
        return switch (identification.cluster()) {
            case Cluster.Known(KubernetesUser user) -> "YES  " + whoIs + " " + Printable.name(user.username())
                    + " in the cluster";
            case Cluster.NameOnly(String username, String because) -> "YES  " + whoIs + " " + Printable.name(username)
                    + " in the cluster";
            case Cluster.Expected(KubernetesUser user, String because) ->
                "?    " + (whoIs.equals("you are") ? "you" : whoIs.replaceFirst(" is$", "")) + " should be "
                        + Printable.name(user.username()) + " in the cluster";
            case Cluster.Nobody nobody -> "NO   " + whoIs + " nobody in the cluster";
            case Cluster.Unknown unknown -> "?    the cluster could not be asked who " + whoIs + " there";
        };
    }

    private static void iam(Iam iam, ReportLines lines) {
        switch (iam) {
            case Iam.Known known -> lines.add("identity",
                    known.identity().arn() + "\nby " + known.source(), "ok");
            case Iam.Unknown unknown -> lines.add("identity", unknown.failure().sentence(), "not known");
            case Iam.NotAsked notAsked -> lines.add("identity", "IAM is not asked: the kubeconfig signs in with "
                    + notAsked.how());
        }
    }

    private static void mapping(Mapping mapping, ReportLines lines) {
        switch (mapping) {
            case Mapping.ByRule byRule -> lines.add("mapping",
                    byRule.rule().place() + " -> " + described(byRule.user()), "ok");
            case Mapping.Unfilled unfilled -> lines.add("mapping", unfilled.rule().place() + ": " + unfilled.problem(),
                    "stops here");
            case Mapping.NoRule noRule -> lines.add("mapping",
                    "no rule of aws-auth matches (" + noRule.rulesRead() + " read)", "no rule");
            case Mapping.Inferred inferred -> lines.add("mapping", inferred.because() + " (inferred)",
                    inferred.letIn() ? "ok" : "stops here");
            case Mapping.Unknown unknown -> lines.add("mapping", unknown.because(), "not known");
        }
    }

    private static void cluster(Cluster cluster, ReportLines lines) {
        switch (cluster) {
            case Cluster.Known known -> lines.add("cluster", described(known.user()), "ok");
            case Cluster.NameOnly slipped -> lines.add("cluster", slipped.username() + " (" + slipped.because() + ")",
                    "ok");
            case Cluster.Expected expected -> lines.add("cluster",
                    described(expected.user()) + " (" + expected.because() + ")", "expected");
            case Cluster.Nobody nobody -> lines.add("cluster", nobody.failure().message(), "refused");
            case Cluster.Unknown unknown -> lines.add("cluster", unknown.failure().sentence(), "not known");
        }
    }

    private static String described(KubernetesUser user) {
        return user.username() + ", groups [" + String.join(" ", user.groups()) + "]";
    }

    private static Map<String, Object> report(Identification identification) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("inside", identification.isInside());
        report.put("identity", switch (identification.iam()) {
            case Iam.Known known -> ordered("arn", known.identity().arn().toString(), "canonicalArn",
                    known.identity().canonicalArn().value(), "account", known.identity().account(), "source",
                    known.source());
            case Iam.Unknown unknown -> ordered("problem", unknown.failure().sentence());
            case Iam.NotAsked notAsked -> ordered("notAsked", notAsked.how());
        });
        report.put("mapping", switch (identification.mapping()) {
            case Mapping.ByRule byRule -> ordered("source", byRule.rule().place().source(), "section",
                    byRule.rule().place().section(), "line", byRule.rule().place().line());
            case Mapping.Unfilled unfilled -> ordered("problem", unfilled.problem(), "line",
                    unfilled.rule().place().line());
            case Mapping.NoRule noRule -> ordered("rulesRead", noRule.rulesRead());
            case Mapping.Inferred inferred -> ordered("inferred", inferred.because(), "letIn", inferred.letIn());
            case Mapping.Unknown unknown -> ordered("problem", unknown.because());
        });
        report.put("cluster", switch (identification.cluster()) {
            case Cluster.Known known -> user(known.user());
            case Cluster.NameOnly slipped -> ordered("username", slipped.username());
            case Cluster.Expected expected -> user(expected.user());
            case Cluster.Nobody nobody -> ordered("problem", nobody.failure().sentence());
            case Cluster.Unknown unknown -> ordered("problem", unknown.failure().sentence());
        });
        report.put("remarks", identification.remarks());
        return report;
    }

    private static Map<String, Object> user(KubernetesUser user) {
        return ordered("username", user.username(), "uid", user.uid(), "groups", List.copyOf(user.groups()), "extra",
                user.extra());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
