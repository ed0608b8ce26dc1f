package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;

import java.util.List;
import java.util.Optional;

/** Judges the ConfigMap's keys: the reference looks for three, whose case counts, and passes over the others. */
final class TopKeys {

    private TopKeys() {}

    /** What there is to say of a key. */
    static List<Finding> findings(String source, String key, Spot spot) {
        if (MapSection.byKey(key).isPresent()) {
            return List.of();
        }
        FindingList found = new FindingList(source, key, FindingList.Lines.SAME);
        List<String> known = MapSection.all().stream().map(MapSection::key).toList();
        Optional<String> meant = JsonKeys.nearest(key, known);
        if (meant.isEmpty()) {
            found.add(FindingCode.TOP_KEY, spot, "the key " + Quoted.of(key) + " means nothing and is ignored",
                    "Take it out; the map has " + String.join(", ", known) + ".");
        } else if (JsonKeys.fold(key).equals(JsonKeys.fold(meant.get()))) {
            found.add(FindingCode.TOP_CASE, spot, "the key " + Quoted.of(key)
                    + " has another case, so everything in it is ignored without a word", "Write " + meant.get() + ".");
        } else {
            found.add(FindingCode.TOP_TYPO, spot,
                    "the key " + Quoted.of(key) + " means nothing, so everything in it is ignored",
                    "Did you mean " + meant.get() + "?");
        }
        return found.toList();
    }
}
