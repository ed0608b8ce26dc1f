package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.ManifestLayout;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Edits the keys that hold the sections: one in another case gets its right name, and a section that a file gives as a
 * list becomes text, its lines as they are or, where they stand no deeper than their key, indented. What comes out is
 * read again: it must be what the section was meant to say, and all else as it was.
 */
final class SectionKeys {

    private static final String BY_HAND = "Mend this by hand.";

    private final AwsAuth map;
    private final String text;
    private final TextLines lines;

    private SectionKeys(AwsAuth map) {
        this.map = map;
        this.text = map.manifest().orElseThrow();
        this.lines = new TextLines(text);
    }

    /** Edits the keys of a ConfigMap's data, in their place. */
    static void edit(Map<String, String> data, MappingEdit.OfKeys edit) throws RefusedEdit {
        switch (edit) {
            case MappingEdit.RenameSection(String from, MapSection section) -> {
                String value = data.get(from);
                if (value == null || data.containsKey(section.key())) {
                    throw refused(RefusedEdit.NOWHERE, value == null
                            ? "there is no key " + Quoted.of(from)
                            : "there is a " + section.key() + " already");
                }
                data.remove(from);
                data.put(section.key(), value);
            }
            case MappingEdit.SectionAsText(MapSection section) ->
                throw refused(RefusedEdit.NOWHERE, section.key() + " is text already");
        }
    }

    /** The file after the edit. */
    static AwsAuth edit(AwsAuth map, MappingEdit.OfKeys edit) throws RefusedEdit {
        SectionKeys keys = new SectionKeys(map);
        return switch (edit) {
            case MappingEdit.RenameSection rename -> keys.rename(rename);
            case MappingEdit.SectionAsText(MapSection section) -> keys.asText(section);
        };
    }

    private ManifestLayout layout() throws RefusedEdit {
        if (YamlText.read(text) instanceof YamlText.Outcome.Tree tree && tree.anchor().isEmpty()
                && tree.root().isPresent() && tree.root().get() instanceof YamlNode.Mapping file) {
            return ManifestLayout.of(file);
        }
        throw refused(RefusedEdit.NOWHERE, "the file cannot be read, or uses anchors");
    }

    private AwsAuth rename(MappingEdit.RenameSection rename) throws RefusedEdit {
        ManifestLayout layout = layout();
        List<YamlNode> keys = layout.home().stream().flatMap(home -> home.pairs().stream()).map(YamlNode.Pair::key)
                .filter(key -> key instanceof YamlNode.Scalar written && written.value().equals(rename.from()))
                .toList();
        if (keys.size() != 1 || layout.sections().containsKey(rename.section())) {
            throw refused(keys.isEmpty() ? RefusedEdit.NOWHERE : keys.getLast().spot(),
                    "the key " + Quoted.of(rename.from()) + " cannot become " + rename.section().key()
                            + ": it is not there just once, or the other is there already");
        }
        int from = lines.offset(keys.getFirst().spot());
        int to = lines.offset(keys.getFirst().end());
        String key = ScalarText.like(text.substring(from, to), rename.section().key(), true);
        AwsAuth after = AwsAuth.parseManifest(map.source(),
                Splice.apply(text, List.of(new Splice(from, to, key))));
        Map<String, String> expected = new HashMap<>(map.data());
        String value = expected.remove(rename.from());
        if (value != null) {
            expected.put(rename.section().key(), value);
        }
        check(after.data().equals(expected));
        return after;
    }

    private AwsAuth asText(MapSection section) throws RefusedEdit {
        Optional<YamlNode.Pair> found = Optional.ofNullable(layout().sections().get(section));
        if (found.isEmpty() || !(found.get().value() instanceof YamlNode.Sequence list) || list.marks().flow()
                || list.items().isEmpty()) {
            throw refused(found.map(pair -> pair.key().spot()).orElse(RefusedEdit.NOWHERE),
                    section.key() + " is no list with dashes");
        }
        int keyLine = found.get().key().spot().line();
        int keyColumn = found.get().key().spot().column() - 1;
        int behindKey = lines.offset(found.get().key().end());
        int colon = text.indexOf(':', behindKey);
        if (list.spot().line() <= keyLine || colon < 0 || colon > lines.end(keyLine)
                || !text.substring(behindKey, colon).isBlank()
                || !isNothing(text.substring(colon + 1, lines.end(keyLine)))) {
            throw refused(found.get().key().spot(), "something stands behind the colon of " + section.key());
        }
        List<Splice> splices = new ArrayList<>(List.of(new Splice(colon + 1, colon + 1, " |")));
        int last = list.end().line();
        int indent = list.marks().dashes().getFirst().column() - 1;
        int least = indent > keyColumn ? indent : keyColumn + LiteralBlock.STEP;
        for (int line = keyLine + 1; line <= last; line++) {
            int deeper = Math.max(least - indent, least - lines.indent(line));
            if (deeper > 0 && !lines.isBlank(line)) {
                splices.add(new Splice(lines.start(line), lines.start(line), " ".repeat(deeper)));
            }
        }
        AwsAuth after = AwsAuth.parseManifest(map.source(), Splice.apply(text, splices));
        Map<String, String> others = new HashMap<>(after.data());
        check(others.remove(section.key()) != null && others.equals(map.data())
                && reading(after, section).filter(read -> read.lost().isEmpty()).isPresent()
                && rules(after).equals(rules(map)));
        return after;
    }

    /** Behind a colon: nothing, or a comment. */
    private static boolean isNothing(String rest) {
        return rest.isBlank() || (rest.startsWith(" ") && rest.strip().startsWith("#"));
    }

    private static Optional<SectionReading> reading(AwsAuth map, MapSection section) {
        return map.sections().stream().filter(reading -> reading.section() == section).findFirst();
    }

    private static List<MappingRule> rules(AwsAuth map) {
        return map.sections().stream().flatMap(section -> section.rules().stream())
                .map(rule -> rule.at(new RulePlace("", "", 0))).toList();
    }

    private static void check(boolean held) throws RefusedEdit {
        if (!held) {
            throw new RefusedEdit(EditOutcome.Reason.CHECK, RefusedEdit.NOWHERE,
                    "the edited file would not say what was asked for, so nothing was written", BY_HAND);
        }
    }

    private static RefusedEdit refused(Spot spot, String problem) {
        return new RefusedEdit(EditOutcome.Reason.STYLE, spot, problem, BY_HAND);
    }
}
