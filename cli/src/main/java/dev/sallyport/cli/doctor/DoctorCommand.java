package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Commands;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Doctor;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.access.doctor.Reader;
import dev.sallyport.access.doctor.Surroundings;
import dev.sallyport.cli.access.RequestOptions;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.rbac.AccessRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code sallyport doctor}: why somebody is refused, and what mends it. */
@Command(name = "doctor", header = "find out why you are refused, and what mends it", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Goes from the shell outward, in the order a request takes: kubectl, kubeconfig, the credential",
    "plugin, AWS credentials, STS, the cluster, its token, the map, RBAC. Says what is wrong first, and",
    "the command that mends it. Reads and asks; changes nothing, unless --fix is given.", ""}, footer = {"",
        "Examples:",
        "  sallyport doctor", "  sallyport doctor get pods -n dev              and may I do this?",
        "  sallyport doctor --fix                          and mend what can be mended in your files",
        "  sallyport doctor --with aws-auth.yaml           with the map that an administrator sent",
        "  sallyport doctor --check D-SSO-OVER             is it this? Exit code 1 when it is",
        "  sallyport doctor --explain M-NOT-MAPPED         what a code means, and what mends it", "",
        "Exit code 0 when there is no FAULT, 1 when there is one."})
public final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..2", paramLabel = "VERB RESOURCE[/NAME]", hideParamSyntax = true, description = "What was refused, as kubectl takes it; without it, whether one may do anything.")
    List<String> words = new ArrayList<>();

    @Option(names = {"-n",
        "--namespace"}, paramLabel = "NAMESPACE", description = "Where. Without it, where kubectl would look.")
    String namespace = "";

    @Option(names = "--subresource", paramLabel = "NAME", description = "Such as log, exec or token.")
    String subresource = "";

    @Option(names = "--url", paramLabel = "PATH", description = "A path that is no resource, such as /metrics, in place of RESOURCE.")
    @Nullable
    String url;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "The EKS cluster that is meant, where there is no kubeconfig for it yet.")
    @Nullable
    String clusterName;

    @Mixin
    ReaderOptions reader = new ReaderOptions();

    @Option(names = "--fix", description = "Make the safe changes of your own files: each is shown and asked about first. With --check, only that one's.")
    boolean fix;

    @Option(names = "--yes", description = "Do not ask: write what --fix would, write the bundle, run a kubeconfig's credential plugin that is none of the known ones.")
    boolean yes;

    @Option(names = "--node", arity = "0..1", fallbackValue = "", paramLabel = "INSTANCE|ROLE", description = "Say too why a node does not join: an instance's id, or its role's ARN; without either, the roles of the managed node groups.")
    @Nullable
    String node;

    @Option(names = "--console", description = "Say too why the EKS console shows no Kubernetes objects.")
    boolean console;

    @Option(names = "--bundle", paramLabel = "FILE.tar.gz", description = "Write the report for support, under other names and without a secret. Shows what goes in, and asks before.")
    @Nullable
    String bundle;

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
        Optional<BundleFile> file = Optional.ofNullable(bundle).map(name -> new BundleFile(terminal, name));
        Doctor people = node == null ? Doctor.forPeople() : Doctor.forPeople().withNode(checkedNode(node));
        Doctor doctor = console ? people.withConsole() : people;
        Surroundings place = surroundings(request());
        Diagnosis all = fix
                ? new DoctorFix(terminal, yes, Optional.ofNullable(check)).mend(() -> doctor.examine(place))
                : doctor.examine(place);
        if (file.isPresent()) {
            file.get().write(all, kubeconfig(), yes);
        }
        if (check != null) {
            return check(all, check);
        }
        if (output.people()) {
            DoctorWords.print(all, terminal);
        } else {
            terminal.out().print(output.format.write(DoctorFacts.of(all)));
        }
        return (all.first().isPresent() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private int check(Diagnosis all, CheckCode code) {
        Diagnosis there = all.at(code);
        Optional<Observation> found = all.find(code);
        if (output.people()) {
            DoctorWords.check(there, code, found, all.sawStation(code), terminal);
        } else {
            terminal.out().print(output.format.write(DoctorFacts.of(there)));
        }
        if (found.isPresent()) {
            return ExitCode.REFUSED.number();
        }
        return (all.sawStation(code) ? ExitCode.DONE : ExitCode.IMPOSSIBLE).number();
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

    private static String checkedNode(String node) {
        if (node.isEmpty() || node.matches("i-[0-9a-f]{8,17}") || node.matches("arn:[^:]+:iam::[0-9]{12}:role/.+")) {
            return node;
        }
        throw new CommandFailure(ExitCode.USAGE, "--node takes an instance's id or a role's ARN, not "
                + Printable.shellWord(node) + ".\nThey look like i-0123456789abcdef0 and"
                + " arn:aws:iam::123456789012:role/eks-node-role.");
    }

    /** What was refused; empty where it was not said. */
    private Optional<AccessRequest> request() {
        if (words.size() > 2) {
            throw new CommandFailure(ExitCode.USAGE,
                    "after VERB RESOURCE[/NAME] come no more words: " + Printable.shellWord(words.get(2)) + ".");
        }
        if (words.isEmpty() && url == null) {
            if (!subresource.isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "--subresource goes with VERB RESOURCE.");
            }
            return Optional.empty();
        }
        if (words.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "say what is done to the path: VERB --url PATH.");
        }
        RequestOptions.Asked asked = RequestOptions.of(words, namespace, subresource, Optional.ofNullable(url))
                .read(List.of());
        asked.remark().ifPresent(remark -> terminal.err().println(Printable.text(remark)));
        return Optional.of(asKubectlAsks(asked.request()));
    }

    /** What was refused was most likely a {@code kubectl get}, which without a name asks for the verb list. */
    private static AccessRequest asKubectlAsks(AccessRequest request) {
        if (request instanceof AccessRequest.Resource asked && asked.verb().equals("get") && asked.name().isEmpty()
                && asked.subresource().isEmpty()) {
            return new AccessRequest.Resource("list", asked.group(), asked.resource(), "", "", asked.namespace());
        }
        return request;
    }

    private Optional<Path> kubeconfig() {
        return Optional.ofNullable(cluster.kubeconfig).filter(name -> !name.isBlank()).map(Path::of);
    }

    /** A kubeconfig is read by one check after another, and what is in a pipe is gone after the first. */
    private static void refuseAPipe(Surroundings place) {
        List<Path> files;
        try {
            files = KubeconfigFiles.ofKubectl(place.variables(), place.home(), place.kubeconfig()).paths();
        } catch (InvalidPathException e) {
            return; // that is a fault, and named among the others
        }
        files.stream().filter(DoctorCommand::isAPipe).findFirst().ifPresent(pipe -> {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "the kubeconfig " + Printable.name(pipe.toString())
                    + " is a pipe, which can be read once, and doctor reads it more than once.\nWrite what it gives to a"
                    + " file, and name that.");
        });
    }

    private static boolean isAPipe(Path file) {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode && (mode & 0170000) == 0010000; // S_IFIFO
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not there, or of a system without pipes that have names
        }
    }

    private Surroundings surroundings(Optional<AccessRequest> request) {
        Optional<String> where = Optional.of(namespace).filter(name -> !name.isEmpty());
        Map<List<String>, Boolean> answers = new HashMap<>(); // each is asked once, however often it would be run
        Surroundings alone = new Surroundings(terminal.environment(), terminal.variable("HOME").map(Path::of),
                kubeconfig(),
                Optional.ofNullable(cluster.context), Optional.ofNullable(aws.profile), aws.region(),
                Optional.ofNullable(clusterName), request, where, Reader.NONE,
                line -> yes || answers.computeIfAbsent(line, this::agreed), Commands.ofMachine(), Clock.systemUTC());
        refuseAPipe(alone);
        return alone.with(reader.read(terminal, alone, aws, cluster.kubeconfig));
    }

    private boolean agreed(List<String> line) {
        terminal.err().println("The kubeconfig has this run, which is no call for a token that is known here:\n  "
                + line.stream().map(Printable::name).collect(Collectors.joining(" ")));
        return terminal.agreed("Run it?");
    }
}
