package dev.sallyport.sandbox.apiserver;

import dev.sallyport.sandbox.SandboxStartException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerProcessTest {

    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    Path folder = Path.of("");

    @Test
    void theProgramEndsWhenItIsClosed() throws IOException {
        Path pid = folder.resolve("pid");
        ServerProcess process = ServerProcess.start(folder, "server", SHELL,
                List.of("-c", "echo $$ > " + pid + "; exec sleep 600"));
        process.await(() -> Files.exists(pid));
        Awaitility.await().until(() -> !Files.readString(pid).isBlank());
        ProcessHandle server = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        assertThat(server.isAlive()).isTrue();

        process.close();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
    }

    @Test
    void aProgramThatEndsAtOnceShowsTheEndOfItsLog() {
        try (ServerProcess process = ServerProcess.start(folder, "server", SHELL,
                List.of("-c", "echo 'unknown flag: --that' >&2; exit 1"))) {
            assertThatThrownBy(() -> process.await(() -> false)).isInstanceOf(SandboxStartException.class)
                    .hasMessageContaining("server ended at once").hasMessageEndingWith("unknown flag: --that");
        }
    }
}
