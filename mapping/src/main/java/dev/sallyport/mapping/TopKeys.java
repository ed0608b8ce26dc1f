package dev.sallyport.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Judges the ConfigMap's keys: the reference looks for three, whose case counts, and passes over the others. */
final class TopKeys {

    private TopKeys() {}

    static List<Finding> findings(String source, Collection<String> keys) {
        List<Finding> findings = new ArrayList<>();
        for (String key : keys) {
            if (MapSection.byKey(key).isEmpty()) {
                findings.addAll(unknown(source, key));
            }
        }
        return findings;
    }

    private static List<Finding> unknown(String source, String key) {
        FindingList found = new FindingList(source, key, FindingList.Lines.SAME);
        List<String> known = MapSection.all().stream().map(MapSection::key).toList();
        Optional<String> meant = JsonKeys.nearest(key, known);
        if (meant.isEmpty()) {
            found.warning("A-TOP-KEY", Spot.START, "the key " + Quoted.of(key) + " means nothing and is ignored",
                    "Take it out; the map has " + String.join(", ", known) + ".");
        } else if (JsonKeys.fold(key).equals(JsonKeys.fold(meant.get()))) {
            found.error("A-TOP-CASE", Spot.START, "the key " + Quoted.of(key)
                    + " has another case, so everything in it is ignored without a word", "Write " + meant.get() + ".");
        } else {
            found.error("A-TOP-KEY", Spot.START,
                    "the key " + Quoted.of(key) + " means nothing, so everything in it is ignored",
                    "Did you mean " + meant.get() + "?");
        }
        return found.toList();
    }
}
