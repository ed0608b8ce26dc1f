package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MappingRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping get}: the entries for one ARN. */
@Command(name = "get", header = "show the entries for one ARN or account", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Shows the entries of aws-auth that name exactly this ARN or account. Whether a principal comes in",
    "by another entry, as by its account's, says mapping simulate. Exit code 1 when there is none.",
    ""}, footer = {"", "Examples:", "  sallyport mapping get arn:aws:iam::123456789012:user/ana",
        "  sallyport mapping get --account 123456789012 -f aws-auth.yaml"})
final class MappingGetCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    SubjectOptions subject = new SubjectOptions();

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    OutputOption output = new OutputOption();

    MappingGetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String wanted = subject.theOne();
        List<MappingRule> rules = place.read(terminal).referenceReading().rules().stream()
                .filter(rule -> Entries.isFor(rule, wanted)).toList();
        if (!output.people()) {
            terminal.out().print(output.format.write(Map.of("rules", rules.stream().map(RuleFacts::of).toList())));
        } else if (rules.isEmpty()) {
            terminal.line("No entry names " + Printable.name(wanted) + ".");
        } else {
            RuleFacts.table(rules).print(terminal);
        }
        return (rules.isEmpty() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }
}
