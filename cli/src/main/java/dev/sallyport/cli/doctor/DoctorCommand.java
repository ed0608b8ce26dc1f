package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Commands;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Doctor;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.access.doctor.Reader;
import dev.sallyport.access.doctor.Surroundings;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code sallyport doctor}: why somebody is refused, and what mends it. */
@Command(name = "doctor", header = "find out why you are refused, and what mends it", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Goes from the shell outward, in the order a request takes: kubectl, kubeconfig, the credential",
    "plugin, AWS credentials, STS, the cluster, its token, the map, RBAC. Says what is wrong first, and",
    "the command that mends it. Reads and asks; changes nothing.", ""}, footer = {"", "Examples:",
        "  sallyport doctor", "  sallyport doctor --context prod -o json",
        "  sallyport doctor --check D-SSO-OVER             is it this? Exit code 1 when it is",
        "  sallyport doctor --explain M-NOT-MAPPED         what a code means, and what mends it", "",
        "Exit code 0 when there is no FAULT, 1 when there is one."})
public final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "The EKS cluster that is meant, where there is no kubeconfig for it yet.")
    @Nullable
    String clusterName;

    @Option(names = "--yes", description = "Run a kubeconfig's credential plugin that is none of the known ones without asking.")
    boolean yes;

    @Option(names = "--check", paramLabel = "CODE", converter = CodeConverter.class, description = "Say only whether it is this. Exit code 1 when it is, or cannot be told apart from it; 4 when it could not be seen.")
    @Nullable
    CheckCode check;

    @Option(names = "--explain", paramLabel = "CODE", converter = CodeConverter.class, description = "Say what a code means, how it looks and what mends it, as docs/doctor.md does. Looks at nothing.")
    @Nullable
    CheckCode explained;

    @Mixin
    OutputOption output = new OutputOption();

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (explained != null) {
            DoctorPage.packed().section(explained).forEach(terminal::line);
            return ExitCode.DONE.number();
        }
        Diagnosis all = Doctor.forPeople().examine(surroundings());
        Diagnosis shown = check == null ? all : all.at(check);
        Optional<Observation> named = check == null ? all.first() : all.find(check);
        if (output.people()) {
            DoctorWords.print(shown, named, terminal);
        } else {
            terminal.out().print(output.format.write(DoctorFacts.of(shown)));
        }
        if (check != null && !all.sawStation(check)) {
            return ExitCode.IMPOSSIBLE.number();
        }
        return (named.isPresent() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    /** Reads a code; whoever mistypes one is shown those of the same station. */
    static final class CodeConverter implements ITypeConverter<CheckCode> {
        @Override
        public CheckCode convert(String value) {
            return CheckCode.of(value).orElseThrow(() -> new TypeConversionException(
                    "doctor has no code " + Printable.shellWord(value) + ". " + alike(value)));
        }

        private static String alike(String value) {
            String part = value.length() < 2 ? value : value.substring(0, 2);
            String some = Arrays.stream(CheckCode.values()).map(CheckCode::code)
                    .filter(code -> code.regionMatches(true, 0, part, 0, part.length()))
                    .collect(Collectors.joining(", "));
            return some.isEmpty() ? "docs/doctor.md has them all" : "There are " + some;
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(terminal.environment(), terminal.variable("HOME").map(Path::of),
                Optional.ofNullable(cluster.kubeconfig).filter(name -> !name.isBlank()).map(Path::of),
                Optional.ofNullable(cluster.context), Optional.ofNullable(aws.profile), Optional.ofNullable(aws.region),
                Optional.ofNullable(clusterName), Optional.empty(), Reader.NONE, line -> yes || agreed(line),
                Commands.ofMachine(), Clock.systemUTC());
    }

    private boolean agreed(List<String> line) {
        terminal.err().println("The kubeconfig names a credential plugin of its own:\n  "
                + line.stream().map(Printable::name).collect(Collectors.joining(" ")));
        return terminal.agreed("Run it?");
    }
}
