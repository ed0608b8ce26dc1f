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
import java.util.stream.Stream;

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
        oneForEachEntry(now).stream().limit(1).forEach(found -> notes
                .add(found.finding().place() + " and what may come after it is not mended yet: mend once more"));
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
        List<LintFinding> possible = possible(map, faults);
        if (possible.isEmpty()) {
            return map;
        }
        return switch (MappingEditor.edit(map, edits(possible))) {
            case EditOutcome.Edited edited -> {
                notes.addAll(edited.notes());
                yield edited.after();
            }
            // two halves can be mended, and not together: the second one is the next round's
            case EditOutcome.Refused _ -> mended(map, possible.subList(0, possible.size() / 2));
        };
    }

    /** Those that can be mended where they stand. What stands in the way is found by halving, then left, and said. */
    private List<LintFinding> possible(AwsAuth map, List<LintFinding> faults) {
        return switch (MappingEditor.edit(map, edits(faults))) {
            case EditOutcome.Edited _ -> faults;
            case EditOutcome.Refused refused when faults.size() == 1 -> {
                left.add(key(faults.getFirst()));
                notes.add(faults.getFirst().finding().place() + " is left as it is: " + refused.message());
                yield List.of();
            }
            case EditOutcome.Refused _ -> {
                int half = faults.size() / 2;
                yield Stream.concat(possible(map, faults.subList(0, half)).stream(),
                        possible(map, faults.subList(half, faults.size())).stream()).toList();
            }
        };
    }

    private static List<MappingEdit> edits(List<LintFinding> faults) {
        return faults.stream().flatMap(found -> found.fix().stream()).distinct().toList();
    }

    /** A fault, on whatever line it stands by then. */
    private static String key(LintFinding found) {
        Finding finding = found.finding();
        return finding.code() + " " + finding.place().section() + " " + finding.message() + " " + found.fix().stream()
                .map(edit -> edit.section().key() + edit.target().map(EntryName::subject).orElse("")).toList();
    }
}
