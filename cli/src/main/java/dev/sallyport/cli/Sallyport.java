package dev.sallyport.cli;

import dev.sallyport.cli.access.AccessCommands;
import dev.sallyport.cli.access.ExplainCommand;
import dev.sallyport.cli.access.WhoCanCommand;
import dev.sallyport.cli.doctor.DoctorCommand;
import dev.sallyport.cli.mapping.MappingCommands;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The command's root: names its subcommands, and starts the one that was asked for. */
@Command(name = "sallyport", mixinStandardHelpOptions = true, versionProvider = Sallyport.Version.class, synopsisSubcommandLabel = "COMMAND", description = {
    "", "Access to Kubernetes on AWS: who you are to IAM, who you are to the cluster, what you may do.",
    ""}, commandListHeading = "%nCommands:%n", footer = {"", "Examples:",
        "  sallyport tour                              walk through both doors on this machine",
        "  sallyport token --cluster-name demo         what kubectl runs to get a token",
        "  sallyport kubeconfig update --name demo     write the kubeconfig for a cluster",
        "  sallyport whoami                            who am I to IAM, and to the cluster", "",
        "Exit codes: 0 done, 1 refused or findings, 2 wrong usage, 3 a service could not be reached,",
        "4 could not be done here, 70 a fault of ours."})
public final class Sallyport implements Runnable {

    @CommandLine.Spec
    CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Commands by name; each is made only when it is needed, because the token command starts with every kubectl. */
    private static final Map<String, Function<Terminal, Object>> COMMANDS = commands();

    private static Map<String, Function<Terminal, Object>> commands() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("token", TokenCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("kubeconfig", terminal -> new KubeconfigCommand());
        commands.put("whoami", WhoamiCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("who-can", WhoCanCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("access", terminal -> AccessCommands.group());
        commands.put("mapping", terminal -> MappingCommands.group());
        commands.put("webhook", WebhookCommand::new);
        commands.put("guard", GuardCommand::new);
        commands.put("sandbox", SandboxCommand::new);
        commands.put("tour", TourCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /** Subcommands by the words that lead to them. */
    private static final Map<String, Map<String, Function<Terminal, Object>>> SUBCOMMANDS = Map.of(
            "sandbox", Map.of("env", SandboxEnvCommand::new, "pod-token", SandboxPodTokenCommand::new),
            "access", AccessCommands.all(),
            "mapping", MappingCommands.all(),
            "mapping add", MappingCommands.additions(),
            "kubeconfig", Map.of("update", KubeconfigUpdateCommand::new, "view", KubeconfigViewCommand::new));

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = start(arguments);
        if (exitCode != 0) {
            System.exit(exitCode); // not for a success: since Java 21 it asks for a logger first, which costs every kubectl
        }
    }

    /** Takes the short way for a plain {@code token}, which touches neither the option library nor the console. */
    static int start(String... arguments) {
        Optional<TokenRequest> plain = arguments.length > 0 && arguments[0].equals("token")
                ? TokenArguments.read(arguments)
                : Optional.empty();
        if (plain.isPresent()) {
            return guarded(Terminal.ofPlugin(), "sallyport token", plain.get()::answer);
        }
        return guarded(Terminal.ofProcess(), "sallyport", terminal -> run(terminal, arguments));
    }

    /** Whatever goes wrong ends in a sentence and an exit code; that the answer could not be written is one of them. */
    static int guarded(Terminal terminal, String name, ToIntFunction<Terminal> command) {
        try {
            int exitCode = command.applyAsInt(terminal);
            Optional<String> lost = terminal.lostOutput();
            if (lost.isPresent()) {
                terminal.error(name, "standard output could not be written: " + lost.get() + ".");
                return ExitCode.IMPOSSIBLE.number();
            }
            return exitCode;
        } catch (RuntimeException | Error problem) {
            return FailureSentences.tell(terminal, name, problem);
        }
    }

    /** Runs the command in this process and says its exit code. */
    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal, arguments).execute(arguments);
    }

    /** The command with all its subcommands, for completion. */
    static CommandLine wholeTree(Terminal terminal) {
        return commandLine(terminal);
    }

    private static CommandLine commandLine(Terminal terminal, String... arguments) {
        CommandLine root = new CommandLine(new Sallyport());
        Function<Terminal, Object> only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (only != null) {
            add(root, arguments[0], only.apply(terminal), terminal);
        } else {
            COMMANDS.forEach((name, command) -> add(root, name, command.apply(terminal), terminal));
        }
        root.setOut(terminal.outWriter());
        root.setErr(terminal.errWriter());
        root.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF));
        root.setUsageHelpWidth(100);
        root.setAbbreviatedOptionsAllowed(false);
        root.setParameterExceptionHandler(new UsageErrors(terminal));
        root.setExecutionExceptionHandler(new FailureSentences(terminal));
        return root;
    }

    private static void add(CommandLine root, String name, Object command, Terminal terminal) {
        root.addSubcommand(name, withSubcommands(name, command, terminal));
    }

    private static CommandLine withSubcommands(String words, Object command, Terminal terminal) {
        CommandLine line = withoutHeader(new CommandLine(command));
        SUBCOMMANDS.getOrDefault(words, Map.of()).forEach((sub, factory) -> line.addSubcommand(sub,
                withSubcommands(words + " " + sub, factory.apply(terminal), terminal)));
        return line;
    }

    /** A header stands beside a command's name in lists; its own help says more in the description. */
    private static CommandLine withoutHeader(CommandLine line) {
        return line.setHelpSectionKeys(line.getHelpSectionKeys().stream()
                .filter(key -> !key.equals(UsageMessageSpec.SECTION_KEY_HEADER)).toList());
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** The version that stands in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sallyport.class.getPackage().getImplementationVersion();
            return new String[]{"sallyport " + (version == null ? "(not packaged)" : version)};
        }
    }
}
