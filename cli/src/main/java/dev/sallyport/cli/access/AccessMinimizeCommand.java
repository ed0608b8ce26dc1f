package dev.sallyport.cli.access;

import dev.sallyport.access.minimize.Asked;
import dev.sallyport.access.minimize.Broadening;
import dev.sallyport.access.minimize.Minimized;
import dev.sallyport.access.minimize.Minimizer;
import dev.sallyport.access.minimize.RoleName;
import dev.sallyport.access.minimize.SeenRequests;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code sallyport access minimize}: the least roles for what an audit log shows. */
@Command(name = "minimize", header = "write the least roles for what an audit log shows", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Reads audit logs and writes the least Roles, ClusterRoles and bindings under which every request of",
    "SUBJECT that was let through would be again, as YAML for kubectl apply. Before it prints them it",
    "replays the log against them. SUBJECT is an ARN, user:NAME, group:NAME, sa:NAMESPACE/NAME, or a bare",
    "name of a user or a group. With --context or --offline it also says what of today's rights the log",
    "has not seen. Nothing is changed. Exit code 1 when the log has no request of SUBJECT.", ""}, footer = {"",
        "Examples:", "  sallyport access minimize user:ana --audit audit.log | kubectl apply -f -",
        "  sallyport access minimize arn:aws:iam::123456789012:role/ci --audit export.gz --context prod",
        "  sallyport access minimize group:devs --audit - --any-name pods,pods/log --verbs-together read"})
final class AccessMinimizeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "SUBJECT", description = "Whose requests the roles are to allow.")
    String subject = "";

    @Mixin
    AuditLogs logs = new AuditLogs();

    @Option(names = "--to", paramLabel = "SUBJECT", description = "Whom the bindings name instead: user:NAME, group:NAME or sa:NAMESPACE/NAME.")
    @Nullable
    String to;

    @Option(names = "--name", paramLabel = "NAME", description = "What the objects are called; else least- and the subject's name.")
    @Nullable
    String name;

    @Option(names = "--with-denied", description = "Allow what was refused, too.")
    boolean withDenied;

    @Option(names = "--all", description = "Allow what everybody may who is let in, too.")
    boolean all;

    @Option(names = "--any-name", paramLabel = "RESOURCES", split = ",", description = "Leave out the names of these resources, such as pods,pods/log,deployments.apps; or all.")
    Set<String> anyName = new LinkedHashSet<>();

    @Option(names = "--any-namespace", description = "Allow in all namespaces what was seen in some.")
    boolean anyNamespace;

    @Option(names = "--verbs-together", paramLabel = "read|write", split = ",", converter = VerbsWord.class, description = "Where one of get, list and watch was seen, allow all three (read); likewise create, update, patch and delete (write).")
    Set<Broadening.Verbs> together = new LinkedHashSet<>();

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    AccessMinimizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        MinimizeSubject whose = MinimizeSubject.of(subject);
        check();
        Optional<AccessWorld> today = hasSource()
                ? Optional.of(AuditSource.read(source, terminal, aws))
                : Optional.empty();
        logs.read(terminal, whose);
        SeenRequests seen = whose.found();
        if (seen.requests() == 0 && output.people()) {
            throw new CommandFailure(ExitCode.REFUSED, whose.unknown());
        }
        Minimized least = least(seen, today);
        List<Asked> given = new ArrayList<>(seen.allowed());
        given.addAll(withDenied ? seen.denied() : List.of());
        broadening().idle(given).forEach(resource -> terminal.error("--any-name " + Printable.name(resource),
                "no request that the roles allow is about it, so it changes nothing."));
        if (!least.replay().denied().isEmpty()) {
            throw new IllegalStateException("the replay denies " + least.replay().denied().getFirst());
        }
        if (output.people()) {
            new MinimizeWords(logs, seen, least, today, wider()).lines()
                    .forEach(line -> terminal.line(line.isEmpty() ? "#" : "# " + Printable.name(line)));
            terminal.out().print(least.text());
        } else {
            terminal.out().print(output.format.write(MinimizeFacts.of(logs, seen, least, today, wider())));
        }
        return (seen.requests() == 0 ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private void check() {
        Set<String> read = new HashSet<>(source.offline);
        read.addAll(source.with);
        logs.check(read.contains("-") ? List.of("-") : List.of());
        if (!hasSource() && !source.with.isEmpty()) {
            throw usage("--with lays objects over a cluster or over files: give --context or --offline, too.");
        }
        if (name != null && !RoleName.isValid(name)) {
            throw usage(Printable.shellWord(name) + " is no name for a role: no blank, no slash, no %, at most 200"
                    + " characters.");
        }
        if (to != null) {
            MinimizeSubject.named(to); // before a log is read that may be large
        }
        if (anyName.contains("")) {
            throw usage("--any-name names a resource, such as pods, or all.");
        }
    }

    private boolean hasSource() {
        return !source.offline.isEmpty() || source.cluster.context != null || source.cluster.kubeconfig != null;
    }

    private Minimized least(SeenRequests seen, Optional<AccessWorld> today) {
        Minimizer.Wishes wishes = new Minimizer.Wishes(broadening(), withDenied, all,
                Optional.ofNullable(to).map(MinimizeSubject::named),
                Optional.ofNullable(name).orElseGet(() -> RoleName.of(seen.subject())));
        return today.map(world -> Minimizer.of(wishes, world.cluster().rbac()))
                .orElseGet(() -> Minimizer.of(wishes)).minimize(seen);
    }

    private Broadening broadening() {
        return new Broadening(anyName, anyNamespace, together);
    }

    /** What was asked for beyond the least, as it was typed. */
    private List<String> wider() {
        List<String> wider = new ArrayList<>();
        if (!anyName.isEmpty()) {
            wider.add("--any-name " + String.join(",", anyName));
        }
        if (anyNamespace) {
            wider.add("--any-namespace");
        }
        together.forEach(verbs -> wider.add("--verbs-together " + verbs.name().toLowerCase(Locale.ROOT)));
        if (withDenied) {
            wider.add("--with-denied");
        }
        if (all) {
            wider.add("--all");
        }
        return wider;
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }

    /** Reads the option's value. */
    static final class VerbsWord implements ITypeConverter<Broadening.Verbs> {
        @Override
        public Broadening.Verbs convert(String value) {
            return switch (value) {
                case "read" -> Broadening.Verbs.READ;
                case "write" -> Broadening.Verbs.WRITE;
                default -> throw new TypeConversionException("expected read or write, not \"" + value + "\"");
            };
        }
    }
}
