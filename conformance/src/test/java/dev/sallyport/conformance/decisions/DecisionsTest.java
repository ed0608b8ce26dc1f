package dev.sallyport.conformance.decisions;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.InParallel;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import dev.sallyport.rbac.RbacAuthorizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The same questions to the real API server, with RBAC as its only authorizer, and to our authorizer over what that
 * server holds. The worlds of one server lie side by side in it; what aggregation adds was added by its controllers.
 */
@Tag("conformance")
class DecisionsTest {

    private static final Map<String, String> RBAC_ALONE = Map.of("SALLYPORT_AUTHORIZATION_MODE", "RBAC");
    private static final int SHRUNK = 2; // faults of one cause are many; the first ones say which

    private final Comparison<DecisionCase> comparison = Comparison.of(Area.DECISIONS, List.of());
    private final RegressionCases<DecisionCase> kept = RegressionCases.of(Area.DECISIONS, DecisionCase.class);
    private final RandomGenerator random = Seed.ofThisRun().generator(Area.DECISIONS);
    private int allowed;

    private record Question(Place place, DecisionCase asked) {}

    private record Answered(DecisionCase asked, Verdict ours, Verdict theirs) {}

    @Test
    void ourAuthorizerDecidesAsTheRealServer() {
        boolean older = compare("1.34", true, 56, 380);
        boolean newer = compare("1.37", false, 14, 250);
        comparison.note(allowed + " of " + comparison.compared() + " are allowed");
        System.out.println("decisions: " + allowed + " of " + comparison.compared() + " are allowed");
        comparison.close();
        assumeTrue(older || newer, "no API server to compare with");
    }

    /** Compares with one version; says whether it was there. */
    private boolean compare(String minor, boolean controllers, int worlds, int asksEach) {
        Optional<RealCluster> cluster = RealCluster.start(minor, controllers, RBAC_ALONE);
        if (cluster.isEmpty()) {
            comparison.without("kube-apiserver " + minor, PeerCommand.REMEDY);
            return false;
        }
        try (JudgedServer server = new JudgedServer(cluster.get(), controllers)) {
            comparison.with("kube-apiserver " + server.version());
            List<Question> questions = questions(worlds, asksEach);
            Map<Place, World> byPlace = new LinkedHashMap<>();
            questions.forEach(question -> byPlace.put(question.place(), question.asked().world()));
            server.load(byPlace);
            RbacAuthorizer ours = server.ours();
            List<Answered> faults = new ArrayList<>();
            for (Answered answered : InParallel.map(questions, question -> answer(server, ours, question))) {
                allowed += answered.theirs().allowed() ? 1 : 0;
                if (comparison.differ(answered.asked(), answered.ours(), answered.theirs())) {
                    faults.add(answered);
                }
            }
            faults.stream().limit(SHRUNK).forEach(fault -> shrink(server, fault));
            faults.stream().skip(SHRUNK).forEach(fault -> record(fault, "in a world not made smaller, "
                    + fault.asked().ask()));
        }
        return true;
    }

    private List<Question> questions(int worlds, int asksEach) {
        List<Question> questions = new ArrayList<>();
        for (DecisionCase once : kept.all()) {
            questions.add(new Question(new Place("k" + questions.size() + "-"), once));
        }
        WorldGenerator generator = new WorldGenerator(random);
        AskGenerator asks = new AskGenerator(random);
        for (int i = 0; i < worlds; i++) {
            World world = generator.next();
            Place place = new Place("w" + i + "-");
            Stream.generate(() -> asks.next(world)).limit(asksEach)
                    .forEach(ask -> questions.add(new Question(place, new DecisionCase(world, ask))));
        }
        return questions;
    }

    private static Answered answer(JudgedServer server, RbacAuthorizer authorizer, Question question) {
        Ask ask = question.asked().ask();
        Place place = question.place();
        Verdict theirs = server.ask(ask, place);
        Verdict ours = Verdict.of(authorizer.decide(ask.who(place), ask.what(place)), theirs,
                server.authorizerName());
        return new Answered(question.asked(), ours.out(place), theirs.out(place));
    }

    private void shrink(JudgedServer server, Answered fault) {
        int[] tries = {0};
        List<Answered> last = new ArrayList<>(List.of(fault));
        DecisionCase smallest = Shrinking.smallest(fault.asked(), DecisionCase::smaller, smaller -> {
            Place place = new Place("s" + comparison.faults().size() + "-" + tries[0]++ + "-");
            server.load(Map.of(place, smaller.world()));
            Answered again = answer(server, server.ours(), new Question(place, smaller));
            boolean fails = comparison.wouldBeFault(smaller, again.ours(), again.theirs());
            if (fails) {
                last.set(0, again);
            }
            return fails;
        });
        kept.keep(smallest);
        record(last.getFirst(), smallest.toString());
    }

    private void record(Answered fault, String input) {
        comparison.fault(new Fault(input, fault.ours().toString(), fault.theirs().toString()));
    }
}
