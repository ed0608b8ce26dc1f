package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

class EksClustersTest {

    private static final String ARN = "arn:aws:eks:ap-northeast-2:123456789012:cluster/demo";

    @TempDir
    Path home;

    private Replies eks;

    @BeforeEach
    void anEks() throws IOException {
        eks = new Replies();
    }

    @AfterEach
    void ends() {
        eks.close();
    }

    @Test
    void aClusterIsDescribed() {
        eks.say(200, """
                {"cluster": {"name": "demo", "arn": "%s", "status": "ACTIVE", "version": "1.34",
                 "endpoint": "https://x.eks.amazonaws.com", "certificateAuthority": {"data": "LS0t"},
                 "accessConfig": {"authenticationMode": "API_AND_CONFIG_MAP"}, "id": "not-of-an-outpost"}}
                """.formatted(ARN));

        ClusterFacts facts = got(clusters().describe("demo"));

        assertThat(facts).isEqualTo(new ClusterFacts("demo", ARN, "ACTIVE", "1.34", "https://x.eks.amazonaws.com",
                "LS0t", "API_AND_CONFIG_MAP", Optional.empty()));
        assertThat(facts.region()).isEqualTo("ap-northeast-2");
        assertThat(facts.unusable()).isEmpty();
        assertThat(eks.asked().getFirst().uri()).isEqualTo("/clusters/demo");
        assertThat(eks.asked().getFirst().header("Authorization")).contains("/ap-northeast-2/eks/aws4_request");
    }

    @Test
    void aClusterOfOldOnAnOutpostThatIsBeingMade() {
        eks.say(200, "{\"cluster\": {\"name\": \"demo\", \"arn\": \"" + ARN + "\", \"status\": \"CREATING\", \"id\": "
                + "\"1-2\", \"outpostConfig\": {\"outpostArns\": []}}}");

        ClusterFacts facts = got(clusters().describe("demo"));

        assertThat(facts.outpostId()).contains("1-2");
        assertThat(facts.authenticationMode()).isEqualTo("CONFIG_MAP");
        assertThat(facts.unusable()).get().extracting(AwsFailure::sentence).asString().contains("is CREATING");
    }

    @Test
    void aClusterSaysFromWhereItIsReached() {
        eks.say(200, "{\"cluster\": {\"name\": \"demo\", \"arn\": \"" + ARN + "\", \"resourcesVpcConfig\": "
                + "{\"endpointPublicAccess\": true, \"endpointPrivateAccess\": true, "
                + "\"publicAccessCidrs\": [\"203.0.113.0/24\"]}}}");

        ClusterFacts.Reach reach = got(clusters().describe("demo")).reach();

        assertThat(reach).isEqualTo(new ClusterFacts.Reach(true, true, List.of("203.0.113.0/24")));
        assertThat(reach.isOpen()).isFalse();
    }

    @Test
    void anotherRegionIsAskedUnderItsOwnName() {
        eks.say(200, "{\"clusters\": [\"demo\", \"prod\"]}");

        List<String> names = got(EksClusters.names(settings(), "eu-west-1", AwsCredentials.longLived("AKIA", "s"),
                Clock.systemUTC()));

        assertThat(names).containsExactly("demo", "prod");
        assertThat(eks.asked().getFirst().header("Authorization")).contains("/eu-west-1/eks/aws4_request");
    }

    @Test
    void anUnknownClusterIsAnsweredWithTheKnownOnes() {
        eks.say(404, Map.of("x-amzn-ErrorType", "ResourceNotFoundException"),
                "{\"message\":\"No cluster found for name: dmeo.\"}").say(200, "{\"clusters\": [\"demo\", \"prod\"]}");

        AwsFailure failure = failed(clusters().describe("dmeo"));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure.sentence())
                .isEqualTo("There is no cluster \"dmeo\" in ap-northeast-2. There are: demo, prod. "
                        + "Or name another region with --region.");
    }

    @Test
    void whoMayNotListClustersGetsTheAdviceAlone() {
        eks.say(404, Map.of("x-amzn-ErrorType", "ResourceNotFoundException"), "{}").say(403,
                Map.of("x-amzn-ErrorType", "AccessDeniedException"), "{}");

        assertThat(failed(clusters().describe("dmeo")).sentence()).contains("Check the name");
    }

    @Test
    void accessDeniedComesInAwssWords() {
        eks.say(403, Map.of("x-amzn-ErrorType", "AccessDeniedException"),
                "{\"message\":\"User: arn:aws:iam::1:user/x is "
                        + "not authorized to perform: eks:DescribeCluster on resource: " + ARN + "\"}");

        AwsFailure failure = failed(clusters().describe("demo"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure.message()).contains("is not authorized to perform: eks:DescribeCluster");
    }

    @Test
    void withoutARegionNothingIsAsked() {
        AwsFailure failure = failed(EksClusters.of(new World(home).set("AWS_ENDPOINT_URL_EKS", eks.url()).settings(),
                AwsCredentials.longLived("AKIA", "s"), Clock.systemUTC()).describe("demo"));

        assertThat(failure.kind()).isEqualTo(Kind.NO_REGION);
        assertThat(eks.asked()).isEmpty();
    }

    @Test
    void aNameThatCannotBeOneIsNotAskedFor() {
        for (String name : new String[]{"", "a/b", "../x", "-a", "é", "a".repeat(101)}) {
            assertThat(failed(clusters().describe(name)).sentence()).contains("is no cluster's name");
        }
        assertThat(eks.asked()).isEmpty();
    }

    private EksClusters clusters() {
        return EksClusters.of(settings(), AwsCredentials.longLived("AKIA", "s"), Clock.systemUTC());
    }

    private AwsSettings settings() {
        return new World(home).set("AWS_REGION", "ap-northeast-2").set("AWS_ENDPOINT_URL_EKS", eks.url()).settings();
    }
}
