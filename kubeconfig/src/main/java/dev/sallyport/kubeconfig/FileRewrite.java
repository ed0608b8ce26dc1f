package dev.sallyport.kubeconfig;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a file's text was put in the place of another that was read before. */
public sealed interface FileRewrite {

    /** It was written, whole, and has the mode it had. */
    record Written(Path file) implements FileRewrite {}

    /**
     * Nothing was written.
     *
     * @param changed whether that is because somebody else changed the file meanwhile
     * @param why what was wrong and what to do, to be read after the file's name
     */
    record Refused(boolean changed, String why) implements FileRewrite {}

    /**
     * Writes a file whole or not at all, and only while it holds what was read.
     *
     * @param file an ordinary file, or a link to one
     * @param before its whole text as it was read; where the file says something else by now, it is left alone
     * @param after the whole text to write
     */
    static FileRewrite of(Path file, String before, String after) {
        if (!Files.isRegularFile(file)) {
            return new Refused(false, "is no ordinary file. Nothing was changed.");
        }
        try {
            String now = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            if (!now.equals(before)) {
                return changed();
            }
            if (!Files.isWritable(file)) {
                return new Refused(false, "may not be written. Nothing was changed. Check its mode and owner.");
            }
            WholeFile.replaceKeepingMode(file, after);
            return new Written(file);
        } catch (CharacterCodingException e) {
            return changed();
        } catch (IOException e) {
            return cannot(e, "");
        }
    }

    /** The same for a file that kubectl may be writing too: under client-go's lock, {@code FILE.lock} beside it. */
    static FileRewrite ofKubeconfig(Path file, String before, String after) {
        try {
            return WholeFile.locked(file, () -> of(file, before, after));
        } catch (WholeFile.LockedException e) {
            return cannot(e, " If no other command runs, remove that file and try again.");
        } catch (IOException e) {
            return cannot(e, "");
        }
    }

    private static Refused changed() {
        return new Refused(true, "changed meanwhile. Nothing was changed. Try again.");
    }

    private static Refused cannot(IOException e, String remedy) {
        return new Refused(false,
                "cannot be written: " + KubeconfigFiles.reason(e) + ". Nothing was changed." + remedy);
    }
}
