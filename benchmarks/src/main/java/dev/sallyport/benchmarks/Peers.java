package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where {@code conformance/peers/build} puts what it builds. */
public final class Peers {

    private static final String NAME = "aws-iam-authenticator";

    private Peers() {}

    /** The newest one that is built. */
    public static Optional<Path> awsIamAuthenticator(Map<String, String> environment) {
        Path folder = folder(environment);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> peers = Files.list(folder)) {
            return peers.filter(peer -> peer.getFileName().toString().startsWith(NAME + "-"))
                    .map(peer -> peer.resolve(NAME)).filter(Files::isExecutable).max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Map<String, String> environment) {
        String named = environment.getOrDefault("SALLYPORT_PEERS", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = cache.isEmpty() ? Path.of(environment.getOrDefault("HOME", "/"), ".cache") : Path.of(cache);
        return caches.resolve("sallyport").resolve("peers");
    }
}
