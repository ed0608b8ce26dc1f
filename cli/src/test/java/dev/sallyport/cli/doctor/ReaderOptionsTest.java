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

    @Test
    void theReadersContextIsLookedForInTheKubeconfigThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "apiVersion: v1\nkind: Config\n");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ReaderOptions reader = new ReaderOptions();
        reader.context = "admin";

        assertThatThrownBy(() -> reader.read(
                new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of(), false, folder),
                Optional.empty(), new AwsOptions(), file.toString()))
                .isInstanceOf(CommandFailure.class).hasMessageContaining(file + " has no context admin");
    }
}
