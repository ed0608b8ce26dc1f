package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SourceHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The rules follow the ConfigMap, whatever happens to it and to the cluster. */
class AwsAuthWatchTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NODES = """
            - rolearn: arn:aws:iam::123456789012:role/eks-node-role
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes]
            """;
    private static final String ADMINS = """
            - rolearn: arn:aws:iam::123456789012:role/eks-admin-role
              username: admin
              groups: [system:masters]
            """;

    private StandInApi api = StandInApi.started();
    private ClusterConnection cluster = Clusters.open(api.target());
    private final AtomicInteger changes = new AtomicInteger();

    @BeforeEach
    void serveConfigMaps() {
        api.serve(CONFIG_MAPS);
    }

    @AfterEach
    void stop() {
        cluster.close();
        api.close();
    }

    @Test
    void theRulesAreThoseOfTheConfigMapAndFollowIt() throws InterruptedException {
        mapRoles(NODES);

        try (AwsAuthWatch watch = watch()) {
            assertThat(watch.awaitFirstReading(SOON)).isTrue();
            assertThat(arns(watch)).containsExactly("arn:aws:iam::123456789012:role/eks-node-role");
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());

            mapRoles(NODES + ADMINS);

            await().atMost(SOON).until(() -> arns(watch).size() == 2);
            assertThat(changes).hasValue(2);
        }
    }

    @Test
    void aChangeThatChangesNoRuleTellsNobody() throws InterruptedException {
        mapRoles(NODES);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);
            String before = watch.document().data().getOrDefault("mapRoles", "");

            mapRoles(NODES + "# a comment\n");

            await().atMost(SOON).until(() -> !watch.document().data().getOrDefault("mapRoles", "").equals(before));
            assertThat(changes).hasValue(1);
        }
    }

    @Test
    void aClusterWithoutAConfigMapHasNoRulesAndIsWell() throws InterruptedException {
        try (AwsAuthWatch watch = watch()) {
            assertThat(watch.awaitFirstReading(SOON)).isTrue();

            assertThat(watch.rules().rules()).isEmpty();
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());
        }
    }

    @Test
    void aDeletedConfigMapLeavesNoRules() throws InterruptedException {
        mapRoles(NODES);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);

            api.delete(CONFIG_MAPS, "aws-auth");

            await().atMost(SOON).until(() -> watch.rules().rules().isEmpty());
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());
        }
    }

    @Test
    void aBrokenSectionKeepsThoseItStillNamesAndOnlyThose() throws InterruptedException {
        mapRoles(NODES + ADMINS);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);

            mapRoles(NODES + "\t- broken\n");

            await().atMost(SOON).until(() -> arns(watch).equals(
                    List.of("arn:aws:iam::123456789012:role/eks-node-role")));
            assertThat(watch.health()).isInstanceOfSatisfying(SourceHealth.Degraded.class,
                    degraded -> assertThat(degraded.why()).contains("mapRoles"));

            mapRoles(NODES + ADMINS);

            await().atMost(SOON).until(() -> watch.health().equals(new SourceHealth.Current()));
            assertThat(arns(watch)).hasSize(2);
        }
    }

    @Test
    void otherConfigMapsOfTheNamespaceAreNobodysBusiness() throws InterruptedException {
        api.put(CONFIG_MAPS, "other", Map.of("data", Map.of("mapRoles", ADMINS)));
        mapRoles(NODES);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);

            assertThat(arns(watch)).containsExactly("arn:aws:iam::123456789012:role/eks-node-role");
        }
    }

    @Test
    void aClusterThatIsNotThereYetIsAskedUntilItIs() throws InterruptedException {
        mapRoles(NODES);
        api.refuse(request -> Optional.of(503));

        try (AwsAuthWatch watch = watch()) {
            await().atMost(SOON).until(() -> watch.health() instanceof SourceHealth.NotYetRead notYet
                    && notYet.why().contains("503"));

            api.refuseNothing();

            assertThat(watch.awaitFirstReading(SOON)).isTrue();
            assertThat(watch.health()).isEqualTo(new SourceHealth.Current());
        }
    }

    @Test
    void aWatchThatMayNotWatchSaysSo() {
        api.refuse(request -> Optional.of(403));

        try (AwsAuthWatch watch = watch()) {
            await().atMost(SOON).until(() -> watch.health() instanceof SourceHealth.NotYetRead notYet
                    && notYet.why().contains("You may not watch the ConfigMap kube-system/aws-auth"));
        }
    }

    @Test
    void whileTheClusterIsAwayTheRulesStayAndTheHealthSaysSo() throws InterruptedException {
        mapRoles(NODES);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);
            api.refuse(request -> Optional.of(500));
            api.breakWatches();

            await().atMost(SOON).until(() -> watch.health() instanceof SourceHealth.Degraded);
            assertThat(arns(watch)).hasSize(1);

            mapRoles(NODES + ADMINS);
            api.refuseNothing();

            await().atMost(SOON).until(() -> arns(watch).size() == 2);
            await().atMost(SOON).until(() -> watch.health().equals(new SourceHealth.Current()));
        }
    }

    @Test
    void aWatchThatWentDeafIsOpenedAnew() throws InterruptedException {
        mapRoles(NODES + ADMINS);

        try (AwsAuthWatch watch = watch()) {
            watch.awaitFirstReading(SOON);
            await().atMost(SOON).until(() -> api.openWatches() == 1);
            api.fallSilent();

            mapRoles(NODES);

            await().atMost(SOON).until(() -> arns(watch).size() == 1);
        }
    }

    private AwsAuthWatch watch() {
        AwsAuthWatch watch = AwsAuthWatch.of(cluster, Duration.ofMillis(200));
        watch.onChange(changes::incrementAndGet);
        return watch.start();
    }

    private void mapRoles(String text) {
        api.put(CONFIG_MAPS, "aws-auth", Map.of("data", Map.of("mapRoles", text)));
    }

    private static List<String> arns(AwsAuthWatch watch) {
        return watch.rules().rules().stream().map(MappingRule::subject).toList();
    }
}
