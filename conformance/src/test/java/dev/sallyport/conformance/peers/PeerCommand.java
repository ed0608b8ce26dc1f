package dev.sallyport.conformance.peers;

import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a peer's command is, built from its pinned module if need be. */
public final class PeerCommand {

    /** What a person does about a missing peer. */
    public static final String REMEDY = "Install Go 1.26 or newer, then: conformance/peers/build";

    private static final int GO_IS_MISSING = 3; // as conformance/peers/build says it

    private PeerCommand() {}

    /**
     * The file of a command, such as {@code etcd/etcd} or {@code kubernetes-1.34/kube-apiserver}. Building one takes
     * minutes; the progress goes to standard error.
     *
     * @return empty when it is not built and there is no Go to build it with
     */
    public static synchronized Optional<Path> of(String peerAndCommand) {
        try {
            Process build = new ProcessBuilder(Checkout.root().resolve("conformance/peers/build").toString(),
                    peerAndCommand).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String folder = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = build.waitFor();
            if (exitCode == GO_IS_MISSING) {
                return Optional.empty();
            }
            Path command = Path.of(folder, peerAndCommand.substring(peerAndCommand.indexOf('/') + 1));
            if (exitCode != 0 || !Files.isExecutable(command)) {
                throw new IllegalStateException("conformance/peers/build " + peerAndCommand + " ended with exit code "
                        + exitCode + "; its lines on standard error say why");
            }
            return Optional.of(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The version that a command was built at, read from its folder's name, such as {@code 1.34.4}. */
    public static String version(Path command) {
        String folder = command.getName(command.getNameCount() - 2).toString();
        return folder.substring(folder.lastIndexOf('-') + 1);
    }
}
