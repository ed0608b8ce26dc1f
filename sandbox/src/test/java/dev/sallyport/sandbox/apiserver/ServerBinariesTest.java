package dev.sallyport.sandbox.apiserver;

import dev.sallyport.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerBinariesTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aFolderThatIsNotThereIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> ServerBinaries.in(folder.resolve("none"))).isInstanceOf(SandboxStartException.class)
                .hasMessageContaining(folder.resolve("none").toString()).hasMessageContaining("KUBEBUILDER_ASSETS");
    }

    @Test
    void theProgramThatIsMissingIsNamed() throws IOException {
        program("etcd", "");

        assertThatThrownBy(() -> ServerBinaries.in(folder)).isInstanceOf(SandboxStartException.class)
                .hasMessageContaining("holds no kube-apiserver");
    }

    @Test
    void aFileThatCannotBeRunIsNamed() throws IOException {
        program("etcd", "");
        Files.writeString(folder.resolve("kube-apiserver"), "");

        assertThatThrownBy(() -> ServerBinaries.in(folder)).isInstanceOf(SandboxStartException.class)
                .hasMessageContaining("chmod +x " + folder.resolve("kube-apiserver"));
    }

    @Test
    void envtestsFolderHasNoControllersAndWillDo() throws IOException {
        program("etcd", "");
        program("kube-apiserver", "echo Kubernetes v1.31.0");

        ServerBinaries binaries = ServerBinaries.in(folder);

        assertThat(binaries.controllers()).isEmpty();
        assertThat(binaries.version()).isEqualTo("v1.31.0");
    }

    @Test
    void aProgramThatIsNoApiServerIsQuoted() throws IOException {
        program("etcd", "");
        program("kube-apiserver", "echo 'cannot execute binary file' >&2; exit 126");

        assertThatThrownBy(() -> ServerBinaries.in(folder).version()).isInstanceOf(SandboxStartException.class)
                .hasMessageContaining("says: cannot execute binary file.");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
