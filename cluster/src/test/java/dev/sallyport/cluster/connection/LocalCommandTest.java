package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class LocalCommandTest {

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    private static Outcome shell(String script, Duration patience) {
        return LocalCommand.run(List.of("sh", "-c", script), PATH, patience);
    }

    @Test
    void aCommandThatGoesOnIsNotWaitedFor() {
        assertThat(shell("sleep 300", Duration.ofMillis(300))).isInstanceOf(Outcome.TooLate.class);
    }

    @Test
    void whatItLeavesBehindIsNotWaitedForEither() {
        assertThat(shell("sleep 60 & echo said", Duration.ofSeconds(10)))
                .isEqualTo(new Outcome.Ended(0, "said\n", ""));
    }

    @Test
    void aVariableThatNoSystemTakesIsNoReasonToFail() {
        assertThat(LocalCommand.run(List.of("true"), Map.of("PATH", "/usr/bin:/bin", "A=B", "x"),
                Duration.ofSeconds(10))).isEqualTo(new Outcome.NotStarted());
    }
}
