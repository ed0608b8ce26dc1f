package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.JsonKeys;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fixes for keys that nearly are the ones that the reference knows. Only where it is plain what was meant: the right
 * key is not there yet, and the wrong one stands there once, in a block.
 */
final class KeyFixes {

    /** An entry has three. Each key is compared with all the others, so of very many nobody knows what was meant. */
    private static final int MOST_KEYS = 100;

    private KeyFixes() {}

    /** The unknown keys of an entry that can be renamed where they stand. */
    static Map<YamlNode, MappingEdit> inEntry(SectionReading reading, YamlNode node) {
        Map<YamlNode, MappingEdit> fixes = new HashMap<>();
        if (reading.lost().isPresent() || reading.section() == MapSection.ACCOUNTS || !isBlock(reading)
                || !(node instanceof YamlNode.Mapping entry) || entry.pairs().size() > MOST_KEYS) {
            return fixes;
        }
        List<String> known = List.of(reading.section().arnKey(), "username", "groups");
        for (YamlNode.Pair pair : entry.pairs()) {
            if (pair.key() instanceof YamlNode.Scalar key && count(entry, key.value()) == 1) {
                JsonKeys.nearest(key.value(), known).filter(right -> count(entry, right) == 0)
                        .filter(right -> isTheOnlyOneFor(right, known, entry))
                        .ifPresent(right -> fixes.put(key, new MappingEdit.RenameKey(new EntryName(reading.section(),
                                key.value(), OptionalInt.of(reading.finding(FindingCode.KEY, key.spot(), "", "")
                                        .place().line())),
                                right)));
            }
        }
        return fixes;
    }

    /** Anchors may stand for keys elsewhere, and brackets are rewritten as a whole. */
    private static boolean isBlock(SectionReading reading) {
        return reading.yaml().isPresent() && reading.yaml().get() instanceof YamlText.Outcome.Tree tree
                && tree.anchor().isEmpty() && tree.root().isPresent()
                && tree.root().get() instanceof YamlNode.Sequence list && !list.marks().flow();
    }

    private static long count(YamlNode.Mapping entry, String key) {
        return entry.pairs().stream()
                .filter(pair -> pair.key() instanceof YamlNode.Scalar written && (written.value().equals(key)
                        || MapSection.isKey(written.value(), key)))
                .count();
    }

    private static boolean isTheOnlyOneFor(String right, List<String> known, YamlNode.Mapping entry) {
        return entry.pairs().stream().filter(pair -> pair.key() instanceof YamlNode.Scalar key
                && JsonKeys.nearest(key.value(), known).equals(Optional.of(right))).count() == 1;
    }

    /** The fix for a key of the ConfigMap. */
    static List<MappingEdit> ofTop(AwsAuth map, Finding finding) {
        String key = finding.place().section();
        if (finding.code().equals(FindingCode.TOP_CASE.code())) {
            return MapSection.all().stream().filter(section -> section.key().equalsIgnoreCase(key))
                    .filter(section -> isAbsent(map, section) && others(map, section) == 1)
                    .<MappingEdit>map(section -> new MappingEdit.RenameSection(key, section))
                    .filter(edit -> works(map, edit)).toList();
        }
        if (finding.code().equals(FindingCode.SECTION_LIST.code())) {
            return MapSection.byKey(key).stream().<MappingEdit>map(MappingEdit.SectionAsText::new)
                    .filter(edit -> works(map, edit)).toList();
        }
        return List.of();
    }

    /** There are three sections at most, so trying costs little. A section that nobody can read is mended first. */
    private static boolean works(AwsAuth map, MappingEdit edit) {
        return MappingEditor.edit(map, edit) instanceof EditOutcome.Edited edited
                && map.unreadableSections().containsAll(edited.after().unreadableSections());
    }

    private static boolean isAbsent(AwsAuth map, MapSection section) {
        return !map.data().containsKey(section.key())
                && map.sections().stream().noneMatch(reading -> reading.section() == section);
    }

    private static long others(AwsAuth map, MapSection section) {
        return map.findings().stream().filter(finding -> finding.code().equals(FindingCode.TOP_CASE.code())
                && finding.place().section().equalsIgnoreCase(section.key())).count();
    }
}
