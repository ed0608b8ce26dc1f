package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.RulePlace;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Edits {@code aws-auth} and leaves what people wrote: comments, order, quotes and indentation of everything that is not
 * edited stay byte for byte.
 *
 * <p>In a section with dashes an edit touches the lines of its entry and no other. A section in brackets is written as a
 * block first, and a note says so. A section that cannot be read, or that has anchors, is refused; the others can still
 * be edited. Every result is read again, and given out only if it says what was asked for.
 */
public final class MappingEditor {

    private MappingEditor() {}

    /**
     * Makes all edits or none.
     *
     * @param map the map, from a ConfigMap's data or from a file
     * @param edits made one after the other; the lines that they name are those of the map as it is given
     */
    public static EditOutcome edit(AwsAuth map, List<? extends MappingEdit> edits) {
        return map.manifest().isPresent()
                ? ManifestEditor.edit(map, map.manifest().get(), edits)
                : editData(map, edits);
    }

    /** As {@link #edit(AwsAuth, List)}, with one edit. */
    public static EditOutcome edit(AwsAuth map, MappingEdit edit) {
        return edit(map, List.of(edit));
    }

    private static EditOutcome editData(AwsAuth map, List<? extends MappingEdit> edits) {
        Map<String, String> data = new HashMap<>(map.data());
        Set<String> notes = new LinkedHashSet<>();
        for (MappingEdit edit : edits) {
            String key = edit.section().key();
            String text = data.getOrDefault(key, "");
            try {
                if (edit instanceof MappingEdit.OfKeys ofKeys) {
                    SectionKeys.edit(data, ofKeys);
                    continue;
                }
                SectionEditor.Result result = SectionEditor.edit(map.source(), text,
                        followed((MappingEdit.OfEntries) edit, map.data().getOrDefault(key, ""), text));
                data.put(key, result.text());
                notes.addAll(result.notes());
            } catch (RefusedEdit e) {
                return refused(map.source(), key, text, e);
            }
        }
        AwsAuth after = AwsAuth.parse(data);
        return new EditOutcome.Edited(after, LineChanges.between(map, after), List.copyOf(notes));
    }

    static EditOutcome.Refused refused(String source, String section, String text, RefusedEdit e) {
        return new EditOutcome.Refused(e.reason(), new RulePlace(source, section, e.spot().line()), e.spot().column(),
                new TextLines(text).line(e.spot().line()), e.problem(), e.remedy());
    }

    /** An edit whose line is of an earlier text, for a later one. */
    static MappingEdit.OfEntries followed(MappingEdit.OfEntries edit, String earlier, String later) {
        OptionalInt line = edit.target().map(EntryName::line).orElse(OptionalInt.empty());
        if (line.isEmpty() || earlier.equals(later)) {
            return edit;
        }
        int moved = line.getAsInt();
        for (LineDiff.Hunk hunk : LineDiff.hunks(new TextLines(earlier).all(), new TextLines(later).all())) {
            if (hunk.beforeTo() < line.getAsInt()) {
                moved += (hunk.afterTo() - hunk.afterFrom()) - (hunk.beforeTo() - hunk.beforeFrom());
            }
        }
        return edit.on(OptionalInt.of(moved));
    }
}
