package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes one edit in one section's text.
 *
 * <p>The text is cut into entries by the lines of their dashes; an edit touches the lines of one entry and no other. A
 * section in brackets becomes a block first. What comes out is read again and held against what was asked for.
 */
final class SectionEditor {

    private final String source;
    private final MapSection section;
    private final IntUnaryOperator shownLine;
    private final List<String> notes = new ArrayList<>();

    /** A section's new text, and what people should know. */
    record Result(String text, List<String> notes) {}

    private SectionEditor(String source, MapSection section, IntUnaryOperator shownLine) {
        this.source = source;
        this.section = section;
        this.shownLine = shownLine;
    }

    /** The section's text after an edit; an absent section is an empty text. */
    static Result edit(String source, String text, MappingEdit.OfEntries edit) throws RefusedEdit {
        return edit(source, text, edit, IntUnaryOperator.identity());
    }

    /**
     * As {@link #edit(String, String, MappingEdit.OfEntries)}.
     *
     * @param shownLine what people call a line of the text, which may stand somewhere in a file
     */
    static Result edit(String source, String text, MappingEdit.OfEntries edit, IntUnaryOperator shownLine)
            throws RefusedEdit {
        SectionEditor editor = new SectionEditor(source, edit.section(), shownLine);
        SectionText given = editor.read(text);
        SectionText before = editor.asBlock(given);
        String edited = switch (editor.followed(edit, given, before)) {
            case MappingEdit.AddPrincipal add -> editor.add(before, add);
            case MappingEdit.AddAccount add -> editor.add(before, add);
            case MappingEdit.Change change -> editor.change(before, change);
            case MappingEdit.Remove remove -> editor.remove(before, remove);
            case MappingEdit.RenameKey rename -> editor.rename(before, rename);
        };
        return new Result(edited, editor.notes);
    }

    /** An edit that names a line, after the lines have moved. */
    private MappingEdit.OfEntries followed(MappingEdit.OfEntries edit, SectionText given, SectionText block)
            throws RefusedEdit {
        Optional<EntryName> entry = edit.target().filter(target -> target.line().isPresent());
        if (entry.isEmpty() || !FlowSection.isFlow(given)) {
            return edit;
        }
        if (!(edit instanceof MappingEdit.RenameKey)) { // which names a key, not an entry
            only(given, entry.get());
        }
        List<Integer> meant = given.named(entry.get());
        return edit.on(meant.size() == 1
                ? OptionalInt.of(block.rule(meant.getFirst()).orElseThrow().place().line())
                : OptionalInt.empty());
    }

    private SectionText read(String text) throws RefusedEdit {
        return SectionText.of(source, section, text);
    }

    private SectionText asBlock(SectionText given) throws RefusedEdit {
        if (!FlowSection.isFlow(given)) {
            return given;
        }
        Optional<Spot> rest = given.rest();
        if (rest.isPresent()) {
            throw new RefusedEdit(EditOutcome.Reason.STYLE, rest.get(),
                    "something stands behind the list in brackets, which nobody reads",
                    "Take it out, or put it into the list, and try again.");
        }
        SectionText block = reread(FlowSection.asBlock(given));
        check(new EditCheck(given, block).saysTheSame());
        if (given.size() > 0) {
            notes.add(section.key() + " was written in brackets and is a block now");
        }
        return block;
    }

    /** What was written, read again. */
    private SectionText reread(String edited) throws RefusedEdit {
        try {
            return read(edited);
        } catch (RefusedEdit e) {
            throw notAsAsked(); // its place would be one in a text that nobody sees
        }
    }

    private void check(boolean held) throws RefusedEdit {
        if (!held) {
            throw notAsAsked();
        }
    }

    private RefusedEdit notAsAsked() {
        return new RefusedEdit(EditOutcome.Reason.CHECK, RefusedEdit.NOWHERE, "the edited " + section.key()
                + " would not say what was asked for, so nothing was written", EntryChange.BY_HAND);
    }

    private String add(SectionText before, MappingEdit.AddPrincipal add) throws RefusedEdit {
        demandAbsent(before, add.arn());
        String edited = append(before, EntryStyle.of(before).lines(add.arn(), add.username(), add.groups()));
        check(new EditCheck(before, reread(edited)).added(add));
        return edited;
    }

    private String add(SectionText before, MappingEdit.AddAccount add) throws RefusedEdit {
        demandAbsent(before, add.accountId());
        String edited = append(before, EntryStyle.of(before).line(add.accountId()));
        check(new EditCheck(before, reread(edited)).added(add));
        return edited;
    }

    private void demandAbsent(SectionText before, String subject) throws RefusedEdit {
        List<Integer> present = before.named(EntryName.of(section, subject));
        if (!present.isEmpty()) {
            throw new RefusedEdit(EditOutcome.Reason.ALREADY_THERE, before.item(present.getLast()).spot(),
                    "this " + section.noun() + " has an entry already",
                    "Change that entry; of two for one ARN only the last would count.");
        }
    }

