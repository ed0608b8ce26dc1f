package dev.sallyport.access.awsauth;

import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.review.NodeRoles;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class EksSideTest {

    @ParameterizedTest
    @CsvSource({"https://ABC.gr7.eu-west-1.eks.amazonaws.com, eu-west-1",
        "https://ABC.yl4.cn-north-1.eks.amazonaws.com.cn, cn-north-1", "https://10.0.0.1:6443, ''",
        "https://abc.123.eks-cluster.eu-west-1.api.aws, eu-west-1",
        "https://eks.example.com, ''"})
    void eksesHostsNameTheRegion(String server, String region) {
        assertThat(EksSide.region(URI.create(server)).orElse("")).isEqualTo(region);
    }

    @Test
    void aSilentAwsIsAskedOnceAndIsNotWaitedForAgain() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        EksSide side = new EksSide("demo", () -> {
            asked.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new AwsAnswer.Failed<>(MadeUpAws.DENIED);
        }, Duration.ofMillis(50));

        AwsAnswer<?> first = side.facts();
        NodeRoles second = side.nodeRoles(new ClusterAnswer.Got<>(List.of()));
        never.countDown();

        assertThat(first).isInstanceOfSatisfying(AwsAnswer.Failed.class,
                failed -> assertThat(failed.failure().message()).isEqualTo("AWS did not answer within 0.05 s."));
        assertThat(second).isEqualTo(new NodeRoles.Unknown("AWS did not answer within 0.05 s."));
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"API, API", "API_AND_CONFIG_MAP, API_AND_CONFIG_MAP", "CONFIG_MAP, CONFIG_MAP", "SOMETHING, UNKNOWN"})
    void theModeIsWhatEksSays(String word, AuthenticationMode mode) {
        MadeUpAws aws = new MadeUpAws();
        ClusterFacts facts = new ClusterFacts("demo", "arn:aws:eks:eu-west-1:123456789012:cluster/demo", "ACTIVE", "",
                "", "", word, Optional.empty());
        EksSide side = new EksSide("demo", () -> new AwsAnswer.Got<>(new EksSide.Services("eu-west-1",
                _ -> new AwsAnswer.Got<>(facts), aws, aws, (_, name, _) -> new AwsAnswer.Got<>(name),
                () -> new AwsAnswer.Failed<>(MadeUpAws.DENIED))),
                EksSide.PATIENCE);

        assertThat(side.mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"123456789012, 1", "210987654321, 0"})
    void aPolicyIsWrittenForSomebodyOfTheCallersOwnAccountAlone(String account, int written) {
        MadeUpAws aws = new MadeUpAws();
        CallerIdentity me = CallerIdentity.of(Arn.parse("arn:aws:iam::123456789012:user/me"), "123456789012", "AIDA",
                "AKIA");
        AtomicInteger puts = new AtomicInteger();
        EksSide side = new EksSide("demo", () -> new AwsAnswer.Got<>(new EksSide.Services("eu-west-1",
                _ -> new AwsAnswer.Failed<>(MadeUpAws.DENIED), aws, aws, (_, name, _) -> {
                    puts.incrementAndGet();
                    return new AwsAnswer.Got<>(name);
                }, () -> new AwsAnswer.Got<>(me))), EksSide.PATIENCE);

        side.putPolicy(Arn.parse("arn:aws:iam::" + account + ":user/ana"), "console", "{}");

        assertThat(puts).hasValue(written);
    }

    @Test
    void theModeIsUnknownWhereEksMayNotBeAsked() {
        EksSide side = new EksSide("demo", () -> new AwsAnswer.Failed<>(MadeUpAws.DENIED), EksSide.PATIENCE);

        assertThat(side.mode()).isEqualTo(AuthenticationMode.UNKNOWN);
    }

    @Test
    void aClusterThatOneSignsInToByACertificateHasNoAwsSide() {
        ClusterTarget target = ClusterTarget.of("context x", URI.create("https://10.0.0.1"), "",
                ClusterLogin.BearerToken.fixed("a token without a cluster"));

        assertThat(EksSide.behind(target, new AwsEnvironment(Map.of(), Optional.empty()), Clock.systemUTC())).isEmpty();
    }

    @Test
    void withoutCredentialsTheReasonIsSaid() {
        EksSide side = new EksSide("demo", () -> new AwsAnswer.Failed<>(new AwsFailure(
                AwsFailure.Kind.NO_CREDENTIALS, "No AWS credentials were found.", "")), EksSide.PATIENCE);

        assertThat(side.nodeRoles(new ClusterAnswer.Got<>(List.of())))
                .isEqualTo(new NodeRoles.Unknown("No AWS credentials were found."));
    }
}
