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
     * The folder of a minor version, such as {@code 1.34}: links to what {@code conformance/peers/build} built or took out
     * of envtest's folder, which has no kube-controller-manager.
     *
     * @return empty when there is no API server and no Go to build it with
     */
    public static synchronized Optional<Path> of(String minor) {
        Path folder = Checkout.root().resolve("conformance/target/kubernetes-" + minor);
        try {
            Files.createDirectories(folder);
            for (String command : List.of("etcd/etcd", "kubernetes-" + minor + "/kube-apiserver",
                    "kubernetes-" + minor + "/kube-controller-manager")) {
                Optional<Path> built = PeerCommand.of(command);
                Path link = folder.resolve(command.substring(command.indexOf('/') + 1));
                Files.deleteIfExists(link);
                if (built.isPresent()) {
                    Files.createSymbolicLink(link, built.get());
                }
            }
            if (!Files.exists(folder.resolve("etcd")) || !Files.exists(folder.resolve("kube-apiserver"))) {
                return Optional.empty();
            }
            return Optional.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
