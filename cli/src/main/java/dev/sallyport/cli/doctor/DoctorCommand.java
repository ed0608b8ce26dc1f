package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.Commands;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Doctor;
import dev.sallyport.access.doctor.Surroundings;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
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
        "  sallyport doctor", "  sallyport doctor --context prod -o json", "",
        "Exit code 0 when nothing is wrong, 1 when there is a FAULT."})
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

    @Mixin
    OutputOption output = new OutputOption();

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = Doctor.forPeople().examine(surroundings());
        if (output.people()) {
            DoctorWords.print(diagnosis, terminal);
        } else {
            terminal.out().print(output.format.write(DoctorFacts.of(diagnosis)));
        }
        return (diagnosis.first().isPresent() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private Surroundings surroundings() {
        return new Surroundings(terminal.environment(), terminal.variable("HOME").map(Path::of),
                Optional.ofNullable(cluster.kubeconfig).filter(name -> !name.isBlank()).map(Path::of),
                Optional.ofNullable(cluster.context), Optional.ofNullable(aws.profile), Optional.ofNullable(aws.region),
                Optional.ofNullable(clusterName), Optional.empty(), Optional.empty(), line -> yes || agreed(line),
                Commands.ofMachine(), Clock.systemUTC());
    }

    private boolean agreed(List<String> line) {
        terminal.err().println("The kubeconfig names a credential plugin of its own:\n  "
                + line.stream().map(Printable::name).collect(Collectors.joining(" ")));
        return terminal.agreed("Run it?");
    }
}
