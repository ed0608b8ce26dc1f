package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandGroups;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sallyport mapping add}: lets somebody in. */
@Command(name = "add", header = "let a user, a role or an account in", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = {
    "",
    "Adds an entry to aws-auth, at the end of its section. The rest of the text stays as it is.",
    ""}, footer = {"", "Examples:",
        "  sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana --group view",
        "  sallyport mapping add role --arn arn:aws:iam::123456789012:role/dev --username dev --group edit",
        "  sallyport mapping add account 123456789012"})
final class MappingAddCommand implements Runnable {

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandGroups.askForSubcommand(spec);
    }
}
