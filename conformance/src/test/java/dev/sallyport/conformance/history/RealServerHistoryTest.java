package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static org.junit.jupiter.api.Assumptions.abort;

/** The history in front of a real API server. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealServerHistoryTest extends HistoryContract {

    private @Nullable RealCluster server;
    private @Nullable ClusterConnection connection;

    @BeforeAll
    void start() {
        Optional<RealCluster> started = RealCluster.start("1.34", false, Map.of());
        if (started.isEmpty()) {
            String sentence = "SKIPPED: the history on a real API server, for want of kube-apiserver 1.34. "
                    + PeerCommand.REMEDY;
            System.err.println(sentence);
            abort(sentence);
        }
        server = started.orElseThrow();
        connection = switch (ClusterClients.open(ClusterTarget.of("real", server.endpoint(), server.caPem(),
                server.adminLogin()))) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed -> throw new AssertionError(failed.failure());
        };
    }

    @AfterAll
    void end() {
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    ClusterConnection cluster() {
        return Objects.requireNonNull(connection);
    }
}
