package dev.sallyport.cli;

import dev.sallyport.aws.AwsHttp;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.InstanceNames;
import dev.sallyport.aws.Setting;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.webhook.MappingBackend;
import dev.sallyport.webhook.WebhookOptions;
import dev.sallyport.webhook.WebhookService;
import dev.sallyport.webhook.WebhookSettings;
import dev.sallyport.webhook.WebhookStartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code sallyport webhook}: the token webhook for a cluster whose control plane one runs oneself. */
@Command(name = "webhook", header = "answer the TokenReviews of an API server", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Serves TokenReviews to an API server: verifies the token, asks STS, maps the principal.",
    "For clusters whose control plane you run yourself; on EKS, AWS runs one. The names of the options",
    "are those of aws-iam-authenticator server where they mean the same.", ""}, footer = {"", "Examples:",
        "  sallyport webhook --cluster-id demo --map-file aws-auth.yaml",
        "  sallyport webhook --cluster-id demo --backend-mode EKSConfigMap,CRD --kubeconfig admin.conf", "",
        "Start the API server with --authentication-token-webhook-config-file=FILE; the file is written at the",
        "start, as kubeconfig.yaml in the state folder unless --generate-kubeconfig names another."})
final class WebhookCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = {"--cluster-id",
        "-i"}, required = true, paramLabel = "ID", description = "The cluster whose tokens are good.")
    String clusterId = "";

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = WebhookSettings.DEFAULT_HOST, description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    String address = WebhookSettings.DEFAULT_HOST;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = ""
            + WebhookSettings.DEFAULT_PORT, description = "The port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    int port = WebhookSettings.DEFAULT_PORT;

    @Option(names = "--hostname", paramLabel = "NAME", description = "The name by which the API server reaches it, if not the address.")
    @Nullable
    String hostname;

    @Option(names = "--state-dir", paramLabel = "FOLDER", description = "Where certificate and key are kept (default: ~/.local/state/sallyport/webhook).")
    @Nullable
    Path stateFolder;

    @Option(names = "--generate-kubeconfig", paramLabel = "FILE", description = "Where the API server's kubeconfig is written (default: kubeconfig.yaml in the state folder).")
    @Nullable
    Path generatedKubeconfig;

    @Option(names = "--kubeconfig-pregenerated", description = "Write no kubeconfig for the API server.")
    boolean pregenerated;

    @Option(names = "--backend-mode", paramLabel = "MODE[,MODE]", description = "Where rules come from, the first first: MountedFile, EKSConfigMap, CRD (default: MountedFile"
            + " with --map-file, else EKSConfigMap).")
    @Nullable
    String modes;

    @Option(names = "--map-file", paramLabel = "FILE", description = "The file of MountedFile, written as aws-auth is.")
    @Nullable
    Path mapFile;

    @Option(names = "--partition", paramLabel = "ID", description = "The partition whose STS is asked, such as aws-cn (default: the region's).")
    @Nullable
    String partition;

    @Option(names = "--scrubbed-account", paramLabel = "ACCOUNT", split = ",", description = "Accounts of whose people nothing but the user name is told.")
    List<String> scrubbedAccounts = new ArrayList<>();

    @Option(names = "--cache-ttl", paramLabel = "SECONDS", description = "How long STS's word for one token is believed; 0 asks each time (default: 15).")
    long cacheSeconds = WebhookSettings.DEFAULT_CACHE.toSeconds();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    WebhookCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        AwsSettings settings = aws.settings(terminal);
        List<MappingBackend> backends = backends();
        WebhookOptions options = options(settings, backends);
        boolean watches = backends.stream().anyMatch(backend -> !(backend instanceof MappingBackend.MountedFile));
        Optional<ClusterConnection> connection = watches ? Optional.of(cluster.connect(terminal)) : Optional.empty();
        CountDownLatch ended = new CountDownLatch(1);
        // The process goes when a signal's thread returns, so that one waits until everything has ended.
        CountDownLatch closed = new CountDownLatch(1);
        try (WebhookService service = start(settings, options, connection)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                SandboxCommand.await(closed);
            }, "end-of-webhook"));
            terminal.line("Listening on " + service.url());
            terminal.out().flush();
            ended.await();
        } finally {
            connection.ifPresent(ClusterConnection::close);
            closed.countDown();
        }
        return ExitCode.DONE.number();
    }

    private WebhookService start(AwsSettings settings, WebhookOptions options, Optional<ClusterConnection> connection) {
        try {
            InstanceNames names = new InstanceNames(settings, () -> CredentialChain.of(settings).resolve(),
                    Clock.systemUTC());
            return WebhookService.start(options, new HttpStsExchange(AwsFailures.orEnd(AwsHttp.client(settings))),
                    connection, names, Clock.systemUTC());
        } catch (WebhookStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentence());
        }
    }

    private WebhookOptions options(AwsSettings settings, List<MappingBackend> backends) {
        for (String account : scrubbedAccounts) {
            if (!account.matches("[0-9]{12}")) {
                throw new CommandFailure(ExitCode.USAGE, "\"" + account + "\" is no account; one has 12 digits.");
            }
        }
        Path state = Optional.ofNullable(stateFolder)
                .or(() -> WebhookOptions.defaultStateFolder(terminal.environment()))
                .orElseThrow(
                        () -> new CommandFailure(ExitCode.IMPOSSIBLE, "there is no place for the certificate: neither"
                                + " XDG_STATE_HOME nor HOME is set.\nName a folder with --state-dir."));
        Optional<Path> kubeconfig = pregenerated
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(generatedKubeconfig).orElse(state.resolve("kubeconfig.yaml")));
        try {
            return new WebhookOptions(clusterId, partition(settings), address, port, Optional.ofNullable(hostname),
                    state,
                    kubeconfig, backends, new MappingSettings(new HashSet<>(scrubbedAccounts), Map.of()),
                    Duration.ofSeconds(cacheSeconds));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }

    private Partition partition(AwsSettings settings) {
        if (partition != null) {
            return Partition.byId(partition)
                    .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "there is no partition \""
                            + partition + "\". Known: "
                            + String.join(", ", Partition.all().stream().map(Partition::id).toList())
                            + "."));
        }
        return settings.region().map(Setting::value).flatMap(Partition::ofRegion).orElse(Partition.AWS);
    }

    private List<MappingBackend> backends() {
        List<Path> files = mapFile == null ? List.of() : List.of(mapFile);
        String chosen = Optional.ofNullable(modes).orElse(mapFile == null ? "EKSConfigMap" : "MountedFile");
        try {
            return MappingBackend.parse(chosen, files);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }
}
