package dev.sallyport.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** A file that was named, or standard input for {@code -}, with one sentence for each way in which it cannot be read. */
public final class NamedInput {

    private final Terminal terminal;
    private final String name;

    private NamedInput(Terminal terminal, String name) {
        this.terminal = terminal;
        this.name = name;
    }

    /** By its name as it was typed. */
    public static NamedInput of(Terminal terminal, String name) {
        if (name.isEmpty()) { // a variable of a script that is not set; as a path it is the working directory
            throw new CommandFailure(ExitCode.USAGE, "the file's name is empty.");
        }
        return new NamedInput(terminal, name);
    }

    /** Whether it is standard input. */
    public boolean isStandard() {
        return name.equals("-");
    }

    /** The name for people. */
    public String shown() {
        return isStandard() ? "standard input" : Printable.name(name);
    }

    /** Takes something out of a stream. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    /** Reads it; what cannot be read ends the command. */
    public <T> T read(Reading<T> reading) {
        try (InputStream in = isStandard()
                ? terminal.in()
                : Files.newInputStream(terminal.workingDirectory().resolve(name))) {
            return reading.of(in);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "there is no file " + shown() + ".");
        } catch (AccessDeniedException e) {
            throw cannot("may not be read by you");
        } catch (CharacterCodingException e) {
            throw cannot("is not in UTF-8");
        } catch (IOException e) {
            throw cannot("cannot be read: " + e.getMessage());
        }
    }

    /** Its whole text. */
    public String text() {
        return read(in -> decoded(in.readAllBytes()));
    }

    /**
     * Its whole text, if that is not too much.
     *
     * @param largest in bytes
     * @param why half a sentence on where that bound comes from
     */
    public String text(int largest, String why) {
        return read(in -> {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw cannot("is larger than " + largest + " bytes, and " + why);
            }
            return decoded(bytes);
        });
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private CommandFailure cannot(String why) {
        return new CommandFailure(ExitCode.IMPOSSIBLE, shown() + " " + why + ".");
    }
}
