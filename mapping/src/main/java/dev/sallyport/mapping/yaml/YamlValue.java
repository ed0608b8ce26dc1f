package dev.sallyport.mapping.yaml;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a node means once its tags, anchors and merge keys are worked out: what a JSON decoder would be given. */
public sealed interface YamlValue {

    /** Where it stands. */
    Spot spot();

    /** Nothing: {@code null}, {@code ~} or an empty value. */
    record Nothing(Spot spot) implements YamlValue {}

    /** Text. */
    record Text(String text, Spot spot) implements YamlValue {}

    /**
     * A scalar that YAML 1.1 takes for something other than text.
     *
     * @param raw as written
     * @param type what it is taken for
     */
    record NoText(String raw, Yaml11.Type type, Spot spot) implements YamlValue {}

    /** A list. */
    record Items(List<YamlValue> items, Spot spot) implements YamlValue {}

    /**
     * A map, its keys in the order in which JSON writes them.
     *
     * @param doubled the keys that stood more than once; the last of each counts
     * @param badKey a key that JSON cannot have
     */
    record Fields(SortedMap<String, Field> fields, List<Field> doubled, Optional<YamlFault> badKey,
            Spot spot) implements YamlValue {}

    /** A field of a map. */
    record Field(String key, Spot keySpot, YamlValue value) {}
}
