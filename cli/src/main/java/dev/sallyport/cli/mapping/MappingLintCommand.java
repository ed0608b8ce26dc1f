package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.FailOnOption;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.lint.LintFinding;
import dev.sallyport.mapping.lint.MapMending;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping lint}: what is wrong or unwise in the text of the map, and its mechanical remedies. */
@Command(name = "lint", header = "find what is wrong or unwise in the map", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Judges the text of the map: an error is what a cluster on EKS drops or never matches, be it one",
    "entry or a whole section; a warning works, and is unwise. Every code is explained in",
    "docs/findings.md. Of a cluster's map, and of a file beside --context, the roles and bindings are",
    "looked at too. Exit code 1 when there are findings at or above --fail-on.", ""}, footer = {"", "Examples:",
        "  sallyport mapping lint --iam", "  sallyport mapping lint -f aws-auth.yaml",
        "  sallyport mapping lint --fix -f aws-auth.yaml",
        "  kubectl get configmap aws-auth -n kube-system -o yaml | sallyport mapping lint -f -",
        "  sallyport mapping lint -f aws-auth.yaml --report sarif > lint.sarif"})
final class MappingLintCommand implements Callable<Integer> {

    private final Terminal terminal;

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    FailOnOption failOn = new FailOnOption();

    @Option(names = "--fix", description = "Mend what can be mended mechanically, where the map stands.")
    boolean fix;

    @Option(names = "--iam", description = "Ask IAM too whether the principals are still there (iam:GetRole, iam:GetUser).")
    boolean iam;

    @Option(names = "--report", paramLabel = "sarif|github", converter = ReportName.class, description = "Write the findings as SARIF 2.1.0, or as GitHub's annotations.")
    @Nullable
    LintReport report;

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingLintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (fix && iam) {
            throw new CommandFailure(ExitCode.USAGE,
                    "--iam goes without --fix: what IAM says is not mended by itself.");
        }
        if (report != null && (fix || !output.people())) {
            throw new CommandFailure(ExitCode.USAGE, "--report goes with neither --fix nor -o.");
        }
        return fix ? mend() : tell();
    }

    private int tell() {
        Optional<MapFile> file = place.file(terminal);
        LintedMap linted = file.map(named -> LintedMap.of(named, place.cluster, iam, terminal))
                .orElseGet(() -> LintedMap.of(place.cluster, iam, terminal));
        List<LintFinding> found = linted.found();
        if (report != null) {
            terminal.out().print(report.write(found, file.flatMap(MapFile::artifact)));
        } else if (!output.people()) {
            terminal.out().print(output.format.write(LintWords.data(linted, found)));
        } else {
            LintWords.lines(linted.map(), found, typedForFix(file)).forEach(terminal::line);
            linted.unasked().forEach(sentence -> terminal.line("Not looked at: " + sentence));
        }
        return failOn.exitCode(found.stream().map(each -> each.finding().severity())).number();
    }

    private static String typedForFix(Optional<MapFile> file) {
        return "sallyport mapping lint --fix" + file.map(named -> " -f " + named.typed()).orElse("");
    }

    private int mend() {
        return place.make(terminal, new MapChanging(terminal, MapEditing.typed(spec), options, output), MapMending::of,
                List.of());
    }

    /** Reads {@code --report}. */
    static final class ReportName implements ITypeConverter<LintReport> {
        @Override
        public LintReport convert(String value) {
            return switch (value) {
                case "sarif" -> LintReport.SARIF;
                case "github" -> LintReport.GITHUB;
                default -> throw new TypeConversionException("expected sarif or github, not \"" + value + "\"");
            };
        }
    }
}
