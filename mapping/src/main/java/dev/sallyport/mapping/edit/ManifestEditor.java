package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.yaml.Spot;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Edits the map in a file. A section is edited as a text by itself; {@link ManifestText} puts the lines that differ into
 * the file. Then the file is read again: it must hold that very text, and everything else that it held.
 */
final class ManifestEditor {

    private ManifestEditor() {}

    static EditOutcome edit(AwsAuth map, String text, List<? extends MappingEdit> edits) {
        AwsAuth now = map;
        Set<String> notes = new LinkedHashSet<>();
        for (MappingEdit edit : edits) {
            try {
                demandReadable(now);
                if (edit instanceof MappingEdit.OfKeys ofKeys) {
                    now = SectionKeys.edit(now, ofKeys);
                    continue;
                }
                ManifestText file = ManifestText.of(text(now), edit.section());
                SectionEditor.Result result = section(map.source(), file,
                        MappingEditor.followed((MappingEdit.OfEntries) edit, text, text(now)));
                AwsAuth edited = AwsAuth.parseManifest(map.source(), file.with(result.text()));
                check(edit.section(), now, edited, result.text());
                notes.addAll(result.notes());
                file.note().ifPresent(notes::add);
                now = edited;
            } catch (RefusedEdit e) {
                return MappingEditor.refused(map.source(), edit.section().key(), text(now), e);
            }
        }
        return new EditOutcome.Edited(now, LineDiff.changes(map.source(), "", text, text(now)), List.copyOf(notes));
    }

    private static String text(AwsAuth map) {
        return map.manifest().orElseThrow();
    }

    /** A file of which nothing can be read has one finding that says so. */
    private static void demandReadable(AwsAuth map) throws RefusedEdit {
        for (Finding finding : map.findings()) {
            if (finding.code().equals("A-FILE")) {
                throw new RefusedEdit(EditOutcome.Reason.UNREADABLE,
                        new Spot(finding.place().line(), finding.column()),
                        finding.message(), "Mend the file by hand; one that cannot be read is not rewritten.");
            }
        }
    }

    private static SectionEditor.Result section(String source, ManifestText file, MappingEdit.OfEntries edit)
            throws RefusedEdit {
        try {
            return SectionEditor.edit(source, file.section(), file.inSection(edit),
                    line -> file.inFile(new Spot(line, 1)).line());
        } catch (RefusedEdit e) {
            throw e.spot().equals(RefusedEdit.NOWHERE) ? e : e.at(file.inFile(e.spot()));
        }
    }

    private static void check(MapSection section, AwsAuth before, AwsAuth after, String wanted) throws RefusedEdit {
        Map<String, String> expected = new HashMap<>(before.data());
        Map<String, String> data = new HashMap<>(after.data());
        expected.remove(section.key());
        String got = data.remove(section.key());
        boolean held = got != null && data.equals(expected) && saysTheSame(section, wanted, got);
        if (!held) {
            throw new RefusedEdit(EditOutcome.Reason.CHECK, RefusedEdit.NOWHERE,
                    "the edited file would not hold the " + section.key()
                            + " that was asked for, so nothing was written",
                    "Write " + section.key() + ": | with its list indented below, and try again.");
        }
    }

    /** How a block begins may take the last line's end away, or leave blank lines below. */
    private static boolean saysTheSame(MapSection section, String wanted, String got) {
        try {
            return got.equals(wanted) || (withoutLastBreaks(got).equals(withoutLastBreaks(wanted))
                    && new EditCheck(SectionText.of("", section, wanted), SectionText.of("", section, got))
                            .saysTheSame());
        } catch (RefusedEdit e) {
            return false;
        }
    }

    private static String withoutLastBreaks(String text) {
        return text.replaceAll("[\\r\\n]+$", "");
    }
}
