package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

import java.util.Objects;

/** The recorder in front of a real API server. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealServerRecorderTest extends RecorderContract {

    private @Nullable RealApi api;

    @BeforeAll
    void start() {
        api = RealApi.startOrSkip("the recorder");
    }

    @AfterAll
    void end() {
        if (api != null) {
            api.close();
        }
    }

    @Override
    ClusterConnection cluster() {
        return Objects.requireNonNull(api).connection();
    }
}
