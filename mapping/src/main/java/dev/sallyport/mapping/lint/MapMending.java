package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.LineChanges;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Mends what can be mended mechanically, and leaves the rest of the text as it is.
 *
 * <p>An entry may have several faults, and mending one of them may give it another name. So each round mends one fault an
 * entry, and the text is judged anew. What cannot be edited where it stands (a section with anchors) is left, and said.
 */
public final class MapMending {

    private static final int MOST_ROUNDS = 20; // no entry has so many faults

    private final Set<String> left = new HashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private MapMending() {}

    /** The map with everything mended that can be; the same map where that is nothing. */
    public static EditOutcome.Edited of(AwsAuth map) {
        return new MapMending().mend(map);
    }

    private EditOutcome.Edited mend(AwsAuth map) {
        AwsAuth now = map;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<LintFinding> faults = oneForEachEntry(now);
            if (faults.isEmpty()) {
                break;
            }
            now = mended(now, faults);
        }
        return new EditOutcome.Edited(now, LineChanges.between(map, now), List.copyOf(notes));
    }

    private List<LintFinding> oneForEachEntry(AwsAuth map) {
        Set<EntryName> taken = new HashSet<>();
        List<LintFinding> faults = new ArrayList<>();
        for (LintFinding found : MapLint.of(map)) {
            List<EntryName> entries = found.fix().stream().flatMap(edit -> edit.target().stream()).toList();
            if (!found.fix().isEmpty() && !left.contains(key(found)) && entries.stream().noneMatch(taken::contains)) {
                taken.addAll(entries);
                faults.add(found);
            }
        }
        return faults;
    }

    private AwsAuth mended(AwsAuth map, List<LintFinding> faults) {
        List<MappingEdit> edits = faults.stream().flatMap(found -> found.fix().stream()).distinct().toList();
        return switch (MappingEditor.edit(map, edits)) {
            case EditOutcome.Edited edited -> {
                notes.addAll(edited.notes());
                yield edited.after();
            }
            case EditOutcome.Refused refused when faults.size() == 1 -> {
                left.add(key(faults.getFirst()));
                notes.add(faults.getFirst().finding().place() + " is left as it is: " + refused.message());
                yield map;
            }
            case EditOutcome.Refused _ -> firstOf(map, faults);
        };
    }

    /** Where not all of them can be, the first one that can; the next round goes on. */
    private AwsAuth firstOf(AwsAuth map, List<LintFinding> faults) {
        for (LintFinding fault : faults) {
            AwsAuth after = mended(map, List.of(fault));
            if (!left.contains(key(fault))) {
                return after;
            }
        }
        return map;
    }

    /** A fault, wherever it stands by then. */
    private static String key(LintFinding found) {
        Finding finding = found.finding();
        return finding.code() + " " + finding.place().section() + " " + finding.message() + " " + found.fix();
    }
}
