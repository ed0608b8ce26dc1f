package dev.sallyport.cluster.snapshot;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.rbac.Binding;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A live cluster, read without writing, and as far as one may. */
final class SnapshotReaderTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final Map<String, Object> BINDING = Map.of("roleRef",
            Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "view"));

    @Test
    void everyPageIsRead() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            for (int i = 0; i < 1001; i++) {
                api.put(RBAC + "clusterrolebindings", "b" + i, BINDING);
            }
            List<String> progress = new ArrayList<>();

            SnapshotReader.Read read = got(SnapshotReader.read(cluster, Optional.empty(), progress::add));

            assertThat(snapshot(read).rbac().bindings()).hasSize(1001);
            assertThat(progress).containsExactly("read 500 clusterrolebindings …", "read 1000 clusterrolebindings …");
        }
    }

    @Test
    void nothingButReadsIsSent() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            got(SnapshotReader.read(cluster, Optional.empty(), _ -> {}));

            assertThat(api.requests()).extracting(StandInApi.Request::method).containsOnly("GET");
        }
    }

    @Test
    void ofNodesTheMetadataIsEnough() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.put("/api/v1/nodes", "ip-10-0-0-1", Map.of());

            assertThat(snapshot(got(SnapshotReader.read(cluster, Optional.empty(), _ -> {}))).nodes())
                    .containsExactly("ip-10-0-0-1");
            assertThat(api.requests()).filteredOn(request -> request.target().startsWith("/api/v1/nodes"))
                    .allSatisfy(request -> assertThat(String.join(",", request.headers().getOrDefault("Accept",
                            List.of()))).contains("PartialObjectMetadataList"));
        }
    }

    @Test
    void whatOneMayNotReadIsSaidWithTheRightThatItNeeds() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> request.target().contains("clusterrolebindings")
                    ? Optional.of(403)
                    : Optional.empty());

            assertThat(got(SnapshotReader.read(cluster, Optional.empty(), _ -> {})).unseen())
                    .contains(new Unseen(Unseen.Hides.RIGHTS, "the ClusterRoleBindings", "you may not read it",
                            "list clusterrolebindings.rbac.authorization.k8s.io"));
        }
    }

    @Test
    void whereAllNamespacesAreRefusedTheOneInQuestionIsTried() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.put("/apis/rbac.authorization.k8s.io/v1/namespaces/dev/rolebindings", "b", BINDING);
            api.refuse(request -> request.target().startsWith(RBAC + "rolebindings")
                    ? Optional.of(403)
                    : Optional.empty());

            SnapshotReader.Read read = got(SnapshotReader.read(cluster, Optional.of("dev"), _ -> {}));

            assertThat(snapshot(read).rbac().bindings()).extracting(Binding::name).containsExactly("b");
            assertThat(read.unseen()).extracting(Unseen::what).contains("the RoleBindings outside of dev");
        }
    }

    @Test
    void aClusterWithoutIdentityMappingsMissesNothing() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.serve("/api/v1/namespaces/kube-system/configmaps");
            api.put("/api/v1/namespaces/kube-system/configmaps", "aws-auth", Map.of("data", Map.of("mapUsers", "[]")));

            assertThat(got(SnapshotReader.read(cluster, Optional.empty(), _ -> {})).unseen()).isEmpty();
        }
    }

    @Test
    void whoMayNotListIdentityMappingsMissesThemWhereThereAreSuch() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> request.target().contains("iamidentitymappings")
                    ? Optional.of(403)
                    : Optional.empty());
            Unseen hidden = new Unseen(Unseen.Hides.THE_MAP, "the IAMIdentityMappings", "you may not read it",
                    "list iamidentitymappings.iamauthenticator.k8s.aws");

            api.say("GET", Discovery.PATH, 200, discovery("apps", "deployments"));
            assertThat(got(SnapshotReader.read(cluster, Optional.empty(), _ -> {})).unseen()).doesNotContain(hidden);
            api.say("GET", Discovery.PATH, 200, discovery("iamauthenticator.k8s.aws", "iamidentitymappings"));
            assertThat(got(SnapshotReader.read(cluster, Optional.empty(), _ -> {})).unseen()).contains(hidden);
        }
    }

    private static Map<String, Object> discovery(String group, String plural) {
        return Map.of("kind", "APIGroupDiscoveryList", "items", List.of(Map.of("metadata", Map.of("name", group),
                "versions", List.of(Map.of("resources", List.of(Map.of("resource", plural)))))));
    }

    @Test
    void whoIsNotKnownThereReadsNothing() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(_ -> Optional.of(401));

            assertThat(SnapshotReader.read(cluster, Optional.empty(), _ -> {}))
                    .isInstanceOf(ClusterAnswer.Failed.class);
        }
    }

    @Test
    void aListThatIsNoJsonIsAnAnswerThatCannotBeRead() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(RBAC + "clusterroles", exchange -> {
            try (exchange) {
                StandInApi.send(exchange, 200, "<html>a proxy's page</html>");
            }
        });
        try (StandInApi api = StandInApi.on(server); ClusterConnection cluster = Clusters.open(api.target())) {
            assertThat(SnapshotReader.read(cluster, Optional.empty(), _ -> {})).isInstanceOfSatisfying(
                    ClusterAnswer.Failed.class, failed -> assertThat(failed.failure().kind())
                            .isEqualTo(ClusterFailure.Kind.NONSENSE));
        }
    }

    private static ClusterSnapshot snapshot(SnapshotReader.Read read) {
        return ClusterSnapshot.of("test", read.objects(), read.unseen());
    }

    private static SnapshotReader.Read got(ClusterAnswer<SnapshotReader.Read> answer) {
        return answer.optional().orElseThrow();
    }

    private static StandInApi api() throws IOException {
        StandInApi api = StandInApi.start();
        for (String kind : List.of("clusterroles", "roles", "clusterrolebindings", "rolebindings")) {
            api.serve(RBAC + kind);
        }
        for (String kind : List.of("nodes", "namespaces", "serviceaccounts")) {
            api.serve("/api/v1/" + kind);
        }
        return api;
    }
}
