package dev.sallyport.benchmarks.lint;

import dev.sallyport.benchmarks.Spread;
import dev.sallyport.cluster.review.ClusterFindings;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.lint.LintFinding;
import dev.sallyport.mapping.lint.MapLint;
import dev.sallyport.rbac.RbacSnapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures a whole lint: both readings of the text, every finding in it, and those that need the bindings. Beside it two
 * YAML libraries do no more than read the same text.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class LintMap {

    private final Map<String, String> data = LargeMap.data();
    private final RbacSnapshot bindings = LargeMap.bindings();

    /** Ours. */
    @Benchmark
    public List<Finding> lint() {
        AwsAuth map = AwsAuth.parse(data);
        List<Finding> found = new ArrayList<>(MapLint.of(map).stream().map(LintFinding::finding).toList());
        found.addAll(ClusterFindings.of(map, bindings));
        return found;
    }

    /** SnakeYAML 2 into maps and lists. */
    @Benchmark
    public List<Object> snakeyaml() {
        LoaderOptions options = new LoaderOptions();
        List<Object> read = new ArrayList<>();
        data.values().forEach(text -> read.add(new Yaml(new SafeConstructor(options)).load(text)));
        return read;
    }

    /** SnakeYAML Engine into maps and lists. */
    @Benchmark
    public List<Object> snakeyamlEngine() {
        List<Object> read = new ArrayList<>();
        data.values().forEach(text -> read.add(new Load(LoadSettings.builder().build()).loadFromString(text)));
        return read;
    }

    /**
     * Runs all three and prints two tables: time, and work, which is what other programs on the machine cannot slow down.
     *
     * @param arguments {@code --rounds N}: how many rounds of 2 s each (10)
     */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = rounds(arguments);
        LintMap map = new LintMap();
        System.out.printf(Locale.ROOT, "%d bytes, %d entries, %d bindings, %d findings%n",
                map.data.values().stream().mapToInt(String::length).sum(), LargeMap.ROLES + LargeMap.USERS,
                LargeMap.BINDINGS, map.lint().size());
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(LintMap.class.getName() + "\\.")
                .measurementIterations(rounds).verbosity(VerboseMode.SILENT).build()).run();
        System.out.printf("%-22s %9s %20s%n", "time, ms an operation", "median", "(min-max)");
        for (RunResult result : results) {
            Statistics rounded = result.getPrimaryResult().getStatistics();
            print(result.getPrimaryResult().getLabel(),
                    new Spread(rounded.getPercentile(50), rounded.getMin(), rounded.getMax()));
        }
        System.out.printf("%-22s %9s %20s%n", "work, ms an operation", "median", "(min-max)");
        print("lint", work(rounds, map::lint));
        print("snakeyaml", work(rounds, map::snakeyaml));
        print("snakeyamlEngine", work(rounds, map::snakeyamlEngine));
    }

    private static int rounds(String[] arguments) {
        if (arguments.length == 0) {
            return 10;
        }
        if (arguments.length == 2 && arguments[0].equals("--rounds") && arguments[1].matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(arguments[1]);
        }
        throw new IllegalArgumentException("Usage: lint-map [--rounds N]");
    }

    /** Processor time of the working thread, after as many rounds that are not counted. */
    private static Spread work(int rounds, Supplier<List<?>> operation) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> counted = new ArrayList<>();
        int results = 0;
        for (int round = -rounds; round < rounds; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            results += operation.get().size();
            double took = (threads.getCurrentThreadCpuTime() - begin) / 1_000_000.0;
            if (round >= 0) {
                counted.add(took);
            }
        }
        if (results == 0) {
            throw new IllegalStateException("nothing came of the work");
        }
        return Spread.of(counted.stream());
    }

    private static void print(String name, Spread spread) {
        System.out.printf(Locale.ROOT, "%-22s %9.1f %20s%n", name, spread.median(),
                String.format(Locale.ROOT, "(%.1f-%.1f)", spread.least(), spread.most()));
    }
}
