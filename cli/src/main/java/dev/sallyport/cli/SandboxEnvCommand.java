package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.sandbox.SandboxFolder;
import dev.sallyport.sandbox.SandboxStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport sandbox env}: what a shell needs to use a running sandbox. */
@Command(name = "env", header = "print what a shell needs to use a sandbox", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Prints what a shell needs to use a running sandbox as the cluster's creator: endpoint,",
    "certificate, region, keys, and a KUBECONFIG of its own. Your ~/.aws and ~/.kube stay untouched.", ""}, footer = {
        "", "Examples:", "  eval \"$(sallyport sandbox env)\"", "  sallyport sandbox env --shell fish | source"})
final class SandboxEnvCommand implements Callable<Integer> {

    /** What would win over the sandbox's keys, or send its requests elsewhere. */
    private static final List<String> IN_THE_WAY = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_EKS", "AWS_ENDPOINT_URL_IAM",
            "AWS_ENDPOINT_URL_EC2", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

    private final Terminal terminal;

    @Mixin
    SandboxName name = new SandboxName();

    @Option(names = "--shell", paramLabel = "sh|fish", defaultValue = "sh", description = "For which shell: sh (also bash, zsh) or fish (default: ${DEFAULT-VALUE}).")
    String shell = "sh";

    SandboxEnvCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean fish = switch (shell) {
            case "sh", "bash", "zsh" -> false;
            case "fish" -> true;
            default -> throw new CommandFailure(ExitCode.USAGE,
                    "--shell knows sh, bash, zsh and fish, not \"" + shell + "\".");
        };
        Map<String, String> variables = running();
        for (String variable : IN_THE_WAY) {
            terminal.line(fish ? "set -e " + variable + ";" : "unset " + variable);
        }
        variables.forEach((variable, value) -> terminal.line(fish
                ? "set -gx " + variable + " " + fishWord(value) + ";"
                : "export " + variable + "=" + Printable.shellWord(value)));
        return ExitCode.DONE.number();
    }

    private Map<String, String> running() {
        String checked = name.checked();
        try {
            return SandboxFolder.factsOf(SandboxFolder.root(terminal.environment()), checked)
                    .orElseThrow(() -> new CommandFailure(ExitCode.UNREACHABLE, "no sandbox named \"" + checked
                            + "\" is running. Start one in another shell: sallyport sandbox"
                            + name.option()));
        } catch (SandboxStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentences());
        }
    }

    private static String fishWord(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
