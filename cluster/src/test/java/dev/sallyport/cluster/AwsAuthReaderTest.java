package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** One look at aws-auth, and what it can end in. */
class AwsAuthReaderTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";

    @Test
    void theDocumentAndItsVersion() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.put(CONFIG_MAPS, "aws-auth", Map.of("kind", "ConfigMap", "apiVersion", "v1", "data",
                    Map.of("mapAccounts", "- \"123456789012\"\n")));

            AwsAuthReader.Document document = AwsAuthReader.of(cluster).read().optional().orElseThrow();

            assertThat(document.resourceVersion()).isEqualTo("101");
            assertThat(document.awsAuth().referenceReading().rules()).hasSize(1);
        }
    }

    @Test
    void aConfigMapWithoutDataIsEmpty() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.put(CONFIG_MAPS, "aws-auth", Map.of("kind", "ConfigMap", "apiVersion", "v1"));

            assertThat(AwsAuthReader.of(cluster).read().optional().orElseThrow().awsAuth().referenceReading().rules())
                    .isEqualTo(List.of());
        }
    }

    @Test
    void noneIsSaidWithAHint() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.serve(CONFIG_MAPS);

            assertThat(failure(cluster).sentence()).isEqualTo("There is no ConfigMap kube-system/aws-auth in the"
                    + " stand-in. Its access entries may say who is let in: aws eks list-access-entries.");
        }
    }

    @Test
    void forbiddenIsSaidWithWhatWasForbidden() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.refuse(request -> Optional.of(403));

            assertThat(failure(cluster).message()).isEqualTo(
                    "You may not read the ConfigMap kube-system/aws-auth of the stand-in: no, says the stand-in.");
        }
    }

    private static ClusterFailure failure(ClusterConnection cluster) {
        return switch (AwsAuthReader.of(cluster).read()) {
            case ClusterAnswer.Failed<AwsAuthReader.Document> failed -> failed.failure();
            case ClusterAnswer.Got<AwsAuthReader.Document> got -> throw new AssertionError("it was answered");
        };
    }
}
