package dev.sallyport.conformance.decisions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.access.explain.AccessStep;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.Question;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.peers.InParallel;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations of generated questions in a hundred worlds that lie in a real API server, and that server's own
 * SubjectAccessReviews. Whom a question is about is a principal of IAM here, whom an aws-auth in that server maps to the
 * user and the groups that the review names. Everything is read out of the server as {@code sallyport explain} reads it.
 */
@Tag("conformance")
final class ExplanationsTest {

    private static final int WORLDS = 100;
    private static final int ASKS = 50; // a world
    private static final String ARN = "arn:aws:iam::123456789012:user/";
    private static final String EVERYBODY = "system:authenticated";

    private record Asked(String name, Place place, Ask ask) {}

    private record Answered(Asked asked, boolean ours, boolean theirs) {}

    @Test
    void verdictsAreThoseOfTheServersOwnReviews() {
        RealCluster cluster = RealCluster.start("1.34", true, Map.of("SALLYPORT_AUTHORIZATION_MODE", "RBAC"))
                .orElseThrow(() -> Skipped.because("explanations, for want of kube-apiserver 1.34. "
                        + PeerCommand.REMEDY));
        try (JudgedServer server = new JudgedServer(cluster, true)) {
            Map<Place, World> worlds = new LinkedHashMap<>();
            List<Asked> all = asked(worlds);
            server.load(worlds);
            server.post("/api/v1/namespaces/kube-system/configmaps", map(all));

            AccessWorld world = AccessWorld.of(server.snapshot(), AuthenticationMode.CONFIG_MAP);
            assertThat(world.limits()).isEmpty();
            Explainer explainer = Explainer.in(world);
            List<Answered> answers = InParallel.map(all, one -> new Answered(one, allowed(explainer, one),
                    server.ask(asAuthenticated(one.ask()), one.place()).allowed()));

            long yes = answers.stream().filter(Answered::theirs).count();
            System.out.println("explanations: " + answers.size() + " compared with kube-apiserver " + server.version()
                    + ", " + yes + " of them yes");
            assertThat(yes).isGreaterThan(answers.size() / 10);
            assertThat(answers).allSatisfy(one -> assertThat(one.ours()).isEqualTo(one.theirs()));
        }
    }

    private static List<Asked> asked(Map<Place, World> worlds) {
        RandomGenerator random = Seed.ofThisRun().generator(Area.DECISIONS);
        WorldGenerator generator = new WorldGenerator(random);
        AskGenerator asks = new AskGenerator(random);
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < WORLDS; i++) {
            World world = generator.next();
            Place place = new Place("x" + i + "-");
            worlds.put(place, world);
            for (int j = 0; j < ASKS; j++) {
                all.add(new Asked("q" + i + "-" + j, place, asks.next(world)));
            }
        }
        return all;
    }

    private static boolean allowed(Explainer explainer, Asked one) {
        Explanation explanation = explainer.walk(new Question(Asker.of(ARN + one.name()),
                one.ask().what(one.place())));
        return switch (explanation.access()) {
            // this server has no Node authorizer
            case AccessStep.ByNodeAuthorizer node -> node.decision().allowed();
            case AccessStep.ByRbac _,AccessStep.ByServer _,AccessStep.NotReached _ ->
                explanation.verdict() == Verdict.YES;
        };
    }

    /** Whoever was authenticated is in this group, and reviews do not add it. */
    private static Ask asAuthenticated(Ask ask) {
        List<String> groups = new ArrayList<>(ask.groups());
        if (!groups.contains(EVERYBODY)) {
            groups.add(EVERYBODY);
        }
        return ask.withGroups(groups);
    }

    private static ObjectNode map(List<Asked> all) {
        StringBuilder users = new StringBuilder();
        for (Asked one : all) {
            users.append("- userarn: ").append(ARN).append(one.name()).append("\n  username: ")
                    .append(quoted(one.place().in(one.ask().user()))).append("\n  groups: [");
            users.append(String.join(", ", one.ask().groups().stream()
                    .map(group -> quoted(one.place().in(group))).toList())).append("]\n");
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", "aws-auth").put("namespace", "kube-system");
        map.putObject("data").put("mapUsers", users.toString());
        return map;
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
