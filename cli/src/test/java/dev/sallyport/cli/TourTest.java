package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole tour on a machine that has neither kubectl nor aws nor curl. */
class TourTest {

    @TempDir
    private Path folder;

    @Test
    void withoutKubectlAndAwsTheTourPlaysEveryStepAndSaysWhoPlays() throws IOException {
        CommandInProcess.Ended ended = CommandInProcess.command().with("PATH", pathWithoutClients().toString())
                .run("tour");

        assertThat(ended.out()).contains("kubectl not on the PATH: its requests are played by Sallyport's own client",
                "aws     not on the PATH: its requests are played by Sallyport's own client",
                "error: You must be logged in to the server (Unauthorized)",
                "Every step went as expected").doesNotContain("NOT AS EXPECTED");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aTourThatIsEndedEarlyLeavesNothingBehind() throws IOException, InterruptedException {
        Path bin = pathWithoutClients();
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        ProcessBuilder tour = new ProcessBuilder(bin.resolve("sallyport").toString(), "tour")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        tour.environment().putAll(Map.of("PATH", bin.toString(), "TMPDIR", temporary.toString()));
        Process process = tour.start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines().anyMatch(line -> line.startsWith("    2  "))).isTrue();
            process.destroy();
            assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(temporary).isEmptyDirectory();
    }

    /** What the editor's script needs, and this very command for kubeconfigs to call. */
    private Path pathWithoutClients() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("sh", "awk", "cat", "rm")) {
            Files.createSymbolicLink(bin.resolve(tool), onThisMachine(tool));
        }
        Path command = Files.writeString(bin.resolve("sallyport"), """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.sallyport.cli.Sallyport "$@"
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }

    private static Path onThisMachine(String tool) {
        for (String place : List.of("/bin/", "/usr/bin/")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                return Path.of(place, tool);
            }
        }
        throw new IllegalStateException("this machine has no " + tool);
    }
}
