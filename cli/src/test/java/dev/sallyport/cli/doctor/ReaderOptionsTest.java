package dev.sallyport.cli.doctor;

import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ReaderOptionsTest {

    private static Terminal terminal(Path folder) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of(), false, folder);
    }

    @Test
    void aLogWithoutEndIsNotReadToItsEnd(@TempDir Path folder) {
        ReaderOptions reader = new ReaderOptions();
        reader.log = "/dev/zero";

        assertThatThrownBy(() -> reader.read(terminal(folder), Optional.empty(), new AwsOptions(), null))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("longer than 64 MiB");
    }

    @Test
    void theReadersContextIsLookedForInTheKubeconfigThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "apiVersion: v1\nkind: Config\n");
        ReaderOptions reader = new ReaderOptions();
        reader.context = "admin";

        assertThatThrownBy(
                () -> reader.read(terminal(folder), Optional.empty(), new AwsOptions(), file.toString()))
                .isInstanceOf(CommandFailure.class).hasMessageContaining(file + " has no context admin");
    }
}
