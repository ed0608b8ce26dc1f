package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code sallyport mapping rollback}: makes the map what a revision left. */
@Command(name = "rollback", header = "make the map what it was in a revision", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Writes the text of a revision again, byte for byte, as a new revision; nothing of the history is",
    "lost. Lists first who gains access by it: whoever was taken out since may come back in.",
    ""}, footer = {"", "Examples:", "  sallyport mapping rollback 3 --dry-run",
        "  sallyport mapping rollback 3 --reason \"the nodes went NotReady\""})
final class MappingRollbackCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "REVISION", description = "Its number in mapping history.")
    long revision;

    @Mixin
    MapReplacing replacing = new MapReplacing();

    MappingRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return replacing.make(terminal, cluster -> Revisions.data(cluster, revision));
    }
}
