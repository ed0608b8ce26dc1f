package dev.sallyport.cluster.review;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody sees of a cluster who must answer soon. */
final class ClusterSightTest {

    private static final String NODES = "/api/v1/nodes";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

    @Test
    void whatIsAnsweredIsSeen() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            ClusterSight.Seen seen = ClusterSight.of(cluster, Duration.ofSeconds(30)).look();

            assertThat(seen.unseen()).isEmpty();
            assertThat(seen.state().nodes()).contains(List.of("ip-10-0-0-1"));
            assertThat(seen.state().rbac()).isPresent();
        }
    }

    @Test
    void whatIsRefusedIsNamedAndTheRestIsSeen() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> request.target().startsWith(NODES) ? Optional.of(403) : Optional.empty());

            ClusterSight.Seen seen = ClusterSight.of(cluster, Duration.ofSeconds(30)).look();

            assertThat(seen.unseen()).singleElement().asString().startsWith("the Nodes (");
            assertThat(seen.state().nodes()).isEmpty();
            assertThat(seen.state().rbac()).isPresent();
        }
    }

    @Test
    void aClusterThatIsSilentKeepsNobodyWaiting() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            CountDownLatch spoken = new CountDownLatch(1);
            api.refuse(request -> {
                try {
                    spoken.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            });

            ClusterSight.Seen seen = ClusterSight.of(cluster, Duration.ofMillis(200)).look();

            assertThat(seen.unseen()).containsExactly("the Nodes (no answer in time)",
                    "the roles and bindings (no answer in time)");
            spoken.countDown();
        }
    }

    @Test
    void manyAtOnceWaitForTheirTurnAndSeeEverything() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            ClusterSight sight = ClusterSight.of(cluster, Duration.ofSeconds(30));

            List<ClusterSight.Seen> all = Stream.generate(() -> CompletableFuture.supplyAsync(sight::look,
                    task -> Thread.ofVirtual().start(task))).limit(24).toList().stream()
                    .map(CompletableFuture::join).toList();

            assertThat(all).hasSize(24).allSatisfy(seen -> assertThat(seen.unseen()).isEmpty());
        }
    }

    private static StandInApi api() throws IOException {
        StandInApi api = StandInApi.start();
        api.put(NODES, "ip-10-0-0-1", Map.of("kind", "Node", "apiVersion", "v1"));
        for (String kind : List.of("clusterroles", "roles", "clusterrolebindings", "rolebindings")) {
            api.serve(RBAC + kind);
        }
        return api;
    }
}
