package dev.sallyport.benchmarks.access;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.findings.AccessFindings;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Matrix;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.benchmarks.Spread;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.whocan.ClusterTraits;
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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures what an auditor waits for in a large cluster, from the objects as they were read to the answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 10, time = 2)
public class LargeAudit {

    private static final AccessRequest IN_A_NAMESPACE = new AccessRequest.Resource("delete", "", "secrets", "", "",
            "ns-7");
    private static final AccessRequest EVERYWHERE = new AccessRequest.Resource("delete", "", "secrets", "", "", "");

    private final LargeCluster cluster = new LargeCluster();
    private final RbacAuthorizer authorizer = RbacAuthorizer.over(cluster.rbac());
    private final Auditor auditor = auditor();
    private final RbacUser somebody = LargeCluster.somebody();
    private final List<AccessRequest> columns = LargeCluster.columns();

    private Auditor auditor() {
        return Auditor.over(MappingTable.of(List.of(cluster.map())).rules(), cluster.rbac(), ClusterTraits.EKS);
    }

    /** Every index over the map, the roles and the bindings. */
    @Benchmark
    public Object snapshot() {
        return List.of(RbacAuthorizer.over(cluster.rbac()), auditor());
    }

    /** One user, one request. */
    @Benchmark
    public Decision decision() {
        return authorizer.decide(somebody, IN_A_NAMESPACE);
    }

    /** Everybody, one request in a namespace, ways of two steps included. */
    @Benchmark
    public WhoCanAnswer whoCan() {
        return auditor.whoCan(IN_A_NAMESPACE, 1);
    }

    /** The same in all namespaces, with ways of three steps. */
    @Benchmark
    public WhoCanAnswer whoCanInThreeSteps() {
        return auditor.whoCan(EVERYWHERE, 2);
    }

    /** Everybody by 60 requests. */
    @Benchmark
    public Matrix matrix() {
        return auditor.matrix(columns, false);
    }

    /** Every finding. */
    @Benchmark
    public List<AccessFinding> findings() {
        return AccessFindings.of(new AccessFindings.Scene(Optional.of(cluster.map().rules()), cluster.rbac(),
                Optional.empty(), ClusterTraits.EKS));
    }

    /**
     * Runs all and prints a table.
     *
     * @param arguments {@code --rounds N}: how many rounds of 2 s each (10)
     */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = rounds(arguments);
        LargeAudit audit = new LargeAudit();
        WhoCanAnswer answer = audit.whoCan();
        System.out.printf(Locale.ROOT, "%d bindings, %d roles, %d mapped principals; %d can, %d in two steps%n",
                LargeCluster.BINDINGS, LargeCluster.ROLES, LargeCluster.PRINCIPALS, answer.direct().size(),
                answer.indirect().size());
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(LargeAudit.class.getName() + "\\.")
                .measurementIterations(rounds).verbosity(VerboseMode.SILENT).build()).run();
        System.out.printf("%-26s %14s %28s%n", "time, us an operation", "median", "(min-max)");
        for (RunResult result : results) {
            Statistics rounded = result.getPrimaryResult().getStatistics();
            print(result.getPrimaryResult().getLabel(),
                    new Spread(rounded.getPercentile(50), rounded.getMin(), rounded.getMax()));
        }
        System.out.printf("%-26s %14s %28s%n", "work, us an operation", "median", "(min-max)");
        print("findings", work(rounds, audit::findings));
        print("matrix", work(rounds, audit::matrix));
        print("snapshot", work(rounds, audit::snapshot));
        print("whoCan", work(rounds, audit::whoCan));
        print("whoCanInThreeSteps", work(rounds, audit::whoCanInThreeSteps));
    }

    /** Processor time of the working thread, which other programs cannot slow down; as many rounds are not counted. */
    private static Spread work(int rounds, Supplier<?> operation) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> counted = new ArrayList<>();
        int results = 0;
        for (int round = -rounds; round < rounds; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            Object result = operation.get();
            results += result instanceof List<?> list && list.isEmpty() ? 0 : 1;
            double took = (threads.getCurrentThreadCpuTime() - begin) / 1_000.0;
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
        System.out.printf(Locale.ROOT, "%-26s %14.1f %28s%n", name, spread.median(),
                String.format(Locale.ROOT, "(%.1f-%.1f)", spread.least(), spread.most()));
    }

    private static int rounds(String[] arguments) {
        if (arguments.length == 0) {
            return 10;
        }
        if (arguments.length == 2 && arguments[0].equals("--rounds") && arguments[1].matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(arguments[1]);
        }
        throw new IllegalArgumentException("Usage: access [--rounds N]");
    }
}
