package dev.sallyport.conformance.admission;

import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Webhooks around a real API server. */
@Tag("conformance")
final class RealServerAdmissionTest extends AdmissionContract {

    private @Nullable RealCluster server;

    @BeforeAll
    void start() {
        server = RealCluster.start("1.34", false, Map.of())
                .orElseThrow(
                        () -> Skipped.because("webhooks around a real API server, for want of kube-apiserver 1.34. "
                                + PeerCommand.REMEDY));
    }

    @Override
    boolean noticesAtOnce() {
        return false;
    }

    @Override
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    boolean records() {
        return Boolean.getBoolean("sallyport.admission.record");
    }

    @Override
    Path kubeconfig() {
        return Objects.requireNonNull(server).kubeconfig();
    }

    @Override
    ApiClient admin() {
        return Objects.requireNonNull(server).admin();
    }
}
