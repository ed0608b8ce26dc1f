package dev.sallyport.benchmarks.lint;

import dev.sallyport.benchmarks.Rounds;
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
import org.openjdk.jmh.runner.RunnerException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
        Rounds rounds = Rounds.of("lint-map", arguments);
        LintMap map = new LintMap();
        System.out.printf(Locale.ROOT, "%d bytes, %d entries, %d bindings, %d findings%n",
                map.data.values().stream().mapToInt(String::length).sum(), LargeMap.ROLES + LargeMap.USERS,
                LargeMap.BINDINGS, map.lint().size());
        rounds.printTime(LintMap.class, "ms");
        rounds.printWork("lint", 1_000_000, map::lint);
        rounds.printWork("snakeyaml", 1_000_000, map::snakeyaml);
        rounds.printWork("snakeyamlEngine", 1_000_000, map::snakeyamlEngine);
    }
}
