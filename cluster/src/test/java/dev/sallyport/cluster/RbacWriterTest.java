package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Roles and bindings, written beside those of others. */
final class RbacWriterTest {

    @Test
    void whatSomebodyElseWroteOtherwiseIsLeftAndNotTriedAgain() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(_ -> Optional.of(409));

            ClusterAnswer<String> answer = RbacWriter.of(cluster).apply(new Role("", "viewer",
                    List.of(PolicyRule.resources(List.of("get"), List.of(""), List.of("pods")))));

            assertThat(answer).isEqualTo(new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.CONFLICT,
                    "There is a ClusterRole viewer already that somebody else wrote otherwise, and it is left as it is.",
                    "See it with kubectl get -o yaml; delete it if nobody needs it, and run this again.")));
        }
    }
}
