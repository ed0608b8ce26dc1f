package dev.sallyport.benchmarks.access;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.findings.AccessFindings;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Matrix;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.benchmarks.Rounds;
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
import org.openjdk.jmh.runner.RunnerException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
        Rounds rounds = Rounds.of("access", arguments);
        LargeAudit audit = new LargeAudit();
        WhoCanAnswer answer = audit.whoCan();
        System.out.printf(Locale.ROOT, "%d bindings, %d roles, %d mapped principals; %d can, %d in two steps%n",
                LargeCluster.BINDINGS, LargeCluster.ROLES, LargeCluster.PRINCIPALS, answer.direct().size(),
                answer.indirect().size());
        rounds.printTime(LargeAudit.class, "us");
        rounds.printWork("findings", 1_000, audit::findings);
        rounds.printWork("matrix", 1_000, audit::matrix);
        rounds.printWork("snapshot", 1_000, audit::snapshot);
        rounds.printWork("whoCan", 1_000, audit::whoCan);
        rounds.printWork("whoCanInThreeSteps", 1_000, audit::whoCanInThreeSteps);
    }
}
