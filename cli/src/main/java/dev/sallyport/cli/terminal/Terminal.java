package dev.sallyport.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a command may know of the place where it was started. Commands take it through their constructor, so
 * that a test can give another.
 *
 * @param in standard input
 * @param out what was asked for
 * @param err progress and errors
 * @param environment the environment's variables
 * @param interactive whether a person looks at {@code out}
 * @param workingDirectory what relative paths are relative to
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment,
        boolean interactive,
        Path workingDirectory) {

    /** The process's own. */
    public static Terminal ofProcess() {
        boolean person = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Terminal(System.in, StandardOutput.ofProcess(), utf8(System.err), System.getenv(), person,
                Path.of(""));
    }

    /** The process's own, for a credential plugin: nobody looks at what it prints. */
    public static Terminal ofPlugin() {
        return new Terminal(System.in, StandardOutput.ofProcess(), System.err, System.getenv(), false, Path.of(""));
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Colour only on a terminal, and never where {@code NO_COLOR} is set (no-color.org). */
    public boolean coloured() {
        return interactive && variable("NO_COLOR").isEmpty() && !variable("TERM").orElse("").equals("dumb");
    }

    /** Standard output for picocli's help. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Standard error for picocli. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Why some of what was printed to {@link #out()} is lost, such as a full disk; empty when nothing is known to be. */
    public Optional<String> lostOutput() {
        return out instanceof StandardOutput output ? output.lost() : Optional.empty();
    }

    public void line(String text) {
        out.println(text);
    }

    /**
     * Asks a person, on standard error, for a yes. Anything but {@code y} or {@code yes} is a no, and so is silence.
     *
     * @param question without its question mark's answer, such as {@code Write this?}
     */
    public boolean agreed(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        StringBuilder answer = new StringBuilder();
        try {
            for (int read = in.read(); read >= 0 && read != '\n' && answer.length() < 10; read = in.read()) {
                answer.append((char) read);
            }
        } catch (IOException e) {
            return false; // nobody who could say yes
        }
        return List.of("y", "yes").contains(answer.toString().strip().toLowerCase(Locale.ROOT));
    }

    /** An error as every command says it: the command's name, then the sentences. */
    public void error(String command, String sentences) {
        err.println(command + ": " + Printable.text(sentences));
    }
}
