package dev.sallyport.sandbox.apiserver;

import dev.sallyport.sandbox.SandboxStartException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that runs as long as the sandbox does. A shell between the two holds its life by a pipe: when the sandbox
 * goes, in whatever way, the pipe ends and so does the program.
 */
final class ServerProcess implements AutoCloseable {

    private static final String KEEPER = """
            exec 3<&0
            "$@" </dev/null &
            child=$!
            ( cat <&3 >/dev/null; kill "$child" 2>/dev/null ) &
            wait "$child"
            """;
    private static final Duration POLITE = Duration.ofSeconds(5); // then it is killed
    private static final Duration START = Duration.ofSeconds(90); // a loaded machine; three seconds are usual
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int SHOWN_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a program; its output goes to {@code NAME.log} in the folder. */
    static ServerProcess start(Path folder, String name, Path program, List<String> flags) {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, name, program.toString()));
        command.addAll(flags);
        try {
            return new ServerProcess(name, new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new SandboxStartException(name + " could not be started: " + e.getMessage() + ".");
        }
    }

    /**
     * Waits until it answers.
     *
     * @throws SandboxStartException when it ends before, or does not answer in time, with the end of its log
     */
    void await(BooleanSupplier answers) {
        long end = System.nanoTime() + START.toNanos();
        while (!answers.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new SandboxStartException(name
                        + (process.isAlive() ? " did not answer within " + START.toSeconds() + " s" : " ended at once")
                        + ". The end of its log:\n" + lastLines());
            }
            try {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SandboxStartException("Interrupted while " + name + " started.");
            }
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(POLITE.toMillis(), TimeUnit.MILLISECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
