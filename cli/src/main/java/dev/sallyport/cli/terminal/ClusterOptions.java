package dev.sallyport.cli.terminal;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.KubeconfigSource;
import dev.sallyport.cluster.connection.KubeconfigTargets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** {@code --kubeconfig} and {@code --context}, the same on every command that asks a cluster. */
public final class ClusterOptions {

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig to use. Else those in KUBECONFIG, else ~/.kube/config.")
    public @Nullable String kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "The context to use instead of the current one.")
    public @Nullable String context;

    /** Where the kubeconfig leads, and as whom; a credential plugin is run to find that out. */
    public ClusterAnswer<ClusterTarget> target(Terminal terminal) {
        return KubeconfigTargets.in(terminal.environment(), Clock.systemUTC()).read(source(terminal),
                Optional.ofNullable(context));
    }

    /** The same for somebody who only looks at it: no plugin is run. */
    public ClusterAnswer<ClusterTarget> withoutRunning(Terminal terminal) {
        return KubeconfigTargets.in(terminal.environment(), Clock.systemUTC()).withoutRunning(source(terminal),
                Optional.ofNullable(context));
    }

    /** A client of that cluster; the caller closes it. */
    public ClusterConnection connect(Terminal terminal) {
        return orEnd(target(terminal).then(ClusterClients::open));
    }

    private KubeconfigSource source(Terminal terminal) {
        if (kubeconfig != null && !kubeconfig.isBlank()) {
            return KubeconfigSource.file(Path.of(kubeconfig));
        }
        if (terminal.variable("HOME").isEmpty() && terminal.variable("KUBECONFIG").isEmpty()) {
            throw noKubeconfig();
        }
        return KubeconfigSource.kubectls(terminal.environment(), Path.of(terminal.variable("HOME").orElse("/")));
    }

    /** There is no kubeconfig to be found. */
    public static CommandFailure noKubeconfig() {
        return new CommandFailure(ExitCode.IMPOSSIBLE, "there is no kubeconfig to read: neither KUBECONFIG nor HOME is"
                + " set.\nSet one of them, or give --kubeconfig FILE.");
    }

    /** The answer's value; a failure ends the command with its sentences. */
    public static <T> T orEnd(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Got<T> got -> got.value();
            case ClusterAnswer.Failed<T> failed -> throw end(failed.failure());
        };
    }

    /** What ends a command that this failure ends. */
    public static CommandFailure end(ClusterFailure failure) {
        return new CommandFailure(exitCode(failure.kind()), failure.remedy().isEmpty()
                ? failure.message()
                : failure.message() + "\n" + failure.remedy());
    }

    /** How it ends. */
    public static ExitCode exitCode(ClusterFailure.Kind kind) {
        return switch (kind) {
            case CONFIGURATION, NO_CREDENTIALS -> ExitCode.IMPOSSIBLE;
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, INVALID -> ExitCode.REFUSED;
            case UNREACHABLE, UNTRUSTED, UNAVAILABLE, NONSENSE -> ExitCode.UNREACHABLE;
        };
    }
}
