package dev.sallyport.cli.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class MfaPromptTest {

    @TempDir
    private Path folder;

    @Test
    void thePersonAtTheTerminalIsAskedInTheAwsClisWords() throws IOException {
        Path terminal = Files.writeString(folder.resolve("tty"), " 123456 \n");

        assertThat(new MfaPrompt(terminal).codeFor("arn:aws:iam::123456789012:mfa/me")).contains("123456");
        assertThat(terminal).content().endsWith("Enter MFA code for arn:aws:iam::123456789012:mfa/me: ");
    }

    @Test
    void withoutATerminalOrAnAnswerThereIsNoCode() throws IOException {
        assertThat(new MfaPrompt(folder.resolve("none")).codeFor("device")).isEmpty();
        assertThat(new MfaPrompt(Files.writeString(folder.resolve("tty"), "\n")).codeFor("device")).isEmpty();
    }

    @Test
    void aDevicesNameCannotDriveTheTerminal() throws IOException {
        Path terminal = Files.writeString(folder.resolve("tty"), "123456\n");

        new MfaPrompt(terminal).codeFor("a\u001b[2J");

        assertThat(terminal).content().doesNotContain("\u001b").contains("a\\u001b[2J");
    }
}
