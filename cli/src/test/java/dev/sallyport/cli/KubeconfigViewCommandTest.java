package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class KubeconfigViewCommandTest {

    @TempDir
    private Path home;

    @Test
    void aFileThatWasNamedMustBeThere() {
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", home.toString())
                .run("kubeconfig", "view", "--kubeconfig", home.resolve("none").toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("there is no kubeconfig " + home.resolve("none"));
    }

    @Test
    void aFileThatNobodyNamedNeedNotBeThere() {
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", home.toString())
                .run("kubeconfig", "view");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("No context in " + home.resolve(".kube/config"));
    }

    @Test
    void withoutAHomeItSaysWhatToSet() {
        CommandInProcess.Ended ended = CommandInProcess.command().run("kubeconfig", "view");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("neither KUBECONFIG nor HOME is set");
    }
}
