package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code sallyport mapping remove}: takes somebody out. */
@Command(name = "remove", header = "take a user, a role or an account out", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Takes an entry out of aws-auth; the rest of the text stays as it is. Refused where it would lock",
    "out the nodes, the last administrator or yourself (--allow-lockout).", ""}, footer = {"", "Examples:",
        "  sallyport mapping remove arn:aws:iam::123456789012:user/ana --reason \"left the team\"",
        "  sallyport mapping remove --account 123456789012 --dry-run"})
final class MappingRemoveCommand implements Callable<Integer> {

    private static final List<String> AFTERWARDS = List.of(
            "A token in use works on for some minutes, as long as the API server keeps what the webhook said of it;",
            "open watches and shells go on until they end.");

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "ARN", description = "The ARN, as it stands in the map; its case does not count.")
    @Nullable
    String subject;

    @Option(names = {"--arn", "--rolearn",
        "--userarn"}, paramLabel = "ARN", description = "The same, as eksctl names it.")
    @Nullable
    String arn;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "An account of mapAccounts.")
    @Nullable
    String account;

    @Option(names = "--line", paramLabel = "N", description = "Which entry, where the ARN stands more than once: its line in mapping list.")
    @Nullable
    Integer line;

    @Option(names = "--all", description = "Every entry of the ARN, where it stands more than once; as eksctl's.")
    boolean all;

    @Mixin
    MapEditing editing = new MapEditing();

    MappingRemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> given = Stream.of(subject, arn, account).flatMap(Stream::ofNullable).distinct().toList();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.USAGE, "give one ARN or one --account to take out.");
        }
        if (all && line != null) {
            throw new CommandFailure(ExitCode.USAGE, "give --line N or --all, not both.");
        }
        if (all) {
            return editing.make(terminal, Entries.removedAll(given.getFirst()), AFTERWARDS);
        }
        return editing.make(terminal,
                Entries.removed(given.getFirst(), line == null ? OptionalInt.empty() : OptionalInt.of(line)),
                AFTERWARDS);
    }
}
