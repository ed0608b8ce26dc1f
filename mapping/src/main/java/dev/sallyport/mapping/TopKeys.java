package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the ConfigMap's keys: the reference looks for three, whose case counts, and passes over the others. */
final class TopKeys {

    private static final Set<String> OF_ENTRIES = Set.of("rolearn", "userarn", "username", "groups");

    private TopKeys() {}

    /** What there is to say of a key. */
    static List<Finding> findings(String source, String key, Spot spot) {
        if (MapSection.byKey(key).isPresent()) {
            return List.of();
        }
        FindingList found = new FindingList(source, key, FindingList.Lines.SAME);
        List<String> known = MapSection.all().stream().map(MapSection::key).toList();
        Optional<String> meant = JsonKeys.nearest(key, known);
        if (OF_ENTRIES.contains(JsonKeys.fold(key))) {
            found.add(FindingCode.OUTSIDE, spot, "the key " + Quoted.of(key)
                    + " is one of an entry, and stands in no section, so it is ignored",
                    "Put it below mapRoles or mapUsers, in an entry that begins with a dash.");
        } else if (meant.isEmpty()) {
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
