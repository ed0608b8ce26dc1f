package dev.sallyport.cli.tour;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commands that lie on this machine's PATH, started as processes. */
final class RealClients implements Clients {

    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, Path> programs = new LinkedHashMap<>();
    private final Map<String, String> versions = new LinkedHashMap<>();

    private RealClients() {}

    /** Looks the programs up; those that are not there are left to {@link #has(String)}. */
    static RealClients onPath(String path, List<String> names) {
        RealClients clients = new RealClients();
        for (String name : names) {
            for (String folder : path.split(":", -1)) {
                Path program = Path.of(folder.isEmpty() ? "." : folder, name);
                if (Files.isExecutable(program) && Files.isRegularFile(program)) {
                    clients.programs.putIfAbsent(name, program);
                }
            }
        }
        return clients;
    }

    /** Whether the program was found. */
    boolean has(String name) {
        return programs.containsKey(name);
    }

    /** Takes another program for a name than the PATH does. */
    void use(String name, Path program) {
        programs.put(name, program);
    }

    @Override
    public String describe(String command) {
        return versions.computeIfAbsent(command, this::askVersion);
    }

    private String askVersion(String command) {
        Person nobody = new Person("", Path.of("."), Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
        List<String> words = command.equals("kubectl")
                ? List.of("kubectl", "version", "--client")
                : List.of(command, "--version");
        String first = run(nobody, words, "").output().lines().findFirst().orElse("");
        String version = first.replace("Client Version: ", "").replaceAll("[ ,].*", "");
        return command.equals("kubectl") ? "kubectl " + version : version.replace('/', ' ');
    }

    /** A command that reads no input may have closed it already; what it did is in its output. */
    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public Outcome run(Person person, List<String> words, String input) {
        List<String> command = new ArrayList<>(words);
        command.set(0, Optional.ofNullable(programs.get(words.getFirst())).map(Path::toString)
                .orElse(words.getFirst()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(person.environment());
        try {
            Process process = builder.start();
            feed(process, input);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(124, output + "(did not end within " + PATIENCE_SECONDS + " s)\n");
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words.getFirst(), e);
        }
    }
}
