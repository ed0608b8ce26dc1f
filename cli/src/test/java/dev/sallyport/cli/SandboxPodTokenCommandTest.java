package dev.sallyport.cli;

import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxFolder;
import dev.sallyport.sandbox.SandboxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxPodTokenCommandTest {

    @TempDir
    private Path state;

    @Test
    void aRunningSandboxsIssuerVouchesForAServiceAccount() {
        Path root = SandboxFolder.root(Map.of("XDG_STATE_HOME", state.toString()));
        try (Sandbox sandbox = Sandbox.start(new SandboxOptions("mine", root, Optional.empty()), Clock.systemUTC())) {
            String token = podToken("app", "-n", "dev", "--name", "mine").out();

            assertThat(token).doesNotContainAnyWhitespaces();
            assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                    .contains("\"sub\":\"system:serviceaccount:dev:app\"", "\"aud\":[\"sts.amazonaws.com\"]",
                            "\"iss\":\"" + sandbox.shell().get("SALLYPORT_SANDBOX_ISSUER") + "\"");
        }
    }

    @Test
    void aNameThatDoesNotRunSaysHowToStartIt() {
        assertThat(podToken("app").exitCode()).isEqualTo(3);
        assertThat(podToken("app").err()).contains("no sandbox named \"default\" is running");
    }

    @Test
    void moreThanADayIsWrongUsage() {
        CommandInProcess.Ended ended = podToken("app", "--seconds", "86401");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--seconds takes at most 86400");
    }

    private CommandInProcess.Ended podToken(String... words) {
        return CommandInProcess.command().with("XDG_STATE_HOME", state.toString())
                .run(Stream.concat(Stream.of("sandbox", "pod-token"), Stream.of(words)).toArray(String[]::new));
    }
}
