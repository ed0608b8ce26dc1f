package dev.sallyport.sandbox;

import dev.sallyport.cluster.AwsAuthWatch;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.FixedMappingSource;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.sandbox.apiserver.FreePort;
import dev.sallyport.sandbox.apiserver.OpenParts;
import dev.sallyport.sandbox.apiserver.ServerBinaries;
import dev.sallyport.sandbox.aws.LocalAws;
import dev.sallyport.sandbox.aws.LocalAwsSettings;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Instance;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.MappingTables;
import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookServer;
import dev.sallyport.webhook.WebhookSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The whole passage on one machine: a local AWS, a Kubernetes API, and between them the real webhook with the real
 * map. Everything listens on loopback and ends with {@link #close()}.
 *
 * <p>The webhook's verifier gets two things here that no option, variable or file gives it elsewhere: the local AWS as
 * one more STS endpoint, and a client that reaches STS's real names through the local AWS.
 */
public final class Sandbox implements AutoCloseable {

    /** As whom the webhook watches {@code aws-auth}. */
    static final String WEBHOOK_USER = "sallyport-webhook";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration GRACE = Duration.ofSeconds(60); // loopback answers in milliseconds, a machine under load in many seconds

    private final OpenParts parts = new OpenParts("the sandbox");
    private final SandboxFolder folder;
    private final SandboxAccount account;
    private final LocalAws aws;
    private final ClusterApi kubernetes;
    private final WebhookServer webhook;
    private final Map<String, String> shell;

    private Sandbox(SandboxOptions options, Clock clock) {
        try {
            folder = parts.add(SandboxFolder.take(options.root(), options.name()));
            CompletableFuture<KeyPair> podTokens = CompletableFuture.supplyAsync(PodTokens::newKeys);
            CertificateAuthority authority = CertificateAuthority.create("Sallyport sandbox", clock);
            Path certificate = folder.write("ca.pem", authority.certificatePem());
            account = SandboxAccount.create(clock);
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
            parts.add(() -> vertx.close().await());
            aws = parts.add(LocalAws.start(vertx, LocalAwsSettings.of(authority), account.world(), clock));
            aws.standOnInstance(Optional.of(account.workstation().id()));
            int webhookPort = options.apiserver().isPresent() ? FreePort.find(new SecureRandom()) : 0;
            kubernetes = parts.add(startKubernetes(options, vertx, authority, authenticate(webhookPort), clock));
            new SandboxCluster(kubernetes, clock).furnish(account);
            account.connectCluster(kubernetes.endpoint(), authority.certificatePem(),
                    kubernetes.version().replaceFirst("^v(\\d+\\.\\d+).*", "$1"));
            webhook = parts.add(startWebhook(vertx, authority, webhookPort, clock));
            kubernetes.authenticateBy(webhookEndpoint());
            PodTokens.keep(folder, podTokens.join());
            account.world().addIssuer(account.issuer(), (RSAPublicKey) podTokens.join().getPublic());
            shell = new ShellEnvironment(folder, options).variables(aws, kubernetes, account, certificate,
                    authority.certificatePem());
            folder.publish(shell);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; it answers when this returns.
     *
     * @throws SandboxStartException when the name is in use or the folder cannot be written
     */
    public static Sandbox start(SandboxOptions options, Clock clock) {
        return new Sandbox(options, clock);
    }

    private ClusterApi startKubernetes(SandboxOptions options, Vertx vertx, CertificateAuthority authority,
            URI webhookAddress, Clock clock) {
        return options.apiserver()
                .<ClusterApi>map(binaries -> RealClusterApi.start(ServerBinaries.in(binaries),
                        folder.emptied("apiserver"), authority, webhookAddress))
                .orElseGet(() -> OwnClusterApi.start(vertx, authority, clock));
    }

    /** Starts the webhook on a port; 0 takes a free one. */
    private WebhookServer startWebhook(Vertx vertx, CertificateAuthority authority, int port, Clock clock) {
        ClusterConnection connection = parts.add(connect(authority));
        AwsAuthWatch awsAuth = parts.add(AwsAuthWatch.of(connection)).start();
        awaitFirstReading(awsAuth);
        MappingTables tables = MappingTables.of(
                List.of(FixedMappingSource.clusterCreator(account.creatorArn()), awsAuth), MappingSettings.DEFAULTS,
                account::privateDnsName);
        VerifierSettings accepted = new VerifierSettings(SandboxOptions.CLUSTER, Partition.AWS,
                Optional.of(StsEndpoint.of(aws.endpoint())));
        WebhookSettings settings = WebhookSettings.defaults(server(authority)).listeningOn(LOOPBACK, port);
        return WebhookServer.start(vertx, settings, accepted, new HttpStsExchange(aws.stsClient()), tables, clock);
    }

    private static void awaitFirstReading(AwsAuthWatch awsAuth) {
        try {
            if (!awsAuth.awaitFirstReading(GRACE)) {
                throw new SandboxStartException(
                        "The webhook could not read aws-auth from the local Kubernetes API within "
                                + GRACE.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxStartException("Interrupted while the sandbox started.");
        }
    }

    private ClusterConnection connect(CertificateAuthority authority) {
        TlsIdentity client = authority.issueClient(WEBHOOK_USER, List.of());
        ClusterTarget target = ClusterTarget.of(SandboxOptions.CLUSTER, kubernetes.endpoint(),
                authority.certificatePem(),
                new ClusterLogin.ClientCertificate(client.certificatePem(), client.privateKeyPem()));
        return switch (ClusterClients.open(target)) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed ->
                throw new SandboxStartException(failed.failure().message());
        };
    }

    static TlsIdentity server(CertificateAuthority authority) {
        return authority.issueServer("Sallyport sandbox", List.of("localhost"), List.of(LOOPBACK));
    }

    private static URI authenticate(int port) {
        return URI.create("https://" + LOOPBACK + ":" + port + "/authenticate");
    }

    /** What a shell needs to use the sandbox, by variable. Holds the creator's keys. */
    public Map<String, String> shell() {
        return new LinkedHashMap<>(shell);
    }

    /** Everything that exists in the local AWS. */
    public AwsWorld world() {
        return account.world();
    }

    /** The keys of whoever made the cluster. */
    public AwsCredentials creator() {
        return account.creator();
    }

    /** An instance without a role, whose metadata service answers. */
    public Instance workstation() {
        return account.workstation();
    }

    /** The nodes' instances. */
    public List<Instance> nodes() {
        return account.nodes();
    }

    /** Where the local AWS answers. */
    public URI awsEndpoint() {
        return aws.endpoint();
    }

    /** Where the workstation's metadata service answers. */
    public URI metadataEndpoint() {
        return aws.metadataEndpoint();
    }

    /** Where the same answers as from a container on it, one hop further away. */
    public URI containerMetadataEndpoint() {
        return aws.containerMetadataEndpoint();
    }

    /** What a real API server is and lacks, for people; empty for the sandbox's own Kubernetes API. */
    public String clusterDescription() {
        return kubernetes.describe();
    }

    /** Where the Kubernetes API answers. */
    public URI kubernetesEndpoint() {
        return kubernetes.endpoint();
    }

    /** Where the webhook answers; {@code /metrics} and {@code /readyz} lie beside {@code /authenticate}. */
    public URI webhookEndpoint() {
        return authenticate(webhook.port());
    }

    /** The sandbox's own folder. */
    public Path folder() {
        return folder.path();
    }

    /** Ends everything, the last started first; a part that does not end well keeps no other from ending. */
    @Override
    public void close() {
        parts.close();
    }
}
