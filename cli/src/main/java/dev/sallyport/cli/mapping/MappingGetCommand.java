package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MappingRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code sallyport mapping get}: the entries for one ARN. */
@Command(name = "get", header = "show the entries for one ARN or account", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Shows the entries of aws-auth that name exactly this ARN or account. Whether a principal comes in",
    "by another entry, as by its account's, says mapping simulate. Exit code 1 when there is none.",
    ""}, footer = {"", "Examples:", "  sallyport mapping get arn:aws:iam::123456789012:user/ana",
        "  sallyport mapping get --account 123456789012 -f aws-auth.yaml"})
final class MappingGetCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "ARN", description = "The ARN, as it stands in the map; its case does not count.")
    @Nullable
    String subject;

    @Option(names = {"--arn", "--rolearn",
        "--userarn"}, paramLabel = "ARN", description = "The same, as eksctl and keikoproj name it.")
    @Nullable
    String arn;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "An account of mapAccounts.")
    @Nullable
    String account;

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    OutputOption output = new OutputOption();

    MappingGetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> given = Stream.of(subject, arn, account).flatMap(Stream::ofNullable).distinct().toList();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.USAGE, "give one ARN or one --account to look for.");
        }
        List<MappingRule> rules = place.read(terminal).referenceReading().rules().stream()
                .filter(rule -> Entries.isFor(rule, given.getFirst())).toList();
        if (!output.people()) {
            terminal.out().print(output.format.write(Map.of("rules", rules.stream().map(RuleFacts::of).toList())));
        } else if (rules.isEmpty()) {
            terminal.line("No entry names " + Printable.name(given.getFirst()) + ".");
        } else {
            RuleFacts.table(rules).print(terminal);
        }
        return (rules.isEmpty() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }
}
