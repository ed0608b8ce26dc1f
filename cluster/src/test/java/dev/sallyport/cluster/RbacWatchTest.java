package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
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

/** Roles and bindings of a live cluster as values, once and again. */
class RbacWatchTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, Object> READ_NODES = Map.of("verbs", List.of("get", "list"), "apiGroups",
            List.of(""), "resources", List.of("nodes"));

    private final StandInApi api = StandInApi.started();
    private final ClusterConnection cluster = Clusters.open(api.target());

    @BeforeEach
    void serveRbac() {
        List.of("clusterroles", "roles", "clusterrolebindings", "rolebindings").forEach(kind -> api.serve(RBAC + kind));
        api.put(RBAC + "clusterroles", "node-viewer", Map.of("kind", "ClusterRole", "rules", List.of(READ_NODES,
                Map.of("verbs", List.of("get"), "nonResourceURLs", List.of("/metrics")))));
        api.put(RBAC + "clusterrolebindings", "node-viewers", Map.of("kind", "ClusterRoleBinding", "roleRef",
                Map.of("kind", "ClusterRole", "name", "node-viewer"), "subjects",
                List.of(Map.of("kind", "Group", "name", "node-viewers"), Map.of("kind", "User", "name", "eks-test"),
                        Map.of("kind", "ServiceAccount", "name", "ci", "namespace", "dev"),
                        Map.of("kind", "Robot", "name", "r2"))));
    }

    @AfterEach
    void stop() {
        cluster.close();
        api.close();
    }

    @Test
    void readOnce() {
        ClusterAnswer<RbacSnapshot> answer = RbacReader.of(cluster).read();

        assertThat(answer).isEqualTo(new ClusterAnswer.Got<>(new RbacSnapshot(
                List.of(new Role("", "node-viewer", List.of(
                        PolicyRule.resources(List.of("get", "list"), List.of(""), List.of("nodes")),
                        PolicyRule.nonResources(List.of("get"), List.of("/metrics"))))),
                List.of(new Binding("", "node-viewers", RoleRef.clusterRole("node-viewer"),
                        List.of(new Subject.Group("node-viewers"), new Subject.User("eks-test"),
                                new Subject.ServiceAccount("dev", "ci")))))));
    }

    @Test
    void whoMayNotListIsTold() {
        api.refuse(request -> request.target().contains("/roles") ? Optional.of(403) : Optional.empty());

        assertThat(RbacReader.of(cluster).read())
                .isInstanceOfSatisfying(ClusterAnswer.Failed.class, failed -> assertThat(failed.failure())
                        .isInstanceOfSatisfying(ClusterFailure.class, failure -> {
                            assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.FORBIDDEN);
                            assertThat(failure.message()).startsWith("You may not list the roles and bindings");
                        }));
    }

    @Test
    void followed() throws InterruptedException {
        AccessRequest listNodes = new AccessRequest.Resource("list", "", "nodes", "", "", "");
        AtomicInteger changes = new AtomicInteger();
        try (RbacWatch watch = RbacWatch.of(cluster)) {
            assertThat(watch.snapshot()).isEmpty();
            watch.onChange(changes::incrementAndGet);
            watch.start();
            assertThat(watch.awaitFirstReading(SOON)).isTrue();
            assertThat(may("eks-test", listNodes, watch)).isTrue();
            await().atMost(SOON).until(() -> watch.trouble().isEmpty());

            api.delete(RBAC + "clusterrolebindings", "node-viewers");

            await().atMost(SOON).until(() -> !may("eks-test", listNodes, watch));
            assertThat(changes.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aPartThatCannotBeReadLeavesNoSnapshotAndSaysWhy() {
        api.refuse(request -> request.target().contains("/rolebindings") ? Optional.of(403) : Optional.empty());

        try (RbacWatch watch = RbacWatch.of(cluster).start()) {
            await().atMost(SOON)
                    .until(() -> watch.trouble().filter(why -> why.contains("You may not watch all RoleBindings"))
                            .isPresent());
            assertThat(watch.snapshot()).isEmpty();
        }
    }

    private static boolean may(String user, AccessRequest request, RbacWatch watch) {
        return RbacAuthorizer.over(watch.snapshot().orElseThrow())
                .decide(new RbacUser(user, List.of("system:authenticated")), request).allowed();
    }
}
