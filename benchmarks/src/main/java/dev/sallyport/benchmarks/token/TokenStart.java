package dev.sallyport.benchmarks.token;

import dev.sallyport.benchmarks.Peers;
import dev.sallyport.benchmarks.Spread;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Wall time of the commands that a kubeconfig's exec entry can name, each as a whole process, in turns, so that whatever
 * else the machine does meets all of them. Keys stand in the environment, and no request leaves.
 */
public final class TokenStart {

    private static final String CLUSTER = "eks-cluster";
    private static final int UNCOUNTED = 3; // rounds, until files are in the page cache

    /** AWS's own example keys: nobody's. */
    private static final Map<String, String> KEYS = Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_REGION", "us-east-1",
            "AWS_EC2_METADATA_DISABLED", "true");

    private TokenStart() {}

    private record Candidate(String name, List<String> command) {}

    /**
     * Measures and prints.
     *
     * @param args {@code --rounds N} (20)
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = rounds(args);
        List<Candidate> candidates = candidates();
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -UNCOUNTED; round < rounds; round++) {
            for (Candidate candidate : candidates) {
                double took = run(candidate);
                if (round >= 0) {
                    seconds.computeIfAbsent(candidate.name(), first -> new ArrayList<>()).add(took);
                }
            }
        }
        report(rounds, seconds);
    }

    private static int rounds(String[] args) {
        if (args.length == 0) {
            return 20;
        }
        if (args.length == 2 && args[0].equals("--rounds") && args[1].matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(args[1]);
        }
        throw new IllegalArgumentException("Usage: token-start [--rounds N]");
    }

    private static List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        found.add(new Candidate("sallyport token",
                List.of(Path.of("sallyport").toAbsolutePath().toString(), "token", "--cluster-name", CLUSTER)));
        onPath("aws").ifPresentOrElse(
                aws -> found.add(new Candidate("aws eks get-token",
                        List.of(aws.toString(), "eks", "get-token", "--cluster-name", CLUSTER))),
                () -> System.out.println("SKIPPED: the AWS CLI is not on the PATH. Install it with ./install-tools"));
        Peers.awsIamAuthenticator(System.getenv()).ifPresentOrElse(
                reference -> found.add(new Candidate("aws-iam-authenticator token",
                        List.of(reference.toString(), "token", "-i", CLUSTER))),
                () -> System.out.println("SKIPPED: aws-iam-authenticator is not built. Build it with:"
                        + " conformance/peers/build aws-iam-authenticator"));
        return found;
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    private static double run(Candidate candidate) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(candidate.command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(KEYS);
        builder.environment().put("SALLYPORT_NO_BUILD", "1");
        long begin = System.nanoTime();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        double took = (System.nanoTime() - begin) / 1_000_000_000.0;
        if (exitCode != 0 || !said.contains("k8s-aws-v1.")) {
            throw new IllegalStateException(candidate.name() + " gave no token (exit code " + exitCode + ")");
        }
        return took;
    }

    private static void report(int rounds, Map<String, List<Double>> seconds) {
        System.out.printf(Locale.ROOT, "a token, from start to end, %d rounds in turns, after %d uncounted%n", rounds,
                UNCOUNTED);
        System.out.printf(Locale.ROOT, "%-30s %9s %20s%n", "", "median s", "(min-max)");
        seconds.forEach((name, all) -> {
            Spread spread = Spread.of(all.stream());
            System.out.printf(Locale.ROOT, "%-30s %9.3f %20s%n", name, spread.median(),
                    String.format(Locale.ROOT, "(%.3f-%.3f)", spread.least(), spread.most()));
        });
        List<Double> ours = seconds.getOrDefault("sallyport token", List.of());
        seconds.forEach((name, theirs) -> {
            if (!theirs.equals(ours)) {
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < theirs.size(); i++) {
                    ratios.add(ours.get(i) / theirs.get(i));
                }
                Spread ratio = Spread.of(ratios.stream());
                System.out.printf(Locale.ROOT, "sallyport token / %s, round by round: %.2f (%.2f-%.2f)%n", name,
                        ratio.median(), ratio.least(), ratio.most());
            }
        });
    }
}
