package dev.sallyport.conformance.mappings;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.DesignedDifference;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.AuthenticatorServer;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import dev.sallyport.conformance.peers.Reviewed;
import dev.sallyport.conformance.peers.Trusting;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assumptions.abort;

/** Who somebody is under a map: ours beside the authenticator's server on a real API server's ConfigMap, field by field. */
@Tag("conformance")
class MappingsTest {

    private static final int DOCUMENTS = 500;
    private static final String CLUSTER = "mapped";

    private static final RegressionCases<MapQuestion> KEPT = RegressionCases.of(Area.MAPPINGS, MapQuestion.class);

    /** Sessions of such names exist only behind an STS that lets braces in; AWS's does not. */
    private static final DesignedDifference<MapQuestion> FILLED_ONCE = new DesignedDifference<>("template-filled-once",
            question -> question.caller().session().matches(".*\\{\\{(AccessKeyID|SessionNameRaw)}}.*"));

    /** The release of the authenticator that is compared with knows the partitions of its day. */
    private static final DesignedDifference<MapQuestion> NEWER_PARTITION = new DesignedDifference<>(
            "partition-aws-eusc", question -> question.caller().arn().startsWith("arn:aws-eusc:"));

    private final TokenMinter minter = new TokenMinter(Clock.systemUTC());

    @Test
    void everybodyIsWhoTheAuthenticatorSaysTheyAre() {
        Comparison<MapQuestion> comparison = Comparison.of(Area.MAPPINGS, List.of(FILLED_ONCE, NEWER_PARTITION));
        Optional<ParseMap> parseMap = ParseMap.start();
        Optional<RealCluster> cluster = parseMap.isEmpty()
                ? Optional.empty()
                : RealCluster.start("1.34", false, Map.of());
        if (cluster.isEmpty()) {
            comparison.without("aws-iam-authenticator's server on a real API server", PeerCommand.REMEDY).close();
            abort("aws-iam-authenticator, etcd or kube-apiserver is not built. " + PeerCommand.REMEDY);
        }
        try (comparison;
                ParseMap reader = parseMap.orElseThrow();
                RealCluster api = cluster.orElseThrow();
                VouchingAws aws = new VouchingAws();
                AuthenticatorServer server = AuthenticatorServer.start("clusterID: " + CLUSTER + "\n",
                        List.of("--backend-mode", "EKSConfigMap", "--kubeconfig", api.kubeconfig().toString()),
                        aws.proxy(), aws.certificatePem()).orElseThrow();
                ConfigMapMapping theirs = new ConfigMapMapping(api.admin(), server);
                HttpClient sts = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                        .proxy(ProxySelector
                                .of(new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.proxy().getPort())))
                        .sslContext(Trusting.only(aws.certificatePem())).build()) {
            comparison.with("aws-iam-authenticator server " + server.version() + " on the ConfigMap of kube-apiserver "
                    + api.version());
            Sides sides = new Sides(comparison, new MarkedMaps(reader), aws, theirs,
                    new OurMapping(CLUSTER, Partition.AWS, sts));
            KEPT.all().forEach(kept -> sides.compare(kept.document(), List.of(kept.caller())));
            Chance chance = new Chance(Seed.ofThisRun().generator(Area.MAPPINGS));
            WrittenMaps maps = new WrittenMaps(chance);
            Callers callers = new Callers(chance);
            for (int i = 0; i < DOCUMENTS; i++) {
                MapDocument document = maps.document();
                sides.compare(document, callers.of(document));
            }
            comparison.note(DOCUMENTS + " documents, " + Callers.FOR_EACH_DOCUMENT + " identities each, "
                    + sides.accepted + " of them let in by both");
        }
    }

    /** Both sides, asked alike. */
    private final class Sides {

        private final Comparison<MapQuestion> comparison;
        private final MarkedMaps marks;
        private final VouchingAws aws;
        private final ConfigMapMapping theirs;
        private final OurMapping ours;
        private int accepted;

        Sides(Comparison<MapQuestion> comparison, MarkedMaps marks, VouchingAws aws, ConfigMapMapping theirs,
                OurMapping ours) {
            this.comparison = comparison;
            this.marks = marks;
            this.aws = aws;
            this.theirs = theirs;
            this.ours = ours;
        }

        private record Answers(List<Reviewed> ours, List<Reviewed> theirs) {}

        private Answers ask(MapDocument document, List<Caller> callers) {
            MarkedMaps.Marked marked = marks.mark(document);
            theirs.use(marked.document(), token(marked.marker()));
            List<String> tokens = callers.stream().map(this::token).toList();
            return new Answers(ours.review(marked.document(), tokens), theirs.review(tokens));
        }

        private String token(Caller caller) {
            return minter.mint(CLUSTER, VouchingAws.REGION, StsEndpoint.regional(VouchingAws.REGION),
                    AwsCredentials.longLived(aws.keyOf(caller), "nobody-looks-at-it")).token().reveal();
        }

        void compare(MapDocument document, List<Caller> callers) {
            Answers answers = ask(document, callers);
            for (int i = 0; i < callers.size(); i++) {
                MapQuestion question = new MapQuestion(document, callers.get(i));
                Reviewed our = answers.ours().get(i);
                Reviewed their = answers.theirs().get(i);
                if (comparison.differ(question, our, their)) {
                    if (comparison.shrinksNext()) {
                        shrink(question);
                    } else {
                        comparison.fault(new Fault(question.toString(), our.toString(), their.toString()));
                    }
                } else if (our instanceof Reviewed.Accepted && their instanceof Reviewed.Accepted) {
                    accepted++;
                }
            }
        }

        private void shrink(MapQuestion question) {
            List<Caller> caller = List.of(question.caller());
            MapDocument smallest = Shrinking.smallest(question.document(), SmallerMaps::of, smaller -> {
                Answers answers = ask(smaller, caller);
                return comparison.wouldBeFault(new MapQuestion(smaller, question.caller()), answers.ours().getFirst(),
                        answers.theirs().getFirst());
            });
            MapQuestion found = new MapQuestion(smallest, question.caller());
            KEPT.keep(found);
            Answers answers = ask(smallest, caller);
            comparison.fault(new Fault(found.toString(), answers.ours().toString(), answers.theirs().toString()));
        }
    }
}
