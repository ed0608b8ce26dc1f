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
     * @param message what was wrong, where, and what to do
     */
    record Refused(String message) implements FileRewrite {}

    /**
     * Writes a file whole or not at all, and only while it holds what was read.
     *
     * @param file an ordinary file, or a link to one
     * @param before its whole text as it was read; where the file says something else by now, it is left alone
     * @param after the whole text to write
     */
    static FileRewrite of(Path file, String before, String after) {
        if (!Files.isRegularFile(file)) {
            return new Refused(file + " is no ordinary file. Nothing was changed.");
        }
        try {
            return WholeFile.locked(file, () -> {
                String now = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString();
                if (!now.equals(before)) {
                    return new Refused(file + " changed meanwhile. Nothing was changed. Try again.");
                }
                if (!Files.isWritable(file)) {
                    return new Refused(file + " may not be written. Nothing was changed. Check its mode and owner.");
                }
                WholeFile.replaceKeepingMode(file, after);
                return new Written(file);
            });
        } catch (WholeFile.LockedException e) {
            return new Refused(e.getMessage()
                    + ". Nothing was changed. If no other command runs, remove that file and try again.");
        } catch (CharacterCodingException e) {
            return new Refused(file + " changed meanwhile. Nothing was changed. Try again.");
        } catch (IOException e) {
            return new Refused(file + " cannot be written: " + KubeconfigFiles.reason(e) + ". Nothing was changed.");
        }
    }
}
