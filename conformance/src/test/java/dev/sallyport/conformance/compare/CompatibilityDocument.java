package dev.sallyport.conformance.compare;

import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code docs/compatibility.md}, where the reason of each designed difference stands under its name. */
final class CompatibilityDocument {

    private static final String HEADING = "### ";

    private CompatibilityDocument() {}

    /** The names of all differences that are explained there. */
    static Set<String> explained() {
        try {
            return Files.readAllLines(Checkout.root().resolve("docs/compatibility.md")).stream()
                    .filter(line -> line.startsWith(HEADING)).map(line -> line.substring(HEADING.length()).strip())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
