package dev.sallyport.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Somebody's shell: a home of their own and just the variables that are named, nothing of the machine's. Holds keys, so
 * {@link #toString()} shows the home alone.
 *
 * @param home the home, and the working directory of every command
 * @param variables the whole environment
 * @param seen is told each command when it has ended
 */
public record Shell(Path home, Map<String, String> variables, Consumer<Ran> seen) {

    private static final Duration PATIENCE = Duration.ofMinutes(8); // a page of commands on a loaded machine, not a rule of the product

    public Shell {
        variables = Map.copyOf(variables);
    }

    /** A shell whose home is this folder (made when missing) and that finds only the machine's own programs. */
    public static Shell in(Path home, Consumer<Ran> seen) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", home.toString());
        variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        variables.put("LANG", "C.UTF-8");
        variables.put("AWS_PAGER", "");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("SALLYPORT_NO_BUILD", "1"); // a test never starts a build
        for (String java : List.of("SALLYPORT_JAVA_HOME", "JAVA_HOME")) {
            String value = System.getenv(java);
            if (value != null) {
                variables.put(java, value);
            }
        }
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shell(home, variables, seen);
    }

    public Shell with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put(name, value);
        return new Shell(home, changed, seen);
    }

    public Shell with(Map<String, String> more) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.putAll(more);
        return new Shell(home, changed, seen);
    }

    public Shell without(String... names) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        List.of(names).forEach(changed::remove);
        return new Shell(home, changed, seen);
    }

    /** The same, where these folders' programs are found first. */
    public Shell finding(Path... folders) {
        StringBuilder path = new StringBuilder();
        for (Path folder : folders) {
            path.append(folder).append(':');
        }
        return with("PATH", path + variables.getOrDefault("PATH", ""));
    }

    /** Runs a command until it ends. */
    public Ran run(String... words) {
        return feed("", words);
    }

    /** Runs a command that reads this text. */
    public Ran feed(String input, String... words) {
        long begin = System.nanoTime();
        try {
            Path out = Files.createTempFile(home, ".out", "");
            Path err = Files.createTempFile(home, ".err", "");
            try {
                Process process = builder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
                write(process, input);
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(Ran.scrubbed("no end within " + PATIENCE.toSeconds() + " s: "
                            + String.join(" ", words) + "\n" + Files.readString(out) + Files.readString(err)));
                }
                Ran ran = new Ran(List.of(words), process.exitValue(), Files.readString(out), Files.readString(err),
                        Duration.ofNanos(System.nanoTime() - begin));
                seen.accept(ran);
                return ran;
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A process to be started by the caller, in this shell. */
    public ProcessBuilder builder(String... words) {
        String[] command = words.clone();
        if (!command[0].contains("/")) {
            // A process is looked up on the PATH of its parent, not on the one it gets.
            command[0] = find(command[0]).toString();
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }

    private Path find(String program) {
        for (String folder : variables.getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return Path.of(folder, program);
            }
        }
        throw new IllegalStateException("no program " + program + " on the PATH of " + home);
    }

    /** A command that reads no input may have closed it already. */
    private static void write(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public String toString() {
        return "shell of " + home;
    }
}
