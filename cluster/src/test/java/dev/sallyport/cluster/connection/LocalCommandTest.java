package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.identity.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    @Test
    void aFolderThatCannotBeNamedHereIsPassedOver() {
        assertThat(LocalCommand.find("sh", Map.of("PATH", "/a\0b:/usr/bin:/bin"))).isPresent();
        assertThat(LocalCommand.find("./a\0b", PATH)).isEmpty();
    }

    @Test
    void whoeverIsEndedEndsWhatTheyRun(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process program = program(RunsForLong.class, said);
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(said) && Files.size(said) > 0);
        ProcessHandle started = ProcessHandle.of(Long.parseLong(Files.readString(said).strip())).orElseThrow();

        program.toHandle().destroy();

        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        // one that nobody has buried yet has no program either
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !started.isAlive() || started.info().command().isEmpty());
    }

    @Test
    void whoeverIsBeingEndedMayStillRunACommand(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");

        Process program = program(RunsAtItsEnd.class, said);

        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said).hasContent("ran");
    }

    private static Process program(Class<?> type, Path said) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp",
                place(ChildProcess.class) + File.pathSeparator + place(LocalCommand.class) + File.pathSeparator
                        + place(type),
                type.getName(), said.toString())
                .inheritIO().start();
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    /** A program that runs a command which goes on, and writes down which process that is. */
    static final class RunsForLong {

        private RunsForLong() {}

        public static void main(String... args) {
            LocalCommand.run(List.of("sh", "-c", "echo $$ > '" + args[0] + "'; exec sleep 300"),
                    Map.of("PATH", "/usr/bin:/bin"), Duration.ofMinutes(5));
        }
    }

    /** A program that runs a command when it is being ended, as a guard does that takes itself out of the cluster. */
    static final class RunsAtItsEnd {

        private RunsAtItsEnd() {}

        public static void main(String... args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalCommand.run(
                    List.of("sh", "-c", "printf ran > '" + args[0] + "'"), PATH, Duration.ofSeconds(10))));
        }
    }
}
