package dev.sallyport.cli;

import dev.sallyport.cli.terminal.StandardOutput;
import dev.sallyport.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What every command does when it goes wrong in a way of its own. */
class SallyportTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aFaultIsOneSentenceThatQuotesNothing() {
        int exitCode = Sallyport.guarded(writingTo(OutputStream.nullOutputStream()), "sallyport", terminal -> {
            throw new IllegalStateException("k8s-aws-v1.secret");
        });

        assertThat(exitCode).isEqualTo(70);
        assertThat(said()).startsWith("sallyport: a fault of ours: IllegalStateException at ")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void alsoWhenTheMachineGaveOut() {
        int exitCode = Sallyport.guarded(writingTo(OutputStream.nullOutputStream()), "sallyport", terminal -> {
            throw new StackOverflowError();
        });

        assertThat(exitCode).isEqualTo(70);
        assertThat(said()).contains("StackOverflowError").doesNotContain("\tat ");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsNoFaultOfOurs() {
        int exitCode = Sallyport.guarded(writingTo(OutputStream.nullOutputStream()), "sallyport", terminal -> {
            throw new OutOfMemoryError();
        });

        assertThat(exitCode).isEqualTo(4);
        assertThat(said()).contains("does not fit into the memory of this process", "SALLYPORT_JAVA_OPTS=-Xmx4g");
    }

    @Test
    void whatCouldNotBeWrittenIsNoSuccess() {
        int exitCode = Sallyport.guarded(writingTo(failing("No space left on device")), "sallyport", terminal -> {
            terminal.line("half of it");
            return 0;
        });

        assertThat(exitCode).isEqualTo(4);
        assertThat(said()).isEqualTo("sallyport: standard output could not be written: No space left on device.\n");
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoFailure() {
        int exitCode = Sallyport.guarded(writingTo(failing("Broken pipe")), "sallyport", terminal -> {
            terminal.line("for head -1");
            return 1;
        });

        assertThat(exitCode).isEqualTo(1);
        assertThat(said()).isEmpty();
    }

    private Terminal writingTo(OutputStream out) {
        return new Terminal(InputStream.nullInputStream(), StandardOutput.to(out),
                new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false, Path.of(""));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
