package dev.sallyport.cli;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.InClusterTarget;
import dev.sallyport.webhook.WebhookStartException;
import dev.sallyport.webhook.guard.GuardOptions;
import dev.sallyport.webhook.guard.GuardOptions.CertificateFiles;
import dev.sallyport.webhook.guard.GuardOptions.Reached;
import dev.sallyport.webhook.guard.GuardRules;
import dev.sallyport.webhook.guard.GuardService;
import dev.sallyport.webhook.guard.Treatment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code sallyport guard}: the admission webhook that keeps aws-auth from locking people out. */
@Command(name = "guard", header = "refuse edits of aws-auth that would lock somebody out", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "A validating admission webhook for one ConfigMap, kube-system/aws-auth. It refuses an error or a",
    "lock-out that an edit introduces, and warns about the rest. It stops accidents, not administrators.",
    "In a pod it uses the service account; elsewhere the kubeconfig. See docs/guard.md.", ""}, footer = {"",
        "Examples:",
        "  kubectl apply -f deploy/guard/                        install it in a cluster",
        "  sallyport guard --webhook-url https://127.0.0.1       try it out from here, until Ctrl-C",
        "  sallyport guard --webhook-url https://127.0.0.1 --refuse A-MASTERS --ignore A-SSO-SUFFIX", "",
        "Exit codes: 0 ended by a signal, 1 the cluster does not know who asks, 2 wrong usage,",
        "3 the cluster could not be reached, 4 it cannot be started here."})
final class GuardCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1; in a pod 0.0.0.0).")
    @Nullable
    String address;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = ""
            + GuardOptions.DEFAULT_PORT, description = "The port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    int port = GuardOptions.DEFAULT_PORT;

    @Option(names = "--webhook-url", paramLabel = "URL", description = "Let the API server come to this URL; without a port, to the one listened on. The guard registers itself,"
            + " and withdraws at its end.")
    @Nullable
    String webhookUrl;

    @Option(names = "--service", paramLabel = "NAME", defaultValue = GuardOptions.DEFAULT_NAME, description = "The Service by which the API server comes, without --webhook-url (default: ${DEFAULT-VALUE}).")
    String service = GuardOptions.DEFAULT_NAME;

    @Option(names = "--namespace", paramLabel = "NAME", description = "The Service's namespace (default: the pod's).")
    @Nullable
    String namespace;

    @Option(names = "--secret", paramLabel = "NAME", defaultValue = GuardOptions.DEFAULT_NAME
            + "-tls", description = "The Secret with the guard's own certificates (default: ${DEFAULT-VALUE}).")
    String secret = GuardOptions.DEFAULT_NAME + "-tls";

    @Option(names = "--registration", paramLabel = "NAME", description = "The ValidatingWebhookConfiguration (default: "
            + GuardOptions.DEFAULT_NAME + "; with --webhook-url " + GuardOptions.DEFAULT_NAME + "-url).")
    @Nullable
    String registration;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "A certificate of your own, PEM; read again when it changes.")
    @Nullable
    Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM.")
    @Nullable
    Path key;

    @Option(names = "--settings", paramLabel = "FILE", description = "What is done about each code, one a line: \"A-MASTERS: refuse\". Read again when it changes.")
    @Nullable
    Path settings;

    @Option(names = "--refuse", paramLabel = "CODE", split = ",", description = "Codes that are refused (default: errors and lock-outs).")
    List<String> refuse = new ArrayList<>();

    @Option(names = "--warn", paramLabel = "CODE", split = ",", description = "Codes that warn (default: warnings).")
    List<String> warn = new ArrayList<>();

    @Option(names = "--ignore", paramLabel = "CODE", split = ",", description = "Codes of which nothing is said (default: none).")
    List<String> ignore = new ArrayList<>();

    @Option(names = "--no-history", description = "Do not put what others write to the map into its history.")
    boolean noHistory;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    GuardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean inCluster = cluster.kubeconfig == null && cluster.context == null
                && InClusterTarget.isThere(terminal.environment(), InClusterTarget.MOUNTED);
        GuardOptions options = options(inCluster);
        CountDownLatch ended = new CountDownLatch(1);
        // The process goes when a signal's thread returns, so that one waits until everything has ended.
        CountDownLatch closed = new CountDownLatch(1);
        try (ClusterConnection connection = connect(inCluster);
                GuardService guard = start(options, answering(connection))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                SandboxCommand.await(closed);
            }, "end-of-guard"));
            terminal.line("Listening on " + guard.url());
            guard.unready().ifPresentOrElse(
                    why -> terminal.error("sallyport guard", "the API server does not ask this guard yet: " + why),
                    () -> terminal.line("Guarding kube-system/aws-auth of " + connection.target().name()));
            terminal.out().flush();
            ended.await();
        } finally {
            closed.countDown();
        }
        return ExitCode.DONE.number();
    }

    private ClusterConnection connect(boolean inCluster) {
        return inCluster
                ? ClusterOptions.orEnd(InClusterTarget.read(terminal.environment(), InClusterTarget.MOUNTED)
                        .then(ClusterClients::open))
                : cluster.connect(terminal);
    }

    /** A guard of a cluster that is not there, or that does not know who asks, ends at once and says so. */
    private static ClusterConnection answering(ClusterConnection connection) {
        ClusterOptions.orEnd(connection.ask("read its version", () -> connection.client().getKubernetesVersion()));
        return connection;
    }

    private static GuardService start(GuardOptions options, ClusterConnection connection) {
        try {
            return GuardService.start(options, connection, Clock.systemUTC());
        } catch (WebhookStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentence() + (e.sentence().endsWith(".") ? "" : "."));
        }
    }

    private GuardOptions options(boolean inCluster) {
        if ((certificate == null) != (key == null)) {
            throw new CommandFailure(ExitCode.USAGE, "--tls-cert and --tls-key belong together.\nGive both, or neither:"
                    + " then the guard makes its own.");
        }
        try {
            return new GuardOptions(Optional.ofNullable(address).orElse(inCluster ? "0.0.0.0" : "127.0.0.1"), port,
                    reached(), certificate == null || key == null
                            ? Optional.empty()
                            : Optional.of(new CertificateFiles(certificate, key)),
                    rules(), Optional.ofNullable(settings), !noHistory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }

    private Reached reached() {
        if (webhookUrl != null) {
            return new Reached.ByUrl(Optional.ofNullable(registration).orElse(GuardOptions.DEFAULT_NAME + "-url"),
                    url(webhookUrl));
        }
        String home = Optional.ofNullable(namespace).or(() -> InClusterTarget.namespace(InClusterTarget.MOUNTED))
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "how is the API server to reach this guard?\n"
                        + "Try it out from here with --webhook-url https://127.0.0.1, or name the Service's namespace"
                        + " with --namespace."));
        return new Reached.ByService(Optional.ofNullable(registration).orElse(GuardOptions.DEFAULT_NAME), home, service,
                secret);
    }

    private static URI url(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "\"" + Printable.name(text)
                    + "\" is no URL; one looks like https://127.0.0.1:8443.");
        }
    }

    private GuardRules rules() {
        GuardRules rules = GuardRules.DEFAULTS;
        for (String code : ignore) {
            rules = rules.with(code, Treatment.IGNORE);
        }
        for (String code : warn) {
            rules = rules.with(code, Treatment.WARN);
        }
        for (String code : refuse) {
            rules = rules.with(code, Treatment.REFUSE);
        }
        return rules;
    }
}
