package dev.sallyport.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The cases that once failed, a JSON file each in {@code conformance/cases/AREA/}: a suite compares them before it
 * generates any, and adds the smallest form of what it finds.
 *
 * @param <I> the input, a record that Jackson can write and read
 */
public final class RegressionCases<I> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path folder;
    private final Class<I> type;

    private RegressionCases(Path folder, Class<I> type) {
        this.folder = folder;
        this.type = type;
    }

    /** The cases of an area. */
    public static <I> RegressionCases<I> of(Area area, Class<I> type) {
        return new RegressionCases<>(Checkout.root().resolve("conformance/cases").resolve(area.id()), type);
    }

    /** All that are kept, by file name. */
    public List<I> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json")).sorted().map(this::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private I read(Path file) {
        try {
            return JSON.treeToValue(JSON.readTree(file.toFile()), type);
        } catch (IOException e) {
            throw new UncheckedIOException("not a case of this area: " + file, e);
        }
    }

    /** Keeps a case, under a name made of its content, and gives back its file. */
    public Path keep(I input) {
        try {
            JsonNode tree = JSON.valueToTree(input);
            byte[] text = (JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
            CRC32 sum = new CRC32();
            sum.update(text);
            Files.createDirectories(folder);
            return Files.write(folder.resolve("found-%08x.json".formatted(sum.getValue())), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
