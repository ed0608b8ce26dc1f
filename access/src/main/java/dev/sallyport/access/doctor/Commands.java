package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.LocalCommand;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and runs the person's own commands. */
public interface Commands {

    /** The file that a shell with these variables would run for this word; empty when there is none. */
    Optional<Path> find(String command, Map<String, String> variables);

    /** Runs a command without a terminal and without input, with these variables and no others. */
    Outcome run(List<String> commandLine, Map<String, String> variables, Duration patience);

    /** Whether kubectl, started from here, would have a terminal as its standard input. */
    default boolean hasTerminal() {
        return false;
    }

    /** This machine's. */
    static Commands ofMachine() {
        return new Commands() {
            @Override
            public Optional<Path> find(String command, Map<String, String> variables) {
                return LocalCommand.find(command, variables);
            }

            @Override
            public Outcome run(List<String> commandLine, Map<String, String> variables, Duration patience) {
                return LocalCommand.run(commandLine, variables, patience);
            }

            @Override
            public boolean hasTerminal() {
                return LocalCommand.standardInputIsTerminal();
            }
        };
    }
}
