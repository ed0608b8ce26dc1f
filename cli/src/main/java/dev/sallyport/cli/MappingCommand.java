package dev.sallyport.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sallyport mapping}: the map from IAM to Kubernetes. */
@Command(name = "mapping", header = "show the map from IAM to Kubernetes", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = {
    "",
    "Shows the map that turns IAM principals into Kubernetes users (aws-auth).",
    ""}, footer = {"", "Examples:", "  sallyport mapping list", "  sallyport mapping list --context prod -o json"})
final class MappingCommand implements Runnable {

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandGroups.askForSubcommand(spec);
    }
}
