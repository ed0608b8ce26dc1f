package dev.sallyport.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running {@code sallyport sandbox}: what it said when it was ready, and what a shell needs to use it. */
public final class SandboxProcess implements AutoCloseable {

    private static final Pattern EXPORT = Pattern.compile("^export (\\w+)=(.*)$", Pattern.MULTILINE);

    private final Process process;
    private final Shell owner;
    private final String name;
    private final String greeting;
    private final Path log;

    private SandboxProcess(Process process, Shell owner, String name, String greeting, Path log) {
        this.process = process;
        this.owner = owner;
        this.name = name;
        this.greeting = greeting;
        this.log = log;
    }

    /** Starts one in the owner's shell; it is ready when this returns. Its log goes to a file in the owner's home. */
    public static SandboxProcess start(Shell owner, String name) {
        return start(owner, name, List.of());
    }

    /** As {@link #start(Shell, String)}, with more options of the command. */
    public static SandboxProcess start(Shell owner, String name, List<String> options) {
        Path log = owner.home().resolve("sandbox-" + name + ".log");
        try {
            Process process = owner.builder(Stream.concat(
                    Stream.of(Checkout.launcher().toString(), "sandbox", "--name", name), options.stream())
                    .toArray(String[]::new))
                    .redirectError(log.toFile()).start();
            StringBuilder greeting = new StringBuilder();
            BufferedReader reader = process.inputReader();
            while (greeting.indexOf("kubectl get node") < 0) {
                String line = reader.readLine();
                if (line == null) {
                    throw new AssertionError(
                            "the sandbox did not start:\n" + greeting + Ran.scrubbed(Files.readString(log)));
                }
                greeting.append(line).append('\n');
            }
            return new SandboxProcess(process, owner, name, greeting.toString(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed on standard output when it was ready. */
    public String greeting() {
        return greeting;
    }

    /** Where its standard error goes. */
    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    /** The address that the greeting gives for a part: {@code AWS}, {@code metadata}, {@code cluster}, {@code webhook}. */
    public String address(String part) {
        Matcher line = Pattern.compile("^ *" + part + " .*?(https?://\\S+)", Pattern.MULTILINE).matcher(greeting);
        if (!line.find()) {
            throw new AssertionError("no address of " + part + " in:\n" + greeting);
        }
        return line.group(1);
    }

    /** The variables that {@code sallyport sandbox env} exports, read as a shell reads them. */
    public Map<String, String> variables() {
        Ran env = owner.run(Checkout.launcher().toString(), "sandbox", "env", "--name", name).succeeds();
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher exports = EXPORT.matcher(env.out());
        while (exports.find()) {
            String value = exports.group(2);
            variables.put(exports.group(1), value.startsWith("'")
                    ? value.substring(1, value.length() - 1).replace("'\\''", "'")
                    : value);
        }
        return variables;
    }

    /** Asks it to end, as a supervisor does, and says its exit code. */
    public int terminate() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the sandbox did not end within 20 s of SIGTERM");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends it without letting it clear up. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
