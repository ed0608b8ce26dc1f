package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.SourceHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The rules follow the custom resources, and a cluster without the kind is one without such rules. */
class IamIdentityMappingWatchTest {

    private static final String MAPPINGS = "/apis/iamauthenticator.k8s.aws/v1alpha1/iamidentitymappings";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final StandInApi api = StandInApi.started();
    private final ClusterConnection cluster = Clusters.open(api.target());

    @AfterEach
    void stop() {
        cluster.close();
        api.close();
    }

    @Test
    void aRoleAUserAndASessionThatStandsForItsRole() throws InterruptedException {
        put("a", "arn:aws:iam::123456789012:role/Dev", "dev", List.of("devs"));
        put("b", "arn:aws:iam::123456789012:user/eks-test", "eks-test", List.of());
        put("c", "arn:aws:sts::123456789012:assumed-role/Ops/session", "ops", List.of("ops"));

        try (IamIdentityMappingWatch watch = watch()) {
            assertThat(watch.awaitFirstReading(SOON)).isTrue();

            assertThat(watch.rules().rules()).containsExactly(
                    new MappingRule.Role("arn:aws:iam::123456789012:role/Dev", "dev", List.of("devs"), place("a")),
                    new MappingRule.User("arn:aws:iam::123456789012:user/eks-test", "eks-test", List.of(),
                            place("b")),
                    new MappingRule.Role("arn:aws:iam::123456789012:role/Ops", "ops", List.of("ops"), place("c")));
            assertThat(place("a")).hasToString("IAMIdentityMapping a");
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());
        }
    }

    @Test
    void changesAreFollowed() throws InterruptedException {
        put("a", "arn:aws:iam::123456789012:role/dev", "dev", List.of());

        try (IamIdentityMappingWatch watch = watch()) {
            watch.awaitFirstReading(SOON);
            put("b", "arn:aws:iam::123456789012:role/ops", "ops", List.of());
            await().atMost(SOON).until(() -> watch.rules().rules().size() == 2);

            api.delete(MAPPINGS, "a");

            await().atMost(SOON).until(() -> watch.rules().rules().size() == 1);
        }
    }

    @Test
    void oneThatNamesNoPrincipalCostsTheOthersNothing() throws InterruptedException {
        put("bad", "hello", "x", List.of());
        put("good", "arn:aws:iam::123456789012:role/dev", "dev", List.of());
        put("strange", "arn:aws:s3:::bucket", "x", List.of());

        try (IamIdentityMappingWatch watch = watch()) {
            watch.awaitFirstReading(SOON);

            assertThat(watch.rules().rules()).extracting(rule -> rule.place().section()).containsExactly("good");
        }
    }

    @Test
    void aClusterWithoutTheKindHasNoRulesUntilItGetsTheKind() throws InterruptedException {
        try (IamIdentityMappingWatch watch = watch()) {
            assertThat(watch.awaitFirstReading(SOON)).isTrue();
            assertThat(watch.rules().rules()).isEmpty();
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());

            put("a", "arn:aws:iam::123456789012:role/dev", "dev", List.of());

            await().atMost(SOON).until(() -> watch.rules().rules().size() == 1);
        }
    }

    @Test
    void aKindThatIsTakenAwayTakesItsRulesAlong() throws InterruptedException {
        put("a", "arn:aws:iam::123456789012:role/dev", "dev", List.of());

        try (IamIdentityMappingWatch watch = watch()) {
            watch.awaitFirstReading(SOON);

            api.drop(MAPPINGS);

            await().atMost(SOON).until(() -> watch.rules().rules().isEmpty());
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());
        }
    }

    private IamIdentityMappingWatch watch() {
        return IamIdentityMappingWatch.of(cluster, Duration.ofMillis(200)).start();
    }

    private void put(String name, String arn, String username, List<String> groups) {
        api.put(MAPPINGS, name, Map.of("kind", "IAMIdentityMapping", "apiVersion", "iamauthenticator.k8s.aws/v1alpha1",
                "spec", Map.of("arn", arn, "username", username, "groups", groups)));
    }

    private static RulePlace place(String name) {
        return new RulePlace("IAMIdentityMapping", name, 0);
    }
}
