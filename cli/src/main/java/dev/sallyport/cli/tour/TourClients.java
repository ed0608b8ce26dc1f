package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Gives each command of the story to whoever plays it: the real client, our own in its place, or Sallyport itself. */
final class TourClients implements Clients {

    private final RealClients real;
    private final Clients own;
    private final Tour.Command sallyport;

    private TourClients(RealClients real, Clients own, Tour.Command sallyport) {
        this.real = real;
        this.own = own;
        this.sallyport = sallyport;
    }

    /** Looks for the real clients on the PATH. */
    static TourClients find(Terminal terminal, Tour.Command sallyport, Optional<Path> launcher) {
        String path = terminal.environment().getOrDefault("PATH", "");
        RealClients real = RealClients.onPath(path, List.of("kubectl", "aws", "curl"));
        return new TourClients(real, new OwnClients(launcher), sallyport);
    }

    /** Who plays, in one sentence's part. */
    String playedBy() {
        return played("kubectl") + " and " + played("aws");
    }

    private String played(String command) {
        return real.has(command)
                ? real.describe(command)
                : "Sallyport's own client for " + command + " (none on the PATH)";
    }

    @Override
    public String describe(String command) {
        if (command.equals("sallyport")) {
            return "";
        }
        return real.has(command) ? real.describe(command) : "Sallyport's own client";
    }

    @Override
    public Outcome run(Person person, List<String> words, String input) {
        String command = words.getFirst();
        if (command.equals("sallyport")) {
            return inProcess(person, words, input);
        }
        return real.has(command) ? real.run(person, words, input) : own.run(person, words, input);
    }

    private Outcome inProcess(Person person, List<String> words, String input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), stream,
                stream, person.environment(), false, person.home());
        int exitCode = sallyport.run(terminal, words.subList(1, words.size()).toArray(String[]::new));
        return new Outcome(exitCode, output.toString(StandardCharsets.UTF_8));
    }
}
