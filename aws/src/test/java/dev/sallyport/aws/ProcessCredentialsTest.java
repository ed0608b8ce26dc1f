package dev.sallyport.aws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A {@code credential_process} as a process; what it prints is another test's. */
class ProcessCredentialsTest {

    @Test
    @Timeout(40)
    void whoeverIsEndedEndsTheProcessThatTheyAsk(@TempDir Path home) throws Exception {
        Path said = home.resolve("said");
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), AsksForLong.class.getName(),
                home.toString(), said.toString()).inheritIO().start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(said) && Files.size(said) > 0);
        ProcessHandle asked = ProcessHandle.of(Long.parseLong(Files.readString(said).strip())).orElseThrow();

        program.toHandle().destroy();

        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        // one that nobody has buried yet has no program either
        await().atMost(5, TimeUnit.SECONDS).until(() -> !asked.isAlive() || asked.info().command().isEmpty());
    }

    /** A program that asks a process which goes on, and which writes down who it is. */
    static final class AsksForLong {

        private AsksForLong() {}

        public static void main(String... args) {
            World world = new World(Path.of(args[0])).set("PATH", "/usr/bin:/bin").config(
                    "[profile p]\ncredential_process = sh -c 'echo $$ > " + args[1] + "; exec sleep 300'\n");
            CredentialChain.of(world.settings("p")).resolve();
        }
    }
}
