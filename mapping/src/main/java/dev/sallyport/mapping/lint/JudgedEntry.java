package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.List;
import java.util.Optional;

/**
 * An entry under judgement.
 *
 * @param reading its section
 * @param node as it is written
 * @param rule the rule that it makes
 * @param found where findings go
 */
record JudgedEntry(SectionReading reading, YamlNode node, MappingRule rule, List<LintFinding> found) {

    MapSection section() {
        return reading.section();
    }

    /** The rule's name for an edit. */
    EntryName name() {
        return EntryName.of(section(), rule);
    }

    /** Finds something at the value of a key, or at the entry where the key is not found. */
    void find(FindingCode code, String key, String message, String remedy) {
        find(code, key, message, remedy, List.of());
    }

    /** As {@link #find(FindingCode, String, String, String)}, with the edits that mend it. */
    void find(FindingCode code, String key, String message, String remedy, List<MappingEdit> fix) {
        found.add(new LintFinding(reading.finding(code, value(key).map(YamlNode::spot).orElse(node.spot()), message,
                remedy), fix));
    }

    /** Finds something at a group. */
    void findAtGroup(FindingCode code, String group, String message, String remedy) {
        found.add(new LintFinding(reading.finding(code, groupSpot(group), message, remedy), List.of()));
    }

    private Spot groupSpot(String group) {
        YamlNode groups = value("groups").orElse(node);
        if (groups instanceof YamlNode.Sequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlNode.Scalar scalar && scalar.value().equals(group)) {
                    return item.spot();
                }
            }
        }
        return groups.spot();
    }

    /** The value of a key that stands once. */
    Optional<YamlNode> value(String key) {
        if (!(target(node) instanceof YamlNode.Mapping map)) {
            return Optional.empty();
        }
        List<YamlNode> values = map.pairs().stream().filter(
                pair -> pair.key() instanceof YamlNode.Scalar written && MapSection.isKey(written.value(), key))
                .map(YamlNode.Pair::value).toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static YamlNode target(YamlNode node) {
        return node instanceof YamlNode.Alias alias ? alias.target() : node;
    }

    /** Whether the entry is for nodes, by its user name. */
    boolean isNode() {
        return rule.username().startsWith("system:node:");
    }

    /** The edit that changes its ARN. */
    List<MappingEdit> withArn(String arn) {
        return List.of(new MappingEdit.Change(name(), Optional.of(arn), Optional.empty(), Optional.empty()));
    }
}
