package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping rollback}: makes the map what a revision left. */
@Command(name = "rollback", header = "make the map what it was in a revision", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Writes the text of a revision again, byte for byte, as a new revision; nothing of the history is",
    "lost. Lists first who gains access by it: whoever was taken out since may come back in.",
    "With --from-audit the text after an edit in an audit log: mapping history --from-audit FILE.",
    ""}, footer = {"", "Examples:", "  sallyport mapping rollback 3 --dry-run",
        "  sallyport mapping rollback 3 --from-audit audit.log",
        "  sallyport mapping rollback 3 --reason \"the nodes went NotReady\""})
final class MappingRollbackCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "REVISION", description = "Its number in mapping history, or in the audit log.")
    long revision;

    @Option(names = "--from-audit", paramLabel = "FILE", description = "The number is an edit's of this audit log; - for standard input.")
    @Nullable
    String audit;

    @Mixin
    MapReplacing replacing = new MapReplacing();

    MappingRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (audit != null) {
            Map<String, String> data = AuditFile.data(AuditFile.numbered(AuditFile.read(terminal, audit), revision));
            return replacing.make(terminal, _ -> data);
        }
        return replacing.make(terminal, cluster -> Revisions.data(cluster, revision));
    }
}
