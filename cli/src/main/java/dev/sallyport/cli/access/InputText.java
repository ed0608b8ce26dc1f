package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** The text of a file that was named, or of standard input, with one sentence for each way in which there is none. */
final class InputText {

    private InputText() {}

    /** What messages call it. */
    static String shown(String name) {
        return name.equals("-") ? "standard input" : Printable.name(name);
    }

    /** Reads it, or ends the command. */
    static String read(Terminal terminal, String name) {
        String shown = shown(name);
        try {
            return name.equals("-")
                    ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(terminal.workingDirectory().resolve(name));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "there is no file " + shown + ".");
        } catch (AccessDeniedException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, shown + " may not be read by you.");
        } catch (MalformedInputException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, shown + " is not in UTF-8.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, shown + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
