package dev.sallyport.access.awsauth;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.review.NodeRoles;
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

    @Test
    void allQuestionsOfACommandTakeLessThanThreeSeconds() {
        assertThat(EksSide.PATIENCE).isLessThan(Duration.ofSeconds(3));
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
