package dev.sallyport.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A running {@code sallyport guard}. */
final class GuardProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine
    private static final Pattern LISTENING = Pattern.compile("Listening on https://\\S+:(\\d+)/validate");

    private final Process process;
    private final Path said;

    private GuardProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts one as this person, reached by a URL; it is registered when this returns. */
    static GuardProcess start(Shell shell) {
        return startInPlace(shell, "--webhook-url", "https://127.0.0.1");
    }

    /** Starts one as this person, on a free port, reached as these options say; it is registered when this returns. */
    static GuardProcess startInPlace(Shell shell, String... options) {
        String[] words = Stream.concat(Stream.of("sallyport", "guard", "--port", "0"), Stream.of(options))
                .toArray(String[]::new);
        try {
            Path said = Files.createTempFile(shell.home(), "guard", ".log");
            GuardProcess guard = new GuardProcess(shell.with("SALLYPORT_LOG", "info").builder(words)
                    .redirectErrorStream(true).redirectOutput(said.toFile()).start(), said);
            guard.awaitRegistered();
            return guard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRegistered() {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError("the guard ended: " + said());
                }
                return said().contains("Guarding kube-system/aws-auth");
            });
        } catch (RuntimeException | Error e) {
            close(); // nobody else has it yet
            throw e;
        }
    }

    /** What it has printed and logged so far. */
    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    int port() {
        Matcher port = LISTENING.matcher(said());
        if (!port.find()) {
            throw new AssertionError("no address in " + said());
        }
        return Integer.parseInt(port.group(1));
    }

    /** Stops it dead: it has no time to withdraw. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** Ends it as an operator does. */
    @Override
    public void close() {
        process.destroy();
        join();
    }

    private void join() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
