package dev.sallyport.cli.terminal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/**
 * A file that a command writes a report into: whole or not at all, and never in the place of something else. It is written
 * beside, flushed and renamed. A new one is readable by its owner alone; one that takes the place of an earlier report keeps
 * that one's mode.
 */
public final class OutputFile {

    private final String shown;
    private final Path target;

    private OutputFile(String shown, Path target) {
        this.shown = shown;
        this.target = target;
    }

    /** Writes a text. */
    @FunctionalInterface
    public interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Looks whether a report can be written there; where it cannot, ends the command before it does any work.
     *
     * @param option by which the file was named, such as {@code --html}
     * @param name as it was typed
     * @param beginning how every earlier report begins that may be replaced
     */
    public static OutputFile named(Terminal terminal, String option, String name, String beginning) {
        String shown = Printable.name(name);
        if (name.isEmpty() || name.equals("-")) {
            throw new CommandFailure(ExitCode.USAGE, name.isEmpty()
                    ? "the name of the file behind " + option + " is empty."
                    : option + " takes the name of a file. To write to standard output use -o.");
        }
        Path path = terminal.workingDirectory().resolve(name).toAbsolutePath();
        try {
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                throw cannot(shown, "is a link that leads nowhere");
            }
            Path target = Files.exists(path) ? path.toRealPath() : path.normalize();
            Path folder = target.getParent();
            if (Files.isDirectory(target) || folder == null) {
                throw cannot(shown, "is a folder; name a file in it");
            }
            if (!Files.isDirectory(folder)) {
                throw cannot(shown, "cannot be written: there is no folder " + Printable.name(folder.toString()));
            }
            if (Files.exists(target)) {
                examine(target, shown, beginning);
            }
            return new OutputFile(shown, target);
        } catch (AccessDeniedException e) {
            throw cannot(shown, "may not be read by you, so it may be something else than a report");
        } catch (IOException e) {
            throw cannot(shown, "cannot be looked at: " + e.getMessage());
        }
    }

    private static void examine(Path target, String shown, String beginning) throws IOException {
        if (!Files.isRegularFile(target)) { // a pipe would be waited for, a device is somebody's
            throw cannot(shown, "is no regular file. To write elsewhere use -o and your shell");
        }
        byte[] expected = beginning.getBytes(StandardCharsets.UTF_8);
        try (var in = Files.newInputStream(target)) {
            byte[] found = in.readNBytes(expected.length);
            if (found.length > 0 && !Arrays.equals(found, expected)) {
                throw new CommandFailure(ExitCode.REFUSED, shown + " is there already and is no such report. Nothing"
                        + " was written.\nName another file, or delete it.");
            }
        }
    }

    private static CommandFailure cannot(String shown, String why) {
        return new CommandFailure(ExitCode.IMPOSSIBLE, shown + " " + why + ". Nothing was written.");
    }

    /** Whether both are one file. */
    public boolean isSameAs(OutputFile other) {
        return target.equals(other.target);
    }

    /** The name for people. */
    public String shown() {
        return shown;
    }

    /**
     * Writes it.
     *
     * @return how many bytes it has
     */
    public long write(Text text) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            Path fresh = Files.createTempFile(folder, ".sallyport-", ".new");
            try {
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                        OutputStream bytes = Channels.newOutputStream(channel);
                        Writer out = new BufferedWriter(
                                new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()), 1 << 16)) {
                    text.writeTo(out);
                    out.flush();
                    channel.force(true);
                }
                if (Files.exists(target)
                        && Files.getFileAttributeView(fresh, PosixFileAttributeView.class) != null) {
                    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
                }
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return Files.size(target);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (AccessDeniedException e) {
            throw cannot(shown, "cannot be written: you have no permission there");
        } catch (NoSuchFileException e) { // its message is the name of our own file beside it
            throw cannot(shown, "cannot be written: no file can be made there");
        } catch (IOException e) {
            throw cannot(shown, "cannot be written: " + e.getMessage());
        }
    }
}
