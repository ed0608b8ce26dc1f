package dev.sallyport.cluster.history;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a history that was answered and cannot be read: the connection is not to blame. */
final class RevisionStoreTest {

    private static final String REVISIONS = "/apis/apps/v1/namespaces/kube-system/controllerrevisions";
    private static final AwsAuthRevision REVISION = new AwsAuthRevision("aws-auth-1", 1, Instant.EPOCH,
            Author.unseen("kubectl"), "", "", "", true);

    @Test
    void aListThatIsNoJsonIsAnAnswerThatCannotBeRead() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(REVISIONS, exchange -> {
            try (exchange) {
                StandInApi.send(exchange, 200, "<html>a proxy's page</html>");
            }
        });
        try (StandInApi api = StandInApi.on(server); ClusterConnection cluster = Clusters.open(api.target())) {
            assertThat(kind(new RevisionStore(cluster).list())).isEqualTo(ClusterFailure.Kind.NONSENSE);
        }
    }

    @Test
    void aRevisionWhoseTextIsDamagedIsAnAnswerThatCannotBeRead() throws IOException {
        try (StandInApi api = StandInApi.start(); ClusterConnection cluster = Clusters.open(api.target())) {
            api.put(REVISIONS, REVISION.name(), Map.of("data", Map.of("text", "H4sI no gzip")));

            assertThat(kind(new RevisionStore(cluster).data(REVISION))).isEqualTo(ClusterFailure.Kind.NONSENSE);
        }
    }

    private static ClusterFailure.Kind kind(ClusterAnswer<?> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<?>(ClusterFailure failure) -> failure.kind();
            case ClusterAnswer.Got<?> _ -> throw new AssertionError("it was answered");
        };
    }
}
