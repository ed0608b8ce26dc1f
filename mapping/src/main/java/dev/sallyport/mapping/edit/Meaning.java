package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.YamlEvaluation;
import dev.sallyport.mapping.yaml.YamlFault;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlValue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node means to the reference, however it is written and wherever it stands; made to be compared. */
sealed interface Meaning {

    /** Text, or a scalar of another type as it is written. */
    record Single(String type, String text) implements Meaning {}

    /** A list. */
    record Several(List<Meaning> items) implements Meaning {}

    /** A map, with the keys that stand twice, and the complaint about a key that cannot be one. */
    record Keyed(SortedMap<String, Meaning> fields, List<String> doubled, String badKey) implements Meaning {}

    /** Something for which the reference gives the section up. */
    record Fault(String problem) implements Meaning {}

    static Meaning of(YamlNode node) {
        try {
            return of(new YamlEvaluation().evaluate(node));
        } catch (YamlFault.Found e) {
            return new Fault(e.fault().problem());
        }
    }

    private static Meaning of(YamlValue value) {
        return switch (value) {
            case YamlValue.Nothing _ -> new Single("nothing", "");
            case YamlValue.Text text -> new Single("text", text.text());
            case YamlValue.NoText other -> new Single(other.type().name(), other.raw());
            case YamlValue.Items items -> new Several(items.items().stream().map(Meaning::of).toList());
            case YamlValue.Fields fields -> {
                SortedMap<String, Meaning> meanings = new TreeMap<>();
                fields.fields().forEach((key, field) -> meanings.put(key, of(field.value())));
                List<String> doubled = new ArrayList<>(fields.doubled().stream().map(YamlValue.Field::key).toList());
                yield new Keyed(meanings, doubled, fields.badKey().map(YamlFault::problem).orElse(""));
            }
        };
    }
}
