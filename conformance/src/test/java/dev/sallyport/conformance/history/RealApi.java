package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;

import java.util.Map;

/** A real API server, with an administrator's login. */
final class RealApi implements AutoCloseable {

    private final RealCluster server;
    private final ClusterConnection connection;

    private RealApi(RealCluster server) {
        this.server = server;
        try {
            connection = OwnApi.opened(ClusterTarget.of("real", server.endpoint(), server.caPem(),
                    server.adminLogin()));
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Skips the test where there is none on this machine. */
    static RealApi startOrSkip(String what) {
        return startOrSkip(what, Map.of());
    }

    /** As {@link #startOrSkip(String)}, with more of the environment that {@code conformance/peers/try} describes. */
    static RealApi startOrSkip(String what, Map<String, String> variables) {
        return new RealApi(RealCluster.start("1.34", false, variables)
                .orElseThrow(() -> Skipped.because(what + " on a real API server, for want of kube-apiserver 1.34. "
                        + PeerCommand.REMEDY)));
    }

    ClusterConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
