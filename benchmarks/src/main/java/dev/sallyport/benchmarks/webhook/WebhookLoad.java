package dev.sallyport.benchmarks.webhook;

import dev.sallyport.benchmarks.Peers;
import dev.sallyport.benchmarks.Spread;
import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpVersion;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reviews a second of our webhook, with an STS some milliseconds away, beside those of the reference authenticator's server
 * under the same load in the same run. The servers take turns, so that whatever else the machine does meets both; load,
 * proxy and STS run in this process, on the same cores.
 *
 * <p>Every token is new, as it is to a webhook behind the API server's cache, except where a line says otherwise.
 */
public final class WebhookLoad {

    static final String CLUSTER = "load";

    /** Until Java has compiled what is asked again and again, and every connection stands. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final Vertx vertx = Vertx.vertx();
    private final int clients;
    private final int rounds;
    private final Duration time;
    private final PrintStream out;
    private final Map<String, List<Round>> measured = new LinkedHashMap<>();

    private WebhookLoad(int clients, int rounds, Duration time, PrintStream out) {
        this.clients = clients;
        this.rounds = rounds;
        this.time = time;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @param args {@code --clients N} (64), {@code --rounds N} (5), {@code --seconds N} a round (5), {@code --sts-ms N} (20)
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, Integer> options = options(args);
        WebhookLoad load = new WebhookLoad(options.getOrDefault("--clients", 64), options.getOrDefault("--rounds", 5),
                Duration.ofSeconds(options.getOrDefault("--seconds", 5)), System.out);
        load.run(options.getOrDefault("--sts-ms", 20));
        System.exit(0); // Vert.x keeps threads
    }

    private static Map<String, Integer> options(String[] args) {
        Map<String, Integer> options = new LinkedHashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], Integer.parseInt(args[i + 1]));
        }
        if (args.length % 2 != 0
                || !List.of("--clients", "--rounds", "--seconds", "--sts-ms").containsAll(options.keySet())
                || options.values().stream().anyMatch(value -> value < 1 || value > 100_000)) {
            throw new IllegalArgumentException(
                    "Usage: webhook-load [--clients N] [--rounds N] [--seconds N] [--sts-ms N]");
        }
        return options;
    }

    private void run(int stsMillis) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sallyport-load");
        CertificateAuthority authority = CertificateAuthority.create("load", Clock.systemUTC());
        Path authorityFile = Files.writeString(folder.resolve("sts-authority.pem"), authority.certificatePem());
        Optional<Path> reference = Peers.awsIamAuthenticator(System.getenv());
        if (reference.isEmpty()) {
            out.println("SKIPPED: aws-iam-authenticator is not built, so there is nothing to compare with.");
            out.println("         Build it with: conformance/peers/build aws-iam-authenticator");
        }
        try (NearbySts sts = new NearbySts(vertx, stsMillis, authority)) {
            List<ServerProcess> servers = new ArrayList<>();
            try {
                servers.add(ServerProcess.sallyport(folder, authorityFile, sts.proxyPort()));
                if (reference.isPresent()) {
                    servers.add(ServerProcess.reference(reference.get(), folder, authorityFile, sts.proxyPort()));
                }
                out.printf(Locale.ROOT,
                        "webhook under load: %d clients, STS %d ms away, %d rounds of %d s each, in turns%n",
                        clients, stsMillis, rounds, time.toSeconds());
                measure(servers);
            } finally {
                for (ServerProcess server : servers) {
                    server.stop();
                }
            }
        }
        report();
    }

    /** One line of the report: who is asked, how, with which tokens. */
    private record Line(String name, ServerProcess server, HttpClientAgent client, Supplier<Buffer> bodies) {}

    private void measure(List<ServerProcess> servers) throws InterruptedException {
        FreshTokens tokens = new FreshTokens(CLUSTER);
        List<Line> lines = new ArrayList<>();
        for (ServerProcess server : servers) {
            lines.add(
                    new Line(server.name(), server, Round.clients(vertx, server.port(), HttpVersion.HTTP_1_1, clients),
                            tokens::fresh));
        }
        HttpClientAgent http2 = Round.clients(vertx, servers.getFirst().port(), HttpVersion.HTTP_2, clients);
        lines.add(new Line("sallyport, HTTP/2", servers.getFirst(), http2, tokens::fresh));
        lines.add(
                new Line("sallyport, HTTP/2, 100 tokens again and again", servers.getFirst(), http2, tokens::repeated));
        for (Line line : lines) {
            var _ = Round.run(line.client(), line.server(), clients, WARM_UP, line.bodies());
        }
        for (int round = 0; round < rounds; round++) {
            for (Line line : lines) {
                measured.computeIfAbsent(line.name(), first -> new ArrayList<>())
                        .add(Round.run(line.client(), line.server(), clients, time, line.bodies()));
            }
        }
    }

    private void report() {
        out.printf(Locale.ROOT, "%-46s %20s %9s %9s %10s %7s%n", "", "reviews/s (min-max)", "p50 ms", "p99 ms",
                "cpu ms each", "failed");
        measured.forEach((name, all) -> {
            Spread rates = Spread.of(all.stream().map(Round::rate));
            out.printf(Locale.ROOT, "%-46s %6.0f (%5.0f-%5.0f) %9.1f %9.1f %11.2f %7d%n", name, rates.median(),
                    rates.least(), rates.most(), Spread.of(all.stream().map(round -> round.within(0.5))).median(),
                    Spread.of(all.stream().map(round -> round.within(0.99))).median(),
                    Spread.of(all.stream().map(Round::cpuEach)).median(),
                    all.stream().mapToInt(Round::failed).sum());
        });
        List<Round> ours = measured.getOrDefault("sallyport", List.of());
        List<Round> theirs = measured.getOrDefault("aws-iam-authenticator", List.of());
        if (!theirs.isEmpty()) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < theirs.size(); i++) {
                ratios.add(ours.get(i).rate() / theirs.get(i).rate());
            }
            Spread ratio = Spread.of(ratios.stream());
            out.printf(Locale.ROOT, "sallyport / aws-iam-authenticator, round by round: %.2f (%.2f-%.2f)%n",
                    ratio.median(), ratio.least(), ratio.most());
        }
    }
}
