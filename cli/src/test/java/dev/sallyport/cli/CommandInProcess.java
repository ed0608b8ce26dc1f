package dev.sallyport.cli;

import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cli.tour.Tour;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code sallyport} command as a person would type it, run in this process: input and variables in, words out. */
public final class CommandInProcess {

    private final Map<String, String> environment = new LinkedHashMap<>();
    private String input = "";
    private boolean somebodySitsThere;

    /** What the command did. */
    public record Ended(int exitCode, String out, String err) {}

    private CommandInProcess() {}

    /** In a shell without any variable. */
    public static CommandInProcess command() {
        return new CommandInProcess();
    }

    /** The command as the tour takes it. */
    public static Tour.Command forTour() {
        return Sallyport::run;
    }

    public CommandInProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public CommandInProcess with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public CommandInProcess reading(String text) {
        input = text;
        return this;
    }

    /** A person reads what is printed, and types what the command reads. */
    public CommandInProcess atATerminal() {
        somebodySitsThere = true;
        return this;
    }

    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal nobody = terminal(input, out, err, environment);
        int exitCode = Sallyport.run(new Terminal(nobody.in(), nobody.out(), nobody.err(), nobody.environment(),
                somebodySitsThere, nobody.workingDirectory()), arguments);
        return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A terminal at which nobody sits. */
    public static Terminal terminal(String input, ByteArrayOutputStream out, ByteArrayOutputStream err,
            Map<String, String> environment) {
        return new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                environment, false, Path.of(""));
    }
}
