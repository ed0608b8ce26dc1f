package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A map's file, while others use the folder too. */
final class MapFileTest {

    private static final String MAP = "mapUsers: |\n  []\n";

    @TempDir
    Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeTheMap() throws IOException {
        file = Files.writeString(folder.resolve("aws-auth.yaml"), MAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void aFileBesideTheMapThatEndsInLockIsNobodysLock(int secondsOld) throws IOException {
        Path beside = Files.createFile(folder.resolve("aws-auth.yaml.lock"));
        Files.setLastModifiedTime(beside, FileTime.from(Instant.now().minusSeconds(secondsOld)));

        Ended ended = CommandInProcess.command().run("mapping", "add", "account", "123456789012", "--yes", "-f",
                file.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(beside).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody else's", "\u00ff, which is no UTF-8"})
    void aMapThatSomebodyElseChangedMeanwhileIsRefused(String theirs) throws IOException {
        Files.writeString(file, theirs, StandardCharsets.ISO_8859_1);
        MapFile map = MapFile.named(CommandInProcess.terminal("", new ByteArrayOutputStream(),
                new ByteArrayOutputStream(), Map.of()), file.toString());

        assertThatThrownBy(() -> map.replace(MAP, MAP + "mapAccounts: |\n"))
                .isInstanceOfSatisfying(CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageStartingWith(file + " changed meanwhile");
        assertThat(file).usingCharset(StandardCharsets.ISO_8859_1).hasContent(theirs);
    }
}
