package dev.sallyport.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookKubeconfigTest {

    private static final URI URL = URI.create("https://127.0.0.1:21362/authenticate");

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("new").resolve("kubeconfig.yaml");
    }

    @Test
    void itSaysWhereTheWebhookIsAndWhomToTrust() throws IOException {
        assertThat(WebhookKubeconfig.write(file(), URL, "authority")).isFalse();

        assertThat(Files.readString(file())).contains("server: \"https://127.0.0.1:21362/authenticate\"",
                "certificate-authority-data: " + Base64.getEncoder().encodeToString("authority".getBytes(
                        java.nio.charset.StandardCharsets.US_ASCII)),
                "current-context: webhook");
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        WebhookKubeconfig.write(file(), URL, "authority");
        var before = Files.getLastModifiedTime(file());

        assertThat(WebhookKubeconfig.write(file(), URL, "authority")).isFalse();
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
    }

    @Test
    void aChangeMeansThatTheApiServerMustReadItAgain() {
        WebhookKubeconfig.write(file(), URL, "authority");

        assertThat(WebhookKubeconfig.write(file(), URL, "another")).isTrue();
    }

    @Test
    void theReferencesOwnFileIsTakenOver() throws IOException {
        Path theirs = folder.resolve("kubeconfig.yaml");
        Files.writeString(theirs, "clusters:\n  - name: aws-iam-authenticator\n");

        assertThat(WebhookKubeconfig.write(theirs, URL, "authority")).isTrue();
    }

    @Test
    void somebodysFileIsLeftAsItIs() throws IOException {
        Path theirs = folder.resolve("config");
        Files.writeString(theirs, "users:\n- name: me\n");

        assertThatThrownBy(() -> WebhookKubeconfig.write(theirs, URL, "authority"))
                .isInstanceOf(WebhookStartException.class)
                .hasMessageContaining(theirs + " is no file of the webhook's");
        assertThat(Files.readString(theirs)).isEqualTo("users:\n- name: me\n");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("new"), "a file where a folder should be");

        assertThatThrownBy(() -> WebhookKubeconfig.write(file(), URL, "authority"))
                .isInstanceOf(WebhookStartException.class).hasMessageContaining(file().toString())
                .hasMessageContaining("Name a file that this user may write");
    }
}
