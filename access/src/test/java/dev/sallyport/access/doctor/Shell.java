package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.LocalCommand;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody's shell: a home with real files, and programs that say what a test wants them to say. */
final class Shell implements Commands {

    static final String ARN = "arn:aws:eks:eu-west-1:123456789012:cluster/demo";
    static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            # my clusters
            clusters:
            - cluster:
                server: https://example.eks.amazonaws.com
              name: ARN
            contexts:
            - context:
                cluster: ARN
                user: ARN
              name: ARN
            current-context: ARN
            users:
            - name: ARN
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1beta1
                  args:
                  - --region
                  - eu-west-1
                  - eks
                  - get-token
                  - --cluster-name
                  - demo
                  - --output
                  - json
                  command: aws
            """.replace("ARN", ARN);

    final Path root;
    final Path home;
    final Map<String, String> variables = new HashMap<>();
    private final Map<Path, Outcome> answers = new HashMap<>();
    private Optional<Path> file = Optional.empty();
    private Optional<String> context = Optional.empty();
    private Optional<String> clusterName = Optional.empty();
    private boolean terminal;

    /** A shell in which everything is as it should be, in a folder of its own. */
    Shell(Path root) {
        this.root = root;
        this.home = folder(root.resolve("home"));
        variables.put("HOME", home.toString());
        variables.put("PATH", folder(root.resolve("bin")).toString());
        kubectl("v1.34.2");
        program("bin/aws", "aws-cli/2.31.0 Python/3.13.7 Linux/6.8 exe/x86_64");
        kubeconfig(KUBECONFIG);
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell kubectl(String version) {
        return program("bin/kubectl", "{\"clientVersion\": {\"major\": \"1\", \"gitVersion\": \"" + version + "\"}}");
    }

    /** A program below the root, which writes this and ends well. */
    Shell program(String path, String output) {
        return program(path, new Outcome.Ended(0, output, ""));
    }

    Shell program(String path, Outcome outcome) {
        try {
            Path program = root.resolve(path);
            write(program, "");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            answers.put(program, outcome);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell without(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell kubeconfig(String text) {
        write(home.resolve(".kube/config"), text);
        return this;
    }

    /** The usual kubeconfig, with one text in it in the place of another. */
    Shell edited(String from, String to) {
        if (!KUBECONFIG.contains(from)) {
            throw new IllegalArgumentException("not in the kubeconfig: " + from);
        }
        return kubeconfig(KUBECONFIG.replace(from, to));
    }

    static void write(Path file, String text) {
        try {
            folder(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Shell withKubeconfig(Path named) {
        file = Optional.of(named);
        return this;
    }

    Shell withContext(String named) {
        context = Optional.of(named);
        return this;
    }

    Shell withClusterName(String named) {
        clusterName = Optional.of(named);
        return this;
    }

    Shell atATerminal() {
        terminal = true;
        return this;
    }

    Surroundings place() {
        return new Surroundings(variables, Optional.of(home), file, context, Optional.empty(), Optional.empty(),
                clusterName, Optional.empty(), Optional.empty(), Reader.NONE, _ -> false, this, Clock.systemUTC());
    }

    /** What is seen from kubectl to the plugin. */
    Diagnosis look() {
        return new Doctor(List.of(new KubectlCheck(), new KubeconfigCheck(), new ExecCheck())).examine(place());
    }

    /** What is known of the plugin then. */
    Facts learnt() {
        Facts facts = Facts.NONE;
        for (Check check : List.of(new KubectlCheck(), new KubeconfigCheck(), new ExecCheck())) {
            facts = check.look(place(), facts).facts();
        }
        return facts;
    }

    /** The fault that is named first. */
    Observation first() {
        return look().first().orElseThrow(() -> new AssertionError("nothing is wrong: " + look()));
    }

    @Override
    public Optional<Path> find(String command, Map<String, String> given) {
        // what this machine has in /usr/local/bin is none of the person's
        return LocalCommand.find(command, given).filter(program -> program.startsWith(root));
    }

    @Override
    public Outcome run(List<String> commandLine, Map<String, String> given, Duration patience) {
        return answers.getOrDefault(Path.of(commandLine.getFirst()), new Outcome.NotStarted());
    }

    @Override
    public boolean hasTerminal() {
        return terminal;
    }
}
