package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

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

    @Mixin
    SubjectOptions subject = new SubjectOptions();

    @Mixin
    LineOption line = new LineOption();

    @Option(names = "--all", description = "Every entry of the ARN, where it stands more than once; as eksctl's.")
    boolean all;

    @Mixin
    MapEditing editing = new MapEditing();

    MappingRemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String leaving = subject.theOne();
        if (all && line.line().isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "give --line N or --all, not both.");
        }
        return editing.make(terminal, all ? Entries.removedAll(leaving) : Entries.removed(leaving, line.line()),
                AFTERWARDS);
    }
}
