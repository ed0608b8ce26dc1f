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
import java.util.concurrent.Callable;

/** {@code sallyport mapping add account}: lets everybody of an account in. */
@Command(name = "account", header = "let everybody of an AWS account in", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Adds an account to mapAccounts: every principal of it is let in, under its own ARN and without a",
    "group. Who that is, the account's administrators decide from then on.",
    ""}, footer = {"", "Examples:", "  sallyport mapping add account 123456789012",
        "  sallyport mapping add account --account 123456789012 --dry-run"})
final class MappingAddAccountCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "The account's twelve digits.")
    @Nullable
    String account;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "The same, as eksctl names it.")
    @Nullable
    String named;

    @Mixin
    MapEditing editing = new MapEditing();

    MappingAddAccountCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String id = account == null ? named : account;
        if (id == null || (named != null && !named.equals(id))) {
            throw new CommandFailure(ExitCode.USAGE, "give one account, as in: sallyport mapping add account"
                    + " 123456789012");
        }
        return editing.make(terminal, Entries.addedAccount(id), List.of());
    }
}
