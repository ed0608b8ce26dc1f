package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandGroups;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sallyport kubeconfig}: the files that tell kubectl where and as whom. */
@Command(name = "kubeconfig", header = "write and show kubeconfigs", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = {
    "",
    "Writes and shows kubeconfig files. What you wrote in them stays as it is.", ""}, footer = {"", "Examples:",
        "  sallyport kubeconfig update --name demo --region ap-northeast-2",
        "  sallyport kubeconfig view"})
final class KubeconfigCommand implements Runnable {

    @CommandLine.Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandGroups.askForSubcommand(spec);
    }
}
