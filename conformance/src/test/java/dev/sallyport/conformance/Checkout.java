package dev.sallyport.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkout that is under test, and the programs of others that it is held against. The command is run as people run
 * it: by the launcher at the checkout's root, out of what the build laid out in {@code cli/target/dist}.
 */
public final class Checkout {

    private Checkout() {}

    /** The folder with the launcher: the nearest one above the working directory that has {@code sallyport}. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, java.util.Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isExecutable(folder.resolve("sallyport"))
                        && Files.isRegularFile(folder.resolve("pom.xml")))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no folder above " + here + " holds the launcher sallyport"));
    }

    public static Path launcher() {
        return root().resolve("sallyport");
    }

    /** The kubectl of a minor version that {@code ./install-tools} fetched. */
    public static Optional<Path> kubectl(String minor) {
        return Optional.of(tools().resolve("kubectl-" + minor).resolve("kubectl")).filter(Files::isExecutable);
    }

    /** The AWS CLI on the PATH, else the one that {@code ./install-tools} installed. */
    public static Optional<Path> aws() {
        return onPath("aws").or(() -> Optional.of(tools().resolve("aws/bin/aws")).filter(Files::isExecutable));
    }

    public static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    /** Where {@code ./install-tools} puts what it fetches. */
    public static Path tools() {
        return Optional.ofNullable(System.getenv("SALLYPORT_TOOLS")).filter(folder -> !folder.isEmpty()).map(Path::of)
                .orElseGet(
                        () -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(folder -> !folder.isEmpty())
                                .map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                                .resolve("sallyport/tools"));
    }
}
