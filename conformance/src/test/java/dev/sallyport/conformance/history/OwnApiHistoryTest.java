package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.util.Objects;

/** The history in front of the sandbox's own Kubernetes API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnApiHistoryTest extends HistoryContract {

    private @Nullable OwnApi api;

    @BeforeAll
    void start() {
        api = OwnApi.start();
    }

    @AfterAll
    void end() {
        Objects.requireNonNull(api).close();
    }

    @Override
    ClusterConnection cluster() {
        return Objects.requireNonNull(api).connection();
    }
}
