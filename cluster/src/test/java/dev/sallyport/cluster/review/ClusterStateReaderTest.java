package dev.sallyport.cluster.review;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.identity.CanonicalArn;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What a review is told of a cluster, and what it is told where one may not see everything. */
final class ClusterStateReaderTest {

    private static final String NODES = "/api/v1/nodes";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String ANA = "arn:aws:iam::123456789012:user/ana";

    @Test
    void nodesBindingsAndTheCaller() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            ClusterState state = ClusterStateReader.of(cluster).read().optional().orElseThrow();

            assertThat(state.nodes()).contains(List.of("ip-10-0-0-1"));
            assertThat(state.rbac()).isPresent();
            assertThat(state.caller().flatMap(Caller::arn)).contains(new CanonicalArn(ANA));
        }
    }

    @Test
    void whatOneMayNotSeeIsEmpty() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> request.method().equals("GET") ? Optional.of(403) : Optional.empty());

            ClusterState state = ClusterStateReader.of(cluster).read().optional().orElseThrow();

            assertThat(state.nodes()).isEmpty();
            assertThat(state.rbac()).isEmpty();
            assertThat(state.caller()).isPresent();
        }
    }

    @Test
    void aClusterThatCannotBeAskedIsAFailureAndNoState() throws IOException {
        try (StandInApi api = api(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> Optional.of(401));

            assertThat(failure(ClusterStateReader.of(cluster).read()).kind())
                    .isEqualTo(ClusterFailure.Kind.UNAUTHORIZED);
        }
    }

    private static ClusterFailure failure(ClusterAnswer<ClusterState> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<ClusterState> failed -> failed.failure();
            case ClusterAnswer.Got<ClusterState> _ -> throw new AssertionError("it was answered");
        };
    }

    private static StandInApi api() throws IOException {
        StandInApi api = StandInApi.start();
        api.put(NODES, "ip-10-0-0-1", Map.of("kind", "Node", "apiVersion", "v1"));
        for (String kind : List.of("clusterroles", "roles", "clusterrolebindings", "rolebindings")) {
            api.serve(RBAC + kind);
        }
        api.say("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", 201,
                Map.of("kind", "SelfSubjectReview", "status", Map.of("userInfo",
                        Map.of("username", "ana", "extra", Map.of("canonicalArn", List.of(ANA))))));
        return api;
    }
}
