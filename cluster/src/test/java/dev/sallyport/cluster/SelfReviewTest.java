package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.mapping.KubernetesUser;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom the API server takes one for, as old and new ones say it. */
class SelfReviewTest {

    private static final Map<String, Object> EKS_TEST = review(Map.of("username", "eks-test",
            "uid", "aws-iam-authenticator:123456789012:AIDAEXAMPLE", "groups", List.of("node-viewers",
                    "system:authenticated"),
            "extra", Map.of("arn", List.of("arn:aws:iam::123456789012:user/eks-test"))));

    @Test
    void nameUidGroupsAndExtra() {
        assertThat(ask("v1", 201, EKS_TEST)).isEqualTo(new ClusterAnswer.Got<>(new KubernetesUser("eks-test",
                "aws-iam-authenticator:123456789012:AIDAEXAMPLE", List.of("node-viewers"),
                Map.of("arn", List.of("arn:aws:iam::123456789012:user/eks-test")))));
    }

    @Test
    void olderServersAreAskedInTheirOwnVersions() {
        assertThat(ask("v1beta1", 201, EKS_TEST).optional()).isPresent();
        assertThat(ask("v1alpha1", 201, EKS_TEST).optional()).isPresent();
    }

    @Test
    void aServerWithoutReviewsIsSaidToHaveNone() {
        assertThat(kind(ask("v0", 201, EKS_TEST))).isEqualTo(ClusterFailure.Kind.NOT_FOUND);
    }

    @Test
    void whoIsNotKnownIsNotAskedAgain() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> Optional.of(401));

            assertThat(kind(SelfReview.of(cluster).ask())).isEqualTo(ClusterFailure.Kind.UNAUTHORIZED);
            assertThat(api.requests()).hasSize(1);
            assertThat(api.requests().getFirst().body()).contains("\"kind\":\"SelfSubjectReview\"");
        }
    }

    @Test
    void somebodyMayBeLetInWithoutAName() {
        assertThat(ask("v1", 201, review(Map.of("groups", List.of("system:authenticated", "viewers")))).optional())
                .contains(new KubernetesUser("", "", List.of("viewers"), Map.of()));
    }

    @Test
    void anAnswerWithNeitherNameNorGroupsIsNone() {
        assertThat(kind(ask("v1", 201, review(Map.of())))).isEqualTo(ClusterFailure.Kind.NONSENSE);
        assertThat(kind(ask("v1", 201, List.of()))).isEqualTo(ClusterFailure.Kind.NONSENSE);
    }

    private static ClusterAnswer<KubernetesUser> ask(String version, int code, Object body) {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.say("POST", "/apis/authentication.k8s.io/" + version + "/selfsubjectreviews", code, body);
            return SelfReview.of(cluster).ask();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> review(Map<String, Object> userInfo) {
        return Map.of("kind", "SelfSubjectReview", "status", Map.of("userInfo", userInfo));
    }

    private static ClusterFailure.Kind kind(ClusterAnswer<KubernetesUser> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<KubernetesUser> failed -> failed.failure().kind();
            case ClusterAnswer.Got<KubernetesUser> got -> throw new AssertionError("it was answered");
        };
    }
}
