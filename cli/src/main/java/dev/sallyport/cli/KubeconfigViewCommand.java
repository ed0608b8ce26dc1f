package dev.sallyport.cli;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport kubeconfig view}: the contexts as kubectl sees them, without secrets. */
@Command(name = "view", header = "show where each context leads, and as whom", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Shows the contexts of all files of your kubeconfig merged, as kubectl sees them: where each leads,",
    "who gives its token, and in which file it stands. No secret is shown.", ""}, footer = {"", "Examples:",
        "  sallyport kubeconfig view", "  sallyport kubeconfig view --kubeconfig ~/other -o json"})
final class KubeconfigViewCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The file to read instead of KUBECONFIG's.")
    @Nullable
    String kubeconfig;

    @Mixin
    OutputOption output = new OutputOption();

    KubeconfigViewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KubeconfigFiles files = KubeconfigFiles.of(terminal.environment(), terminal.variable("HOME").map(Path::of),
                Optional.ofNullable(kubeconfig));
        if (files.paths().isEmpty()) {
            throw ClusterOptions.noKubeconfig();
        }
        if (kubeconfig != null && !kubeconfig.isBlank() && !Files.exists(files.paths().getFirst())) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "there is no kubeconfig " + files.paths().getFirst() + ".");
        }
        MergedKubeconfig merged = MergedKubeconfig.of(files);
        if (!merged.problems().isEmpty()) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, String.join("\n", merged.problems()));
        }
        if (output.people()) {
            print(files, merged);
        } else {
            terminal.out().print(output.format.write(report(merged)));
        }
        return ExitCode.DONE.number();
    }

    private void print(KubeconfigFiles files, MergedKubeconfig merged) {
        if (merged.contexts().isEmpty()) {
            terminal.line(
                    "No context in " + String.join(", ", files.paths().stream().map(Path::toString).toList()) + ".");
            terminal.line("Write one: sallyport kubeconfig update --name NAME --region REGION");
            return;
        }
        merged.contexts().forEach((name, way) -> {
            boolean current = merged.currentContext().filter(name::equals).isPresent();
            terminal.line((current ? "* " : "  ") + Printable.name(name));
            ReportLines lines = new ReportLines();
            facts(way).forEach((label, value) -> lines.add(label, value));
            lines.print(terminal);
        });
    }

    private static Map<String, String> facts(MergedKubeconfig.Way way) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("server", way.cluster().map(cluster -> cluster.server().orElse("(none)"))
                .orElse("(no cluster named " + way.context().cluster() + ")"));
        facts.put("user", way.user().map(KubeconfigViewCommand::signsIn)
                .orElse("(no user named " + way.context().user() + ")"));
        way.context().namespace().ifPresent(namespace -> facts.put("namespace", namespace));
        facts.put("file", way.file().toString());
        return facts;
    }

    private static String signsIn(KubeconfigUser user) {
        return user.exec()
                .map(exec -> exec.command() + " " + String.join(" ", exec.args()) + "  (" + exec.apiVersion() + ")")
                .orElseGet(() -> user.otherCredentials().isEmpty()
                        ? "no credentials"
                        : String.join(", ", user.otherCredentials()) + " (not shown)");
    }

    private static Map<String, Object> report(MergedKubeconfig merged) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("currentContext", merged.currentContext().orElse(""));
        List<Map<String, Object>> contexts = new ArrayList<>();
        merged.contexts().forEach((name, way) -> {
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("name", name);
            context.put("cluster", way.context().cluster());
            context.put("server", way.cluster().flatMap(KubeconfigCluster::server).orElse(""));
            context.put("user", way.context().user());
            way.user().flatMap(KubeconfigUser::exec).ifPresent(exec -> context.put("exec",
                    Map.of("apiVersion", exec.apiVersion(), "command", exec.command(), "args", exec.args())));
            context.put("file", way.file().toString());
            contexts.add(context);
        });
        report.put("contexts", contexts);
        return report;
    }
}
