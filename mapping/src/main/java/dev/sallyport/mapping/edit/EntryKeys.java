package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.List;

/** Finds an entry's keys as the reference does, without regard to case. */
final class EntryKeys {

    private EntryKeys() {}

    /** Whether a pair's key is the one that the reference knows under this name. */
    static boolean is(YamlNode.Pair pair, String known) {
        return pair.key() instanceof YamlNode.Scalar key && MapSection.isKey(key.value(), known);
    }

    /** Every pair with this key: people write some twice. */
    static List<YamlNode.Pair> pairs(YamlNode.Mapping entry, String known) {
        return entry.pairs().stream().filter(pair -> is(pair, known)).toList();
    }
}
