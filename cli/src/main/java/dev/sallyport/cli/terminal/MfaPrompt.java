package dev.sallyport.cli.terminal;

import dev.sallyport.aws.MfaCodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Asks for a device's code at the terminal itself, in the AWS CLI's words: standard output belongs to kubectl, which waits
 * for the token there. The code stays visible while it is typed; it is good for half a minute and for one call.
 */
public final class MfaPrompt implements MfaCodes {

    private static final int MOST = 64; // characters; a code has six

    private final Path device;

    MfaPrompt(Path device) {
        this.device = device;
    }

    /** At the terminal that the process belongs to; where there is none, nobody is asked. */
    public static MfaPrompt atTerminal() {
        return new MfaPrompt(Path.of("/dev/tty"));
    }

    @Override
    public Optional<String> codeFor(String serial) {
        try (InputStream in = Files.newInputStream(device);
                OutputStream out = Files.newOutputStream(device, StandardOpenOption.APPEND)) {
            out.write(("Enter MFA code for " + Printable.name(serial) + ": ").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return Optional.of(line(in).strip()).filter(code -> !code.isEmpty());
        } catch (IOException e) {
            return Optional.empty(); // a process without a terminal cannot open it
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = in.read();
        while (read >= 0 && read != '\n' && line.length() < MOST) {
            line.append((char) read);
            read = in.read();
        }
        return line.toString();
    }
}
