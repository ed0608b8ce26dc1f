package dev.sallyport.webhook;

import dev.sallyport.cluster.AwsAuthWatch;
import dev.sallyport.cluster.IamIdentityMappingWatch;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.identity.StsExchange;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.AwsAuthFile;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.PrivateDnsNames;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A webhook as an operator runs it: files, sources of rules and the server, put together from {@link WebhookOptions}. Files
 * are read again every second and certificates every minute, so nothing has to be started anew when they change.
 *
 * <p>Tokens may name the partition's own STS hosts and no other: the options have no field for one.
 */
public final class WebhookService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookService.class);

    private static final Duration FILES_READ_EVERY = Duration.ofSeconds(1);
    private static final Duration CERTIFICATE_READ_EVERY = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<AwsAuthFile> files = new ArrayList<>();
    private final WebhookFiles certificates;
    private final WebhookServer server;
    private final URI url;
    private TlsIdentity served;

    private WebhookService(WebhookOptions options, StsExchange sts, Optional<ClusterConnection> cluster,
            PrivateDnsNames dnsNames, Clock clock) {
        try {
            certificates = WebhookFiles.in(options.stateFolder(), names(options), addresses(options), clock);
            WebhookFiles.Served now = certificates.current();
            served = now.tls();
            List<MappingSource> sources = sources(options, cluster);
            Vertx vertx = vertx();
            opened.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
            WebhookSettings settings = WebhookSettings.defaults(served)
                    .listeningOn(options.address(), options.port()).caching(options.cacheFor());
            server = WebhookServer.start(vertx, settings,
                    VerifierSettings.of(options.clusterId(), options.partition()), sts,
                    MappingTables.of(sources, options.mapping(), dnsNames), clock);
            opened.push(server);
            url = options.url(server.port());
            options.apiServerKubeconfig().ifPresent(file -> writeKubeconfig(options, now, url));
            schedule();
            log.atInfo().setMessage("listening").addKeyValue("url", url)
                    .addKeyValue("cluster", Printable.of(options.clusterId())).log();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts the webhook; it answers when this returns, and {@code /readyz} says when its sources have been read.
     *
     * @param options what the operator set
     * @param sts how STS is asked
     * @param cluster where the ConfigMap and the custom resources are watched; stays the caller's
     * @param dnsNames how EC2 is asked for a node's name
     * @param clock what ages are measured by
     * @throws WebhookStartException when it cannot be started; the message says what, where and what to do
     */
    public static WebhookService start(WebhookOptions options, StsExchange sts, Optional<ClusterConnection> cluster,
            PrivateDnsNames dnsNames, Clock clock) {
        return new WebhookService(options, sts, cluster, dnsNames, clock);
    }

    /** Where the API server finds it, {@code https://127.0.0.1:21362/authenticate}. */
    public URI url() {
        return url;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private List<MappingSource> sources(WebhookOptions options, Optional<ClusterConnection> cluster) {
        List<MappingSource> sources = new ArrayList<>();
        for (MappingBackend backend : options.backends()) {
            sources.add(switch (backend) {
                case MappingBackend.MountedFile mounted -> file(mounted);
                case MappingBackend.EksConfigMap configMap -> {
                    AwsAuthWatch watch = AwsAuthWatch.of(needed(cluster, "EKSConfigMap")).start();
                    opened.push(watch);
                    yield watch;
                }
                case MappingBackend.CustomResources resources -> {
                    IamIdentityMappingWatch watch = IamIdentityMappingWatch.of(needed(cluster, "CRD")).start();
                    opened.push(watch);
                    yield watch;
                }
            });
        }
        return sources;
    }

    private MappingSource file(MappingBackend.MountedFile mounted) {
        if (!java.nio.file.Files.isReadable(mounted.file())) {
            throw new WebhookStartException("cannot read the file with the map, " + mounted.file()
                    + ". Name one that is there and that this user may read");
        }
        AwsAuthFile file = AwsAuthFile.of(mounted.file());
        files.add(file);
        refresh(file);
        return file;
    }

    private static ClusterConnection needed(Optional<ClusterConnection> cluster, String mode) {
        return cluster.orElseThrow(() -> new WebhookStartException("the backend mode " + mode
                + " watches the cluster, and no kubeconfig says how to reach it. Name one, or use MountedFile alone"));
    }

    private static void refresh(AwsAuthFile file) {
        if (file.refresh()) {
            log.atInfo().setMessage("mapping file read").addKeyValue("file", file.rules().source())
                    .addKeyValue("rules", file.rules().rules().size())
                    .addKeyValue("state", WebhookMetrics.state(file.health())).log();
            file.findings().forEach(finding -> log.atWarn().setMessage("mapping file finding")
                    .addKeyValue("place", Printable.of(finding.place().toString())).addKeyValue("code", finding.code())
                    .addKeyValue("message", Printable.of(finding.message()))
                    .addKeyValue("remedy", Printable.of(finding.remedy())).log());
        }
    }

    private static void writeKubeconfig(WebhookOptions options, WebhookFiles.Served now, URI url) {
        options.apiServerKubeconfig().ifPresent(file -> {
            if (WebhookKubeconfig.write(file, url, now.authorityPem())) {
                log.warn("{} has changed: an API server that runs already must be started again to read it", file);
            }
        });
    }

    private void schedule() {
        ScheduledExecutorService timer = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("webhook-files").factory());
        opened.push(timer::shutdownNow);
        repeat(timer, FILES_READ_EVERY, () -> files.forEach(WebhookService::refresh));
        repeat(timer, CERTIFICATE_READ_EVERY, this::refreshCertificate);
    }

    /** A task that fails once is tried again the next time: a schedule alone would drop it. */
    private static void repeat(ScheduledExecutorService timer, Duration every, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.atError().setMessage("could not read again").addKeyValue("why", Printable.of(
                        e instanceof WebhookStartException said ? said.sentence() : e.getClass().getName())).log();
            }
        }, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Serves a certificate that was renewed, by us or by whoever put it there. */
    void refreshCertificate() {
        TlsIdentity now = certificates.current().tls();
        if (!now.equals(served)) {
            server.replaceCertificate(now);
            served = now;
            log.info("serving a renewed certificate, good until {}", now.end());
        }
    }

    /** Stops taking requests, finishes those in flight, and lets go of everything. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                log.atWarn().setMessage("could not close").addKeyValue("exception", e.getClass().getName()).log();
            }
        }
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setFileSystemOptions(
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    }

    private static List<String> names(WebhookOptions options) {
        TreeSet<String> names = new TreeSet<>(List.of("localhost"));
        options.hostname().filter(name -> !isIpAddress(name)).ifPresent(names::add);
        if (!isIpAddress(options.address())) {
            names.add(options.address());
        }
        return List.copyOf(names);
    }

    private static List<String> addresses(WebhookOptions options) {
        TreeSet<String> addresses = new TreeSet<>(List.of("127.0.0.1"));
        options.hostname().filter(WebhookService::isIpAddress).ifPresent(addresses::add);
        if (isIpAddress(options.address()) && !options.listensEverywhere()) {
            addresses.add(options.address());
        }
        return List.copyOf(addresses);
    }

    private static boolean isIpAddress(String host) {
        try {
            return !InetAddress.ofLiteral(host).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }
}
