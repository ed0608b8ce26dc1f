package dev.sallyport.conformance.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sallyport.conformance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the report: one part for each area as it ends, and the whole when the run does. */
final class ReportFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportFiles() {}

    private static Path parts() {
        return Checkout.root().resolve("conformance/target/areas");
    }

    /** Forgets the areas of an earlier run. */
    static void begin() {
        for (Area area : Area.values()) {
            try {
                Files.deleteIfExists(part(area));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void keep(AreaResult result) {
        try {
            Files.createDirectories(parts());
            JSON.writeValue(part(result.area()).toFile(), result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path part(Area area) {
        return parts().resolve(area.id() + ".json");
    }

    private static Optional<AreaResult> read(Area area) {
        try {
            return Files.exists(part(area))
                    ? Optional.of(JSON.readValue(part(area).toFile(), AreaResult.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the report of this run into {@code target}, and into the tree when every area took part: a run of one suite
     * does not replace the report of all.
     *
     * @return whether there was anything to write
     */
    static boolean write(LocalDate date, Seed seed) {
        List<AreaResult> results = new ArrayList<>();
        for (Area area : Area.values()) {
            read(area).ifPresent(results::add);
        }
        if (results.isEmpty()) {
            return false;
        }
        Path conformance = Checkout.root().resolve("conformance");
        String people = ReportText.of(results, date, seed);
        try {
            write(conformance.resolve("target"), people, results, date, seed);
            if (results.size() == Area.values().length) {
                write(conformance, people, results, date, seed);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, String people, List<AreaResult> results, LocalDate date, Seed seed)
            throws IOException {
        Files.writeString(folder.resolve("REPORT.md"), people);
        Files.writeString(folder.resolve("report.json"), JSON.writeValueAsString(machine(results, date, seed)) + "\n");
    }

    private static Map<String, Object> machine(List<AreaResult> results, LocalDate date, Seed seed) {
        Map<String, Object> areas = new LinkedHashMap<>();
        for (AreaResult result : results) {
            Map<String, Object> area = new LinkedHashMap<>();
            area.put("compared", result.compared());
            area.put("equal", result.equal());
            area.put("by_design", result.differentByDesign());
            area.put("faults", result.faults().size());
            area.put("peers", result.peers());
            area.put("missing", result.missing());
            areas.put(result.area().id(), area);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("date", date.toString());
        report.put("seed", seed.value());
        report.put("areas", areas);
        return report;
    }
}
