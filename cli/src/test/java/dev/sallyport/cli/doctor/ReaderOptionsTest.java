package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.Commands;
import dev.sallyport.access.doctor.Reader;
import dev.sallyport.access.doctor.Surroundings;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ReaderOptionsTest {

    private final List<List<String>> shown = new ArrayList<>();

    private static Terminal terminal(Path folder) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of(), false, folder);
    }

    @Test
    void aLogWithoutEndIsNotReadToItsEnd(@TempDir Path folder) {
        ReaderOptions reader = new ReaderOptions();
        reader.log = "/dev/zero";

        assertThatThrownBy(() -> reader.read(terminal(folder), place(Optional.empty()), new AwsOptions(), null))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("longer than 64 MiB");
    }

    @Test
    void theReadersContextIsLookedForInTheKubeconfigThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "apiVersion: v1\nkind: Config\n");
        ReaderOptions reader = new ReaderOptions();
        reader.context = "admin";

        assertThatThrownBy(
                () -> reader.read(terminal(folder), place(Optional.of(file)), new AwsOptions(), file.toString()))
                .isInstanceOf(CommandFailure.class).hasMessageContaining(file + " has no context admin");
    }

    @Test
    void theReadersOwnPluginIsShownBeforeItIsRun(@TempDir Path folder) throws IOException {
        Path ran = folder.resolve("ran");
        Path file = Files.writeString(folder.resolve("mine"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                contexts: [{name: admin, context: {cluster: c, user: u}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: touch,
                  args: [%s]}}}]
                """.formatted(ran));
        ReaderOptions reader = new ReaderOptions();
        reader.context = "admin";

        Reader seen = reader.read(terminal(folder), place(Optional.of(file)), new AwsOptions(), file.toString());

        assertThat(shown).containsExactly(List.of("touch", ran.toString()));
        assertThat(seen.lost()).hasValueSatisfying(why -> assertThat(why).contains("plugin was not run"));
        assertThat(ran).doesNotExist();
    }

    private Surroundings place(Optional<Path> kubeconfig) {
        return new Surroundings(Map.of(), Optional.empty(), kubeconfig, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Reader.NONE, line -> {
                    shown.add(line);
                    return false;
                }, Commands.ofMachine(), Clock.systemUTC());
    }
}
