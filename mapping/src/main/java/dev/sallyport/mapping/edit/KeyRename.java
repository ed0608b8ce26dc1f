package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A key that gets another name.
 *
 * @param index of the item that it stands in
 * @param splice what is done to the text
 */
record KeyRename(int index, Splice splice) {

    /** Finds the key. Refused where it is not there just once, or where the entry has the other one already. */
    static KeyRename of(SectionText section, MappingEdit.RenameKey rename) throws RefusedEdit {
        List<KeyRename> found = new ArrayList<>();
        for (int i = 0; i < section.size(); i++) {
            if (section.item(i) instanceof YamlNode.Mapping entry) {
                for (YamlNode.Pair pair : entry.pairs()) {
                    if (isMeant(pair, rename.key())) {
                        demandAbsent(entry, rename.to());
                        found.add(new KeyRename(i, splice(section, entry, pair, rename.to())));
                    }
                }
            }
        }
        if (found.size() != 1) {
            throw new RefusedEdit(EditOutcome.Reason.NO_SUCH_ENTRY, RefusedEdit.NOWHERE,
                    "the key " + Quoted.of(rename.key().subject()) + " stands "
                            + (found.isEmpty() ? "nowhere" : "more than once")
                            + " where one was to be renamed",
                    EntryChange.BY_HAND);
        }
        return found.getFirst();
    }

    private static boolean isMeant(YamlNode.Pair pair, EntryName key) {
        OptionalInt line = key.line();
        return pair.key() instanceof YamlNode.Scalar written && written.value().equals(key.subject())
                && (line.isEmpty() || line.getAsInt() == written.spot().line());
    }

    private static void demandAbsent(YamlNode.Mapping entry, String key) throws RefusedEdit {
        if (!EntryKeys.pairs(entry, key).isEmpty()) {
            throw EntryChange.style(entry.spot(), "this entry has a " + key + " already");
        }
    }

    private static Splice splice(SectionText section, YamlNode.Mapping entry, YamlNode.Pair pair, String to) {
        return new Splice(section.lines().offset(pair.key().spot()), section.lines().offset(pair.key().end()),
                ScalarText.like(section.written(pair.key()), to, entry.marks().flow()));
    }
}
