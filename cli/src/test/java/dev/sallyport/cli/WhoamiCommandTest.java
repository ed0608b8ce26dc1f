package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class WhoamiCommandTest {

    @TempDir
    private Path home;

    @Test
    void whoeverIsUnknownIsSpokenToByYou() {
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", home.toString())
                .with("AWS_EC2_METADATA_DISABLED", "true").with("AWS_REGION", "eu-west-1").run("whoami");

        assertThat(ended.out()).startsWith("?    the cluster could not be asked who you are there\n");
        assertThat(ended.exitCode()).isEqualTo(4);
    }
}
