package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code sallyport completion SHELL}: the words that a shell completes. */
@Command(name = "completion", header = "print the completion for a shell", mixinStandardHelpOptions = true, description = {
    "",
    "Prints the completion for a shell, made from the commands themselves.", ""}, footer = {"", "Examples:",
        "  source <(sallyport completion bash)", "  source <(sallyport completion zsh)",
        "  sallyport completion fish | source"})
final class CompletionCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    String shell = "";

    @CommandLine.Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine root = Sallyport.wholeTree(terminal);
        switch (shell) {
            // picocli's script serves both: under zsh it switches bash's completion on by itself
            case "bash", "zsh" -> terminal.out().print(AutoComplete.bash("sallyport", root));
            case "fish" -> terminal.out().print(FishCompletion.of(root));
            default -> throw new CommandFailure(ExitCode.USAGE,
                    "there is no completion for \"" + Printable.name(shell) + "\". Known: bash, zsh, fish.");
        }
        return ExitCode.DONE.number();
    }
}
