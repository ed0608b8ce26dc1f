package dev.sallyport.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output that remembers why it could not be written; a {@link PrintStream} alone knows only that it could not. A
 * script that keeps what a command prints must not take half of it for the whole.
 */
public final class StandardOutput extends PrintStream {

    private final Remembering remembering;

    private StandardOutput(Remembering remembering) {
        super(new BufferedOutputStream(remembering), true, StandardCharsets.UTF_8);
        this.remembering = remembering;
    }

    /** The process's own. */
    public static StandardOutput ofProcess() {
        return to(new FileOutputStream(FileDescriptor.out));
    }

    /** The same over another stream. */
    public static StandardOutput to(OutputStream sink) {
        return new StandardOutput(new Remembering(sink));
    }

    /** Why something was lost. Empty when all was written, and when the reader of a pipe had seen enough. */
    Optional<String> lost() {
        flush();
        return Optional.ofNullable(remembering.failure).map(IOException::getMessage)
                .filter(why -> !why.equals("Broken pipe"));
    }

    private static final class Remembering extends FilterOutputStream {

        private @Nullable IOException failure;

        Remembering(OutputStream sink) {
            super(sink);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
