package dev.sallyport.cli;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class CompletionCommandTest {

    @Test
    void bashLoadsTheScriptAndOffersTheCommands() throws IOException {
        String offered = ask("bash", script("bash")
                + "\nCOMP_WORDS=(sallyport \"\"); COMP_CWORD=1; _complete_sallyport; echo \"${COMPREPLY[@]}\"\n");

        assertThat(offered.split("\\s+")).contains("token", "verify", "kubeconfig", "sandbox", "tour", "completion");
    }

    @Test
    void fishReadsTheScript() throws IOException {
        assertThat(script("fish")).contains("-a token", "-l cluster-name");
        assumeTrue(isThere("fish"), "SKIPPED: there is no fish here, the script was not loaded in one");
        assertThat(ask("fish", script("fish"))).isEmpty();
    }

    @Test
    void zshReadsTheScript() throws IOException {
        assumeTrue(isThere("zsh"), "SKIPPED: there is no zsh here, the script was not loaded in one");
        assertThat(ask("zsh", "autoload -Uz compinit && compinit -u\n" + script("zsh"))).isEmpty();
    }

    @Test
    void anotherShellIsRefusedWithTheOnesThereAre() {
        CommandInProcess.Ended ended = CommandInProcess.command().run("completion", "tcsh");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("no completion for \"tcsh\". Known: bash, zsh, fish.");
    }

    private static String script(String shell) {
        return CommandInProcess.command().run("completion", shell).out();
    }

    private static boolean isThere(String shell) throws IOException {
        return !ask("sh", "command -v " + shell).isBlank();
    }

    private static String ask(String shell, String script) throws IOException {
        Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
