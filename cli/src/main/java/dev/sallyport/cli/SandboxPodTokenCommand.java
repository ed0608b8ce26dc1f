package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.sandbox.PodTokens;
import dev.sallyport.sandbox.SandboxFolder;
import dev.sallyport.sandbox.SandboxStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code sallyport sandbox pod-token}: what EKS would project into a pod. */
@Command(name = "pod-token", header = "print the token that a pod of a sandbox's cluster would have", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Prints the token that EKS would project into a pod of a service account, signed by the issuer of a",
    "running sandbox's cluster, without a line's end, as it stands in the pod's file. The sandbox's STS",
    "takes it for a role whose trust policy lets it in.", ""}, footer = {
        "", "Examples:", "  sallyport sandbox pod-token app -n dev > token",
        "  export AWS_ROLE_ARN=arn:aws:iam::123456789012:role/app AWS_WEB_IDENTITY_TOKEN_FILE=$PWD/token"})
final class SandboxPodTokenCommand implements Callable<Integer> {

    private static final int LONGEST = 86_400; // a day, in seconds: EKS's own limit

    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICEACCOUNT", description = "The service account's name.")
    String serviceAccount = "";

    @Option(names = {"-n",
        "--namespace"}, paramLabel = "NAMESPACE", defaultValue = "default", description = "Its namespace (default: ${DEFAULT-VALUE}).")
    String namespace = "default";

    @Option(names = "--audience", paramLabel = "AUDIENCE", defaultValue = PodTokens.STS, description = "Whom the token is for (default: ${DEFAULT-VALUE}).")
    String audience = PodTokens.STS;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "86400", description = {
        "How long it is good, at most ${DEFAULT-VALUE} s (the default); a negative number makes one that is",
        "over."})
    int seconds = LONGEST;

    @Mixin
    SandboxName name = new SandboxName();

    SandboxPodTokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (seconds > LONGEST) {
            throw new CommandFailure(ExitCode.USAGE, "--seconds takes at most " + LONGEST + ", a day.");
        }
        String checked = name.checked();
        try {
            PodTokens tokens = PodTokens.of(SandboxFolder.root(terminal.environment()), checked)
                    .orElseThrow(() -> new CommandFailure(ExitCode.UNREACHABLE, "no sandbox named \"" + checked
                            + "\" is running. Start one in another shell: sallyport sandbox" + name.option()));
            // Without a line's end, as the file in a pod: clients send the file as it is, and STS takes no blank.
            terminal.out().print(tokens.mint(namespace, serviceAccount, audience, Duration.ofSeconds(seconds),
                    Clock.systemUTC()));
        } catch (SandboxStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentences());
        }
        return ExitCode.DONE.number();
    }
}
