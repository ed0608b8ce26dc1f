package dev.sallyport.cluster.connection;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs a command to its end, within bounds. */
final class PluginProcess {

    /** How long a plugin may take; the AWS CLI may be waiting for somebody to type a code. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_OUTPUT = 1 << 20; // 1 MiB
    private static final int MOST_COMPLAINT = 500; // characters, of the end
    /** What must not be repeated though somebody else wrote it on standard error. */
    private static final Pattern SECRET = Pattern
            .compile("k8s-aws-v1\\.[\\w-]+|(?i)((?:signature|token|secret\\w*|password)[\"']?\\s*[=:]\\s*)\\S+");

    private PluginProcess() {}

    /** How it ended. */
    sealed interface Outcome {}

    /** Well; its output is secret. */
    record Said(String output) implements Outcome {
        @Override
        public String toString() {
            return "Said[redacted]";
        }
    }

    /** With an exit code, and the end of what it wrote on standard error, scrubbed. */
    record Ended(int exitCode, String complaint) implements Outcome {}

    /** Not in time. */
    record TooLate() implements Outcome {}

    /** There is no such command. */
    record NotFound() implements Outcome {}

    static Outcome run(List<String> line, Map<String, String> environment) {
        List<String> found = new ArrayList<>(line);
        found.set(0, onPath(line.getFirst(), environment.getOrDefault("PATH", "")));
        ProcessBuilder builder = new ProcessBuilder(found);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new NotFound();
        }
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture
                    .supplyAsync(() -> read(process.getInputStream()), readers);
            CompletableFuture<String> complaint = CompletableFuture
                    .supplyAsync(() -> read(process.getErrorStream()), readers);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return new TooLate();
            }
            return process.exitValue() == 0
                    ? new Said(output.join())
                    : new Ended(process.exitValue(), scrubbed(complaint.join()));
        } catch (IOException e) {
            return new Ended(-1, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TooLate();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Java would look on the PATH of this process, which need not be that of whoever asks. */
    private static String onPath(String command, String path) {
        if (command.contains("/")) {
            return command;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, command);
            if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                return program.toString();
            }
        }
        return command;
    }

    private static String read(InputStream stream) {
        try (stream) {
            byte[] bytes = stream.readNBytes(MOST_OUTPUT);
            stream.skip(Long.MAX_VALUE);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static String scrubbed(String complaint) {
        String plain = PlainText.of(SECRET.matcher(complaint.strip()).replaceAll("$1[redacted]"));
        return plain.length() > MOST_COMPLAINT ? "…" + plain.substring(plain.length() - MOST_COMPLAINT) : plain;
    }
}
