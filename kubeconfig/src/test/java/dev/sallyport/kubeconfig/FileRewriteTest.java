package dev.sallyport.kubeconfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

final class FileRewriteTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rw-rw----"})
    void theFileKeepsItsMode(String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThat(FileRewrite.ofKubeconfig(file, "old", "new")).isEqualTo(new FileRewrite.Written(file));

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.{lock,new}");
    }

    @Test
    void aFileThatChangedMeanwhileIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "somebody else's");

        assertThat(FileRewrite.of(file, "old", "new")).isInstanceOfSatisfying(FileRewrite.Refused.class,
                refused -> assertThat(refused.changed()).isTrue());
        assertThat(file).hasContent("somebody else's");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("config"), file);

        assertThat(FileRewrite.of(link, "old", "new")).isInstanceOf(FileRewrite.Written.class);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void whatIsNoFileIsNotWritten() {
        assertThat(FileRewrite.of(folder, "", "new")).isInstanceOf(FileRewrite.Refused.class);
        assertThat(FileRewrite.of(folder.resolve("gone"), "", "new")).isInstanceOf(FileRewrite.Refused.class);
    }

    @Test
    void aKubeconfigThatAnotherCommandChangesIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "old");
        Files.createFile(folder.resolve("config.lock"));

        assertThat(FileRewrite.ofKubeconfig(file, "old", "new")).isInstanceOfSatisfying(FileRewrite.Refused.class,
                refused -> assertThat(refused.why()).contains("another command is changing the file"));
        assertThat(file).hasContent("old");
    }
}
