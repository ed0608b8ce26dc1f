package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandGroups;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sallyport mapping}: the map from IAM to Kubernetes. */
@Command(name = "mapping", header = "show and change the map from IAM to Kubernetes", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = {
    "",
    "Shows and changes the map that turns IAM principals into Kubernetes users (aws-auth): in a",
    "cluster, with a history and a way back, or in a file. Whatever you did not change stays as it is.",
    ""}, footer = {"", "Examples:", "  sallyport mapping list",
        "  sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana --group view",
        "  sallyport mapping history", "  sallyport mapping rollback 3"})
final class MappingCommand implements Runnable {

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandGroups.askForSubcommand(spec);
    }
}
