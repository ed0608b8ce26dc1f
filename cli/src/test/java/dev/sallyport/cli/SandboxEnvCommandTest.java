package dev.sallyport.cli;

import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxFolder;
import dev.sallyport.sandbox.SandboxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxEnvCommandTest {

    @TempDir
    private Path state;

    @Test
    void aRunningSandboxGivesItsVariablesToShAndFish() {
        Path root = SandboxFolder.root(Map.of("XDG_STATE_HOME", state.toString()));
        try (Sandbox sandbox = Sandbox.start(new SandboxOptions("mine", root, Optional.empty()),
                Clock.systemUTC())) {
            assertThat(env("--name", "mine").out())
                    .contains("unset AWS_PROFILE\n", "export AWS_ENDPOINT_URL=" + sandbox.awsEndpoint() + "\n");
            assertThat(env("--name", "mine", "--shell", "fish").out()).contains("set -e AWS_PROFILE;\n",
                    "set -gx AWS_ENDPOINT_URL '" + sandbox.awsEndpoint() + "';\n");
        }
        assertThat(env("--name", "mine").exitCode()).isEqualTo(3);
    }

    @Test
    void aNameThatDoesNotRunSaysHowToStartIt() {
        CommandInProcess.Ended ended = env("--name", "other");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("no sandbox named \"other\" is running", "sallyport sandbox --name other");
    }

    @Test
    void anotherShellIsWrongUsage() {
        assertThat(env("--shell", "tcsh").exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsNoNameIsWrongUsageOnBothCommands() {
        assertThat(env("--name", "A;b").exitCode()).isEqualTo(2);
        assertThat(CommandInProcess.command().with("XDG_STATE_HOME", state.toString()).run("sandbox", "--name", "A;b")
                .exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAnyHomeItSaysWhatToSet() {
        CommandInProcess.Ended ended = CommandInProcess.command().run("sandbox", "env");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("neither XDG_STATE_HOME nor HOME");
    }

    private CommandInProcess.Ended env(String... options) {
        String[] words = java.util.stream.Stream.concat(java.util.stream.Stream.of("sandbox", "env"),
                java.util.stream.Stream.of(options)).toArray(String[]::new);
        return CommandInProcess.command().with("XDG_STATE_HOME", state.toString()).run(words);
    }
}