    private static String append(SectionText before, List<String> entry) {
        TextLines lines = before.lines();
        if (before.size() > 0) {
            return Splice.apply(before.text(),
                    List.of(lines.insertAfter(before.lastLine(before.size() - 1), entry)));
        }
        String habit = lines.habit();
        String block = String.join(habit, entry) + habit;
        if (before.nothing().isPresent()) {
            return inPlaceOf(before, before.nothing().get(), block);
        }
        boolean placeholder = SectionReading.isBlank(before.text())
                && (!before.text().isBlank() || before.text().contains("\t")); // a tab would break what follows
        return placeholder
                ? block
                : Splice.apply(before.text(), List.of(lines.insertAfter(lines.count(), entry)));
    }

    /** Puts a block where {@code ~} or the like stands, or an empty document does. */
    private static String inPlaceOf(SectionText before, YamlNode nothing, String block) {
        TextLines lines = before.lines();
        int line = nothing.spot().line();
        int from = lines.offset(nothing.spot());
        int to = lines.offset(nothing.end());
        if (from == to) {
            return Splice.apply(before.text(), List.of(new Splice(lines.start(line), lines.start(line),
                    from == before.text().length() && !endsLine(before.text()) ? lines.habit() + block : block)));
        }
        boolean first = before.text().substring(lines.start(line), from).isBlank();
        boolean last = before.text().substring(to, lines.end(line)).isBlank();
        return Splice.apply(before.text(), List.of(new Splice(first ? lines.start(line) : from,
                last ? lines.next(line) : to, (first ? "" : lines.habit()) + block)));
    }

    private static boolean endsLine(String text) {
        return text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
    }

    private String change(SectionText before, MappingEdit.Change change) throws RefusedEdit {
        int index = only(before, change.entry());
        if (change.arn().isPresent()) {
            List<Integer> others = new ArrayList<>(before.named(EntryName.of(section, change.arn().get())));
            others.remove(Integer.valueOf(index));
            if (!others.isEmpty()) {
                demandAbsent(before, change.arn().get());
            }
        }
        String edited = Splice.apply(before.text(), EntryChange.of(before, index, change));
        check(new EditCheck(before, reread(edited)).changed(index, change));
        return edited;
    }

    private String rename(SectionText before, MappingEdit.RenameKey rename) throws RefusedEdit {
        KeyRename renaming = KeyRename.of(before, rename);
        String edited = Splice.apply(before.text(), List.of(renaming.splice()));
        check(new EditCheck(before, reread(edited)).renamed(renaming.index(), rename));
        return edited;
    }

    private String remove(SectionText before, MappingEdit.Remove remove) throws RefusedEdit {
        int index = only(before, remove.entry());
        TextLines lines = before.lines();
        Splice gone = lines.delete(before.firstLine(index), before.lastLine(index));
        if (before.size() == 1 && !commentBeside(lines, before.firstLine(0), before.lastLine(0))) {
            gone = new Splice(gone.from(), gone.to(),
                    " ".repeat(before.dash(0).column() - 1) + "[]" + lines.breakOf(before.lastLine(0)));
        }
        String edited = Splice.apply(before.text(), List.of(gone));
        check(new EditCheck(before, reread(edited)).removed(index));
        return edited;
    }

    private static boolean commentBeside(TextLines lines, int first, int last) {
        for (int line = 1; line <= lines.count(); line++) {
            if ((line < first || line > last) && lines.isComment(line)) {
                return true;
            }
        }
        return false;
    }

    private int only(SectionText before, EntryName entry) throws RefusedEdit {
        List<Integer> named = before.named(entry);
        if (named.isEmpty()) {
            throw new RefusedEdit(EditOutcome.Reason.NO_SUCH_ENTRY, RefusedEdit.NOWHERE,
                    section.key() + " has no entry for " + Quoted.of(entry.subject())
                            + (entry.line().isPresent() ? " on line " + shown(entry.line().getAsInt()) : ""),
                    "List the entries, and take the ARN as it stands there.");
        }
        if (named.size() > 1) {
            Spot first = before.item(named.getFirst()).spot();
            String all = named.stream().flatMap(index -> before.rule(index).stream()).map(MappingRule::place)
                    .map(place -> String.valueOf(shown(place.line()))).collect(Collectors.joining(", "));
            throw new RefusedEdit(EditOutcome.Reason.AMBIGUOUS, first,
                    "this ARN stands in more than one entry, on lines " + all,
                    "Name the line of the one that you mean.");
        }
        return named.getFirst();
    }

    private int shown(int line) {
        return shownLine.applyAsInt(line);
    }
}
