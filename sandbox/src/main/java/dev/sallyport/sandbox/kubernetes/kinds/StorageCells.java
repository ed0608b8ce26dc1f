package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What kubectl shows of volumes, claims and quotas. */
final class StorageCells {

    private static final Map<String, String> MODES = Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX",
            "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

    private StorageCells() {}

    static String phase(JsonNode volume) {
        return volume.at("/metadata/deletionTimestamp").isTextual()
                ? "Terminating"
                : volume.at("/status/phase").asText();
    }

    static String accessModes(JsonNode modes) {
        return Cells.items(modes).stream().map(mode -> MODES.getOrDefault(mode.asText(), mode.asText()))
                .collect(Collectors.joining(","));
    }

    static String claim(JsonNode volume) {
        JsonNode claim = volume.at("/spec/claimRef");
        return claim.isObject() ? claim.path("namespace").asText() + "/" + claim.path("name").asText() : "";
    }

    static String attributesClass(JsonNode volume) {
        String name = volume.at("/spec/volumeAttributesClassName").asText();
        return name.isEmpty() ? "<unset>" : name;
    }

    static String volumeMode(JsonNode volume) {
        String mode = volume.at("/spec/volumeMode").asText();
        return mode.isEmpty() ? "<unset>" : mode;
    }

    /** Used and hard amounts, of limits or of everything else. */
    static String quota(JsonNode quota, boolean requests) {
        return quota.at("/status/hard").properties().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).startsWith("limits.") != requests)
                .map(entry -> entry.getKey() + ": " + quota.at("/status/used").path(entry.getKey()).asText("0") + "/"
                        + entry.getValue().asText())
                .sorted().collect(Collectors.joining(", "));
    }
}
