package dev.sallyport.cli.access;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.findings.AccessFindings;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.FailOnOption;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.Finding.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport access findings}: what is dangerous or in vain in who may do what. */
@Command(name = "findings", header = "find what is dangerous or in vain in who may do what", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Judges the map, the roles and the bindings together: an error opens a way that nobody can have meant, a",
    "warning is power to look after, or a line that leads nowhere. Every code is explained in",
    "docs/access.md. Exit code 1 when there are findings at or above --fail-on.", ""}, footer = {"", "Examples:",
        "  sallyport access findings", "  sallyport access findings --offline dump/ --fail-on warning",
        "  sallyport access findings -o json"})
final class AccessFindingsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    FailOnOption failOn = new FailOnOption();

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    AccessFindingsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AccessWorld world = AuditSource.read(source, terminal, aws);
        List<AccessFinding> found = AccessFindings.of(AuditSource.scene(world));
        if (!output.people()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("findings", found.stream().map(AccessFindingsCommand::facts).toList());
            report.put("remarks", AuditSource.limits(world));
            terminal.out().print(output.format.write(report));
        } else {
            found.forEach(this::tell);
            long errors = found.stream().filter(each -> each.code().severity() == Severity.ERROR).count();
            terminal.line(found.isEmpty()
                    ? "Nothing was found."
                    : counted(errors, "error") + ", " + counted(found.size() - errors, "warning")
                            + ". docs/access.md explains each code.");
            AuditSource.limits(world).forEach(limit -> terminal.line(Printable.name(limit)));
        }
        return failOn.exitCode(found.stream().map(each -> each.code().severity())).number();
    }

    private static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private void tell(AccessFinding finding) {
        terminal.line(Printable.name(finding.place() + "  " + severity(finding) + "  " + finding.code().code()));
        terminal.line("    " + Printable.name(finding.message() + "."));
        terminal.line("    " + Printable.name(finding.remedy()));
    }

    private static String severity(AccessFinding finding) {
        return finding.code().severity().name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> facts(AccessFinding finding) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("severity", severity(finding));
        facts.put("code", finding.code().code());
        facts.put("place", finding.place());
        facts.put("message", finding.message());
        facts.put("remedy", finding.remedy());
        return facts;
    }
}
