package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.CommandGroups;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sallyport access}: questions about everybody. */
@Command(name = "access", header = "show who has what, what is dangerous, and who gained what", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = {
    "",
    "Answers questions about everybody in a cluster at once, from IAM's principals to RBAC's rules. Reads",
    "only, from a live cluster or from files; grant-console writes, and asks before.", ""}, footer = {"", "Examples:",
        "  sallyport access lookup arn:aws:iam::123456789012:role/ci", "  sallyport access matrix -n prod",
        "  sallyport access diff monday/ friday/", "  sallyport access findings --fail-on warning",
        "  sallyport access minimize user:ana --audit audit.log",
        "  sallyport access report --html report.html --csv report.csv"})
final class AccessCommand implements Runnable {

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandGroups.askForSubcommand(spec);
    }
}
