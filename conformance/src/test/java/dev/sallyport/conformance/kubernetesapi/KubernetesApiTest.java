package dev.sallyport.conformance.kubernetesapi;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.InParallel;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The same sequences of requests to the real API server and to the sandbox's. Beside the real one run the controllers
 * that the sandbox stands in for, and no other: a Deployment is data on both.
 */
@Tag("conformance")
class KubernetesApiTest {

    private static final String VERSION = "1.34"; // which the sandbox says it is
    private static final Map<String, String> CONTROLLERS = Map.of("SALLYPORT_CONTROLLERS",
            "namespace-controller,serviceaccount-controller,root-ca-certificate-publisher-controller,"
                    + "garbage-collector-controller,clusterrole-aggregation-controller");
    private static final int GENERATED = 60;
    private static final int SHRUNK = 3; // faults of one cause are many; the first ones say which

    private final Comparison<Request> comparison = Comparison.of(Area.KUBERNETES_API, ByDesign.ALL);
    private final RegressionCases<Sequence> kept = RegressionCases.of(Area.KUBERNETES_API, Sequence.class);
    private final AtomicInteger namespaces = new AtomicInteger();

    private record Played(Sequence sequence, List<Meaning> ours, List<Meaning> theirs) {}

    @Test
    void theSandboxAnswersAsTheRealServer() {
        Optional<RealCluster> real = RealCluster.start(VERSION, true, CONTROLLERS);
        if (real.isEmpty()) {
            comparison.without("kube-apiserver " + VERSION, PeerCommand.REMEDY).close();
            abort("no API server to compare with");
        }
        try (RealCluster cluster = real.get(); SandboxServer sandbox = new SandboxServer()) {
            comparison.with("kube-apiserver " + cluster.version());
            Player theirs = new Player(cluster.admin());
            Player ours = new Player(sandbox.admin());
            List<Sequence> sequences = sequences();
            List<Sequence> different = new ArrayList<>();
            for (Played played : InParallel.map(sequences, sequence -> play(sequence, ours, theirs))) {
                compare(played).ifPresent(different::add);
            }
            different.stream().limit(SHRUNK).forEach(sequence -> kept.keep(Shrinking.smallest(sequence,
                    Sequence::smaller, smaller -> endsInFault(play(smaller, ours, theirs)))));
            comparison.note(sequences.size() + " sequences");
        }
        comparison.close();
    }

    private List<Sequence> sequences() {
        SequenceGenerator generator = new SequenceGenerator(Seed.ofThisRun().generator(Area.KUBERNETES_API));
        return Stream.of(kept.all().stream(), Scenes.all(), CollectionScenes.all(),
                Lives.all(),
                IntStream.range(0, GENERATED).mapToObj(generator::next)).flatMap(all -> all).toList();
    }

    private Played play(Sequence sequence, Player ours, Player theirs) {
        String namespace = "seq-" + namespaces.incrementAndGet();
        return new Played(sequence, ours.play(sequence, namespace), theirs.play(sequence, namespace));
    }

    /** Counts each request; gives back what leads to the first fault. */
    private Optional<Sequence> compare(Played played) {
        Optional<Sequence> first = Optional.empty();
        for (int i = 0; i < played.sequence().requests().size(); i++) {
            Request request = played.sequence().requests().get(i);
            Meaning ours = played.ours().get(i);
            Meaning theirs = played.theirs().get(i);
            if (comparison.differ(request, ours, theirs)) {
                first = first.isPresent() ? first : Optional.of(played.sequence().until(i));
                comparison.fault(new Fault(played.sequence().title() + ", request " + i + ": " + request,
                        String.join("\n       ", ours.differences(theirs)), theirs.toString()));
            }
        }
        return first;
    }

    private boolean endsInFault(Played played) {
        return comparison.wouldBeFault(played.sequence().requests().getLast(), played.ours().getLast(),
                played.theirs().getLast());
    }
}
