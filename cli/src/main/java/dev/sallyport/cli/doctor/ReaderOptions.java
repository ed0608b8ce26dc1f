package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.AuthenticatorLog;
import dev.sallyport.access.doctor.ForeignPlugin;
import dev.sallyport.access.doctor.Reader;
import dev.sallyport.access.doctor.Surroundings;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.access.AccessSourceOptions;
import dev.sallyport.cli.access.RemedyLines;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody who sees more shows the doctor: a second context, files, the authenticator's log. */
final class ReaderOptions {

    private static final int LONGEST_LOG = 64 << 20; // bytes; days of a busy cluster

    @Option(names = "--reader-context", paramLabel = "NAME", description = "A context that may read aws-auth and RBAC: somebody else's view of the same cluster.")
    @Nullable
    String context;

    @Option(names = "--with", paramLabel = "FILE", description = "Such a view as files: aws-auth, roles and bindings in YAML or JSON, a folder, or - for standard input. Repeatable.")
    List<String> files = new ArrayList<>();

    @Option(names = "--authenticator-log", paramLabel = "FILE", description = "EKS's authenticator log, as CloudWatch exports it or aws logs tail prints it.")
    @Nullable
    String log;

    /** @param place whoever is shown what the context has run, before that is done */
    Reader read(Terminal terminal, Surroundings place, AwsOptions aws, @Nullable String kubeconfig) {
        Optional<AuthenticatorLog> read = Optional.ofNullable(log).map(name -> log(terminal, name));
        ClusterOptions cluster = new ClusterOptions();
        cluster.context = context;
        if (context != null) { // else whoever mends it has a kubeconfig of their own
            cluster.kubeconfig = kubeconfig;
        }
        Reader.RemedyLines lines = new RemedyLines(cluster)::of;
        if (context == null && files.isEmpty()) {
            return new Reader(Optional.empty(), Optional.empty(), Optional.empty(), read, lines);
        }
        Optional<List<String>> foreign = Optional.ofNullable(context).flatMap(name -> ForeignPlugin.of(place, name));
        if (foreign.isPresent() && !place.approval().mayRun(foreign.get())) {
            return new Reader(Optional.empty(), Optional.of("the view by context "
                    + Printable.name(String.valueOf(context)) + " cannot be had: its own plugin was not run"),
                    Optional.ofNullable(context), read, lines);
        }
        AccessSourceOptions source = new AccessSourceOptions();
        if (context == null) {
            source.offline.addAll(files);
        } else {
            source.cluster = cluster;
            source.with.addAll(files);
        }
        return switch (source.read(terminal, place.namespace(), aws)) {
            case ClusterAnswer.Got<AccessWorld>(AccessWorld world) -> new Reader(Optional.of(world), Optional.empty(),
                    Optional.ofNullable(context), read, lines);
            case ClusterAnswer.Failed<AccessWorld>(ClusterFailure failure) -> {
                if (failure.kind() == ClusterFailure.Kind.CONFIGURATION) {
                    throw new CommandFailure(ExitCode.IMPOSSIBLE, "--reader-context: " + failure.sentence());
                }
                yield new Reader(Optional.empty(), Optional.of("the view by context "
                        + Printable.name(String.valueOf(context)) + " cannot be had: " + failure.message()),
                        Optional.ofNullable(context), read, lines);
            }
        };
    }

    private static AuthenticatorLog log(Terminal terminal, String name) {
        NamedInput input = NamedInput.of(terminal, name);
        byte[] bytes = input.read(in -> in.readNBytes(LONGEST_LOG + 1));
        if (bytes.length > LONGEST_LOG) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, input.shown() + " is longer than " + (LONGEST_LOG >> 20)
                    + " MiB: take the part from when you were refused.");
        }
        AuthenticatorLog log = AuthenticatorLog.read(input.shown(), new String(bytes, StandardCharsets.UTF_8));
        if (log.size() == 0) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, input.shown() + " has no line of an authenticator's log:"
                    + " none says access granted or access denied, with an ARN.\nIn CloudWatch it is the stream"
                    + " authenticator-... of the log group /aws/eks/CLUSTER/cluster.");
        }
        return log;
    }
}
