package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The recorder in front of the sandbox's own Kubernetes API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnApiRecorderTest extends RecorderContract {

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

    @Test
    void whatHappensWhileTheLineIsCutIsRecordedWhenItIsMended() throws InterruptedException {
        try (Line line = Line.to(Objects.requireNonNull(api).endpoint());
                ClusterConnection connection = Objects.requireNonNull(api).connect(line.endpoint())) {
            Recording recording = record(connection);

            line.cut();
            map().edit(Map.of("mapAccounts", "- \"1\"\n"));
            await().atMost(Duration.ofSeconds(20)).until(() -> !recording.troubles.isEmpty());
            line.mend();

            await().atMost(Duration.ofSeconds(20)).until(() -> map().history().getFirst().has(map().data()));
            assertThat(map().history()).hasSize(3);
            assertThat(recording.next().recorded()).isTrue();
            recording.end();
        }
    }

    @Test
    void whoIsToldThatAWatchIsTooOldBeginsWithWhatStandsThere() throws InterruptedException {
        OwnApi own = Objects.requireNonNull(api);
        try (ApiProxy proxy = ApiProxy.before(own); ClusterConnection connection = own.connect(proxy.endpoint())) {
            Recording recording = record(connection);

            proxy.forget(2);
            await().atMost(Duration.ofSeconds(20)).until(() -> proxy.toForget() == 0);
            map().edit(Map.of("mapAccounts", "- \"1\"\n"));

            assertThat(recording.next().recorded()).isTrue();
            assertThat(map().history()).hasSize(3);
            assertThat(recording.troubles).isEmpty();
            recording.end();
        }
    }
}
