package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Gives each command of the story to whoever plays it: the real client, our own in its place, or Sallyport itself. */
final class TourClients implements Clients {

    private static final List<String> CLIENTS = List.of("kubectl", "aws", "curl");

    private final RealClients real;
    private final Clients own = new OwnClients(this);
    private final Tour.Command sallyport;

    private TourClients(RealClients real, Tour.Command sallyport) {
        this.real = real;
        this.sallyport = sallyport;
    }

    /** Looks for the real clients on the PATH. */
    static TourClients find(Terminal terminal, Tour.Command sallyport) {
        String path = terminal.environment().getOrDefault("PATH", "");
        RealClients real = RealClients.onPath(path, CLIENTS);
        return new TourClients(real, sallyport);
    }

    /** Who plays, in one line for each client. */
    List<String> playedBy() {
        return CLIENTS.stream().map(this::played).toList();
    }

    private String played(String command) {
        String label = String.format(Locale.ROOT, "  %-8s", command);
        return real.has(command)
                ? label + real.describe(command) + ", the real one"
                : label + "not on the PATH: its requests are played by Sallyport's own client";
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
