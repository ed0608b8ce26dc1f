package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a tour plays in, with everybody's home and keys. It goes when the tour ends, also by Ctrl-C or SIGTERM:
 * then the clients that still write into it are ended first.
 */
final class Stage implements AutoCloseable {

    private static final int ATTEMPTS = 20; // somebody may write a last file while all are being removed

    private final Path path;
    private final Thread atSignal = new Thread(this::clearEarly, "end-of-tour");

    private Stage(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atSignal);
    }

    /** A fresh one, below {@code TMPDIR} where that is set. */
    static Stage set(Terminal terminal) {
        Optional<Path> temporary = terminal.variable("TMPDIR").map(Path::of);
        try {
            return new Stage(temporary.isPresent()
                    ? Files.createTempDirectory(temporary.get(), "sallyport-tour-")
                    : Files.createTempDirectory("sallyport-tour-"));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "there is no place for the tour's files: " + e.getMessage()
                    + ". Make the folder for temporary files writable, or name another: TMPDIR=FOLDER.");
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atSignal);
        } catch (IllegalStateException ending) {
            return; // the hook is at it
        }
        clear(path);
    }

    private void clearEarly() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        clear(path);
    }

    /** Removes a folder with all that is in it. */
    static void clear(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException e) {
                IOException cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e;
                boolean passes = cause instanceof DirectoryNotEmptyException || cause instanceof NoSuchFileException;
                if (!passes || attempt == ATTEMPTS) {
                    throw new UncheckedIOException("the tour's files in " + folder + " could not be removed", cause);
                }
            }
        }
    }
}
