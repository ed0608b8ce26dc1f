package dev.sallyport.cluster.connection;

import dev.sallyport.identity.ChildProcess;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a command of this machine to its end, within bounds: without a terminal, without input, and with no variables but
 * those it is given.
 */
public final class LocalCommand {

    private static final int MOST_OUTPUT = 1 << 20; // 1 MiB
    private static final int MOST_COMPLAINT = 500; // characters, of the end
    /**
     * What must not be repeated though somebody else wrote it on standard error. {@code sallyport token:} is how our own
     * command begins a complaint.
     */
    private static final Pattern SECRET = Pattern
            .compile(
                    "k8s-aws-v1\\.[\\w-]+|(?i)((?:signature|(?<!^sallyport )token|secret\\w*|password)[\"']?\\s*[=:]\\s*)\\S+");

    /**
     * For what it wrote before its end, on each stream. That is there at once, and so is the stream's end, unless
     * something that it has started goes on and holds it open.
     */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private LocalCommand() {}

    /** How running it ended. */
    public sealed interface Outcome {

        /**
         * It ran to its end.
         *
         * @param output what it wrote to standard output, 1 MiB at most; may be secret
         * @param complaint the end of what it wrote to standard error, scrubbed
         */
        record Ended(int exitCode, String output, String complaint) implements Outcome {
            @Override
            public String toString() {
                return "Ended[" + exitCode + ", output redacted]";
            }
        }

        /** It was ended, because it took longer than it may. */
        record TooLate(Duration patience) implements Outcome {}

        /** It could not be started: there is no such command, or the machine cannot run it or give it its variables. */
        record NotStarted() implements Outcome {}
    }

    /**
     * Runs it.
     *
     * @param line the command, looked for on the PATH of {@code environment} unless it has a slash, and its arguments
     * @param patience how long it may take; it is killed then, with all that it started, as it is where this program is
     *     ended meanwhile
     */
    public static Outcome run(List<String> line, Map<String, String> environment, Duration patience) {
        List<String> found = new ArrayList<>(line);
        find(line.getFirst(), environment).ifPresent(program -> found.set(0, program.toString()));
        ProcessBuilder builder = new ProcessBuilder(found);
        builder.environment().clear();
        try (ChildProcess child = new ChildProcess()) {
            Process process;
            try {
                builder.environment().putAll(environment);
                process = child.start(builder);
            } catch (IOException | IllegalArgumentException e) { // the latter for a variable called A=B
                return new Outcome.NotStarted();
            }
            return outcome(process, patience);
        }
    }

    private static Outcome outcome(Process process, Duration patience) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        List<Thread> readers = List.of(reading(process.getInputStream(), output),
                reading(process.getErrorStream(), complaint));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.TooLate(patience);
            }
            long end = System.nanoTime() + LAST_WORDS.toNanos();
            for (Thread reader : readers) {
                TimeUnit.NANOSECONDS.timedJoin(reader, end - System.nanoTime());
            }
            return new Outcome.Ended(process.exitValue(), output.toString(StandardCharsets.UTF_8),
                    scrubbed(complaint.toString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return new Outcome.Ended(-1, "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.TooLate(patience);
        }
    }

    /**
     * The program that a shell with these variables would run; empty when there is none. Java would look on the PATH of
     * this process, which need not be that of whoever asks.
     */
    public static Optional<Path> find(String command, Map<String, String> environment) {
        Stream<String> folders = command.contains("/")
                ? Stream.of("")
                : Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> folder.isEmpty() ? "." : folder);
        return folders.flatMap(folder -> path(folder, command).stream())
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program)).findFirst();
    }

    /** A name with a letter that this process's locale does not have leads nowhere: it cannot be opened either. */
    private static Optional<Path> path(String folder, String command) {
        try {
            return Optional.of(Path.of(folder, command));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether this process's standard input is a terminal, as a command sees it that inherits it. Java's own console
     * wants standard output to be one too, which it is not in {@code sallyport doctor | less}.
     */
    public static boolean standardInputIsTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "0").redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads on a thread of its own, on which nobody depends: the end of the stream may never come. */
    private static Thread reading(InputStream stream, ByteArrayOutputStream heard) {
        return Thread.ofPlatform().daemon().start(() -> {
            byte[] some = new byte[8192];
            try (stream) {
                for (int length = stream.read(some); length >= 0; length = stream.read(some)) {
                    heard.write(some, 0, Math.min(length, MOST_OUTPUT - heard.size()));
                }
            } catch (IOException e) {
                // what was heard until then counts
            }
        });
    }

    static String scrubbed(String complaint) {
        String plain = PlainText.of(SECRET.matcher(complaint.strip()).replaceAll("$1[redacted]"));
        return plain.length() > MOST_COMPLAINT ? "…" + plain.substring(plain.length() - MOST_COMPLAINT) : plain;
    }
}
