package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mapping diff} where a cluster is needed. */
final class MappingDiffTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsFilesAreReadBeforeAClusterIsAskedFor(boolean first) throws IOException {
        Path plugin = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\ntouch " + folder + "/ran\nexit 1\n");
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}}}]
                """);
        String missing = folder.resolve("none").toString();

        Ended ended = CommandInProcess.command().run("mapping", "diff", first ? missing : "3", first ? "3" : missing,
                "--kubeconfig", kubeconfig.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("there is no file " + missing);
        assertThat(folder.resolve("ran")).doesNotExist();
    }
}
