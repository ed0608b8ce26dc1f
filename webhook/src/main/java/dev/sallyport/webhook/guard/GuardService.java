package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.AwsAuthRecorder;
import dev.sallyport.cluster.review.ClusterSight;
import dev.sallyport.webhook.Printable;
import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookStartException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A guard as an operator runs it: certificates, registration and the listener, put together from {@link GuardOptions}. The
 * settings file, the certificates and the registration are looked at again every few seconds, so nothing has to be
 * started anew when they change.
 */
public final class GuardService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GuardService.class);

    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(10);

    /** What looking at the cluster may take, out of the time for an answer; asking for a right comes after it. */
    private static final Duration SIGHT = Duration.ofSeconds(2);
    private static final Duration RIGHT = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final GuardOptions options;
    private final CertificateSource certificates;
    private final GuardServer server;
    private final URI url;
    private final Registration registration;
    private volatile GuardRules rules;
    private volatile Optional<String> unready = Optional.of("just started");
    private volatile TlsIdentity served;
    private volatile String settingsText = "";

    private GuardService(GuardOptions options, ClusterConnection cluster, Clock clock) {
        this.options = options;
        try {
            rules = options.rules();
            readSettings();
            certificates = certificates(options, cluster, clock);
            CertificateSource.Served now = certificates.current();
            served = now.tls();
            Vertx vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
            opened.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
            RecentEdits recent = new RecentEdits();
            ClusterSight sight = ClusterSight.of(cluster, SIGHT);
            Guard guard = new Guard(() -> rules, sight::look, OverrideRight.in(cluster).within(RIGHT),
                    recent);
            server = GuardServer.start(vertx, options.address(), options.port(), served, guard, () -> unready);
            opened.push(server);
            Optional<URI> reached = reachedAt(options, server.port());
            url = reached.orElseGet(() -> URI.create("https://" + host(options.address()) + ":" + server.port()
                    + GuardServer.PATH));
            registration = new Registration(cluster, options.reached().registration(), reached);
            opened.push(registration::withdraw);
            register(now);
            schedule();
            if (options.history()) {
                record(cluster, clock, recent);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts the guard; it answers when this returns. {@link #unready()} says whether the API server asks it.
     *
     * @param options what the operator set
     * @param cluster the cluster that it guards; stays the caller's
     * @param clock what certificates are dated by
     * @throws WebhookStartException when it cannot be started; the message says what, where and what to do
     */
    public static GuardService start(GuardOptions options, ClusterConnection cluster, Clock clock) {
        return new GuardService(options, cluster, clock);
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    /** Why the API server does not ask this guard, as far as it can tell; empty when it does. */
    public Optional<String> unready() {
        return unready;
    }

    private static CertificateSource certificates(GuardOptions options, ClusterConnection cluster, Clock clock) {
        if (options.files().isPresent()) {
            return CertificateSource.files(options.files().get().certificate(), options.files().get().key());
        }
        return switch (options.reached()) {
            case GuardOptions.Reached.ByService by -> new SharedCertificates(cluster, by.namespace(), by.secret(),
                    List.of(by.service() + "." + by.namespace() + ".svc"), clock);
            case GuardOptions.Reached.ByUrl by -> {
                String host = by.url().getHost().replaceAll("[\\[\\]]", "");
                boolean address = isIpAddress(host);
                yield CertificateSource.inMemory(address ? List.of() : List.of(host),
                        address ? List.of(InetAddress.ofLiteral(host).getHostAddress()) : List.of(), clock);
            }
        };
    }

    /** A URL without a port is the operator's way to say "where you listen". */
    private static Optional<URI> reachedAt(GuardOptions options, int port) {
        return switch (options.reached()) {
            case GuardOptions.Reached.ByService _ -> Optional.empty();
            case GuardOptions.Reached.ByUrl by -> Optional.of(URI.create("https://" + by.url().getRawAuthority()
                    + (by.url().getPort() < 0 ? ":" + port : "") + GuardServer.PATH));
        };
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static boolean isIpAddress(String host) {
        try {
            return !InetAddress.ofLiteral(host).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    private void schedule() {
        ScheduledExecutorService timer = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("guard-upkeep").factory());
        opened.push(() -> {
            timer.shutdownNow();
            var _ = timer.awaitTermination(15, TimeUnit.SECONDS); // or it would register anew what is withdrawn
        });
        var _ = timer.scheduleWithFixedDelay(this::lookAgain, LOOKS_AGAIN.toMillis(), LOOKS_AGAIN.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A task that fails once is tried again the next time: a schedule alone would drop it. */
    void lookAgain() {
        try {
            readSettings();
        } catch (WebhookStartException e) {
            log.error("the settings stay as they were: {}", e.sentence());
        }
        try {
            CertificateSource.Served now = certificates.current();
            register(now); // whom to trust comes before who is to be trusted
            if (!now.tls().equals(served)) {
                server.replaceCertificate(now.tls());
                served = now.tls();
                log.info("serving a renewed certificate, good until {}", now.tls().end());
            }
        } catch (RuntimeException e) {
            log.error("could not look after the certificate: {}", Printable.of(
                    e instanceof WebhookStartException said ? said.sentence() : e.getClass().getName()));
        }
    }

    private void register(CertificateSource.Served now) {
        Optional<String> before = unready;
        Standing standing = registration.settle(now.trustPem().or(() -> trustOfFiles(now)));
        unready = standing.unready(before);
        if (before.isEmpty() && standing instanceof Standing.NotSeen(String why)) {
            log.warn("could not see whether the API server still asks this guard: {}", Printable.of(why));
        }
        if (!unready.equals(before)) {
            unready.ifPresentOrElse(why -> log.warn("the API server does not ask this guard: {}", Printable.of(why)),
                    () -> log.info("the API server asks this guard at {}", url));
        }
    }

    /** Reached by a URL with a certificate from files, the end of its chain is whom to trust. */
    private Optional<String> trustOfFiles(CertificateSource.Served now) {
        return options.files().filter(files -> options.reached() instanceof GuardOptions.Reached.ByUrl)
                .map(files -> now.tls().certificatePem());
    }

    private void readSettings() {
        Optional<Path> file = options.settings();
        if (file.isEmpty()) {
            return;
        }
        try {
            String text = Files.readString(file.get());
            if (!text.equals(settingsText)) {
                rules = GuardRules.parse(text).and(options.rules());
                settingsText = text;
                log.info("settings of {}: {}", file.get(), rules.changed());
            }
        } catch (IOException e) {
            throw new WebhookStartException("cannot read the settings " + file.get() + ": "
                    + e.getClass().getSimpleName() + ". Name a file that is there and that this user may read", e);
        } catch (IllegalArgumentException e) {
            throw new WebhookStartException("cannot use the settings " + file.get() + ", " + e.getMessage(), e);
        }
    }

    /** Admission has no side effects, so what others write is recorded by a watch, whether the guard was asked or not. */
    private void record(ClusterConnection cluster, Clock clock, RecentEdits recent) {
        AwsAuthRecorder recorder = AwsAuthRecorder.of(cluster, clock, new SecureRandom(), new HistoryLog(),
                recent);
        Thread thread = Thread.ofPlatform().daemon().name("guard-history").start(recorder::run);
        opened.push(() -> {
            recorder.close();
            thread.join(Duration.ofSeconds(5));
        });
    }

    /** Withdraws what was registered for a URL, answers what is in flight, and lets go of everything. */
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
}
