package dev.sallyport.conformance.doctor;

import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A script that plants a fault, or that makes a healthy set-up, as its header describes it.
 *
 * @param file the script
 * @param text what stands in it
 */
record PlantedFault(Path file, String text) {

    /** Every script of a folder below {@code conformance}, by name; what they share is none. */
    static List<PlantedFault> in(String folder) {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("conformance").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".sh") && !file.endsWith("lib.sh")).sorted()
                    .map(PlantedFault::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlantedFault read(Path file) {
        try {
            return new PlantedFault(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is called, such as {@code mapping-not-mapped}. */
    String name() {
        return file.getFileName().toString().replaceFirst("\\.sh$", "");
    }

    /** A line of the header, such as {@code code}. */
    Optional<String> header(String key) {
        return text.lines().filter(line -> line.startsWith("# " + key + ":"))
                .map(line -> line.substring(key.length() + 3).strip()).findFirst();
    }
}
