package dev.sallyport.conformance.peers;

import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder with etcd, kube-apiserver and kube-controller-manager, as {@code sallyport sandbox --apiserver} wants one. */
public final class ServerFolder {

    private ServerFolder() {}

    /**
     * The folder of a minor version, such as {@code 1.34}: links to what {@code conformance/peers/build} built.
     *
     * @return empty when it is not built and there is no Go to build it with
     */
    public static synchronized Optional<Path> of(String minor) {
        Path folder = Checkout.root().resolve("conformance/target/kubernetes-" + minor);
        try {
            Files.createDirectories(folder);
            for (String command : List.of("etcd/etcd", "kubernetes-" + minor + "/kube-apiserver",
                    "kubernetes-" + minor + "/kube-controller-manager")) {
                Optional<Path> built = PeerCommand.of(command);
                if (built.isEmpty()) {
                    return Optional.empty();
                }
                Path link = folder.resolve(built.get().getFileName().toString());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, built.get());
            }
            return Optional.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
