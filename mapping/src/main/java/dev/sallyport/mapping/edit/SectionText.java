package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlEvaluation;
import dev.sallyport.mapping.yaml.YamlFault;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;
import dev.sallyport.mapping.yaml.YamlValue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A section's text with what stands where in it.
 *
 * @param reading what it says
 * @param list its list; empty where there is none yet
 * @param nothing what stands for an absent list, such as {@code ~}
 */
record SectionText(MapSection section, String text, TextLines lines, SectionReading reading,
        Optional<YamlNode.Sequence> list, Optional<YamlNode> nothing) {

    private static final String NO_ANCHORS = "Write out what the anchors stand for, and try again.";

    /**
     * Reads a section.
     *
     * @throws RefusedEdit when it cannot be read, has anchors, or is lost to the reference for one of its values: an
     *     edit in it would have no effect on EKS, or bring everybody else in it back
     */
    static SectionText of(String source, MapSection section, String text) throws RefusedEdit {
        SectionReading reading = SectionReading.of(source, section, text);
        TextLines lines = new TextLines(text);
        if (reading.yaml().isEmpty()) {
            return new SectionText(section, text, lines, reading, Optional.empty(), Optional.empty());
        }
        return switch (reading.yaml().get()) {
            case YamlText.Outcome.Broken broken ->
                throw unreadable(broken.spot(), reading, "this is no YAML: " + broken.problem());
            case YamlText.Outcome.Tree tree -> {
                if (tree.anchor().isPresent()) {
                    throw new RefusedEdit(EditOutcome.Reason.ANCHORS, tree.anchor().get(),
                            "the section uses an anchor, so an edit in one place could change another", NO_ANCHORS);
                }
                if (reading.lost().isPresent()) {
                    Finding lost = reading.lost().get();
                    throw unreadable(new Spot(lost.place().line(), lost.column()), reading, lost.message());
                }
                yield of(section, text, lines, reading, tree.root());
            }
        };
    }

    private static SectionText of(MapSection section, String text, TextLines lines, SectionReading reading,
            Optional<YamlNode> root) throws RefusedEdit {
        if (root.isPresent() && root.get() instanceof YamlNode.Sequence list) {
            return new SectionText(section, text, lines, reading, Optional.of(list), Optional.empty());
        }
        if (root.isPresent() && !isNothing(root.get())) {
            throw unreadable(root.get().spot(), reading, "the section is no list, so nothing in it is read");
        }
        return new SectionText(section, text, lines, reading, Optional.empty(), root);
    }

    private static boolean isNothing(YamlNode node) {
        try {
            return node instanceof YamlNode.Scalar scalar
                    && YamlEvaluation.scalar(scalar) instanceof YamlValue.Nothing;
        } catch (YamlFault.Found e) {
            return false;
        }
    }

    private static RefusedEdit unreadable(Spot spot, SectionReading reading, String otherwise) {
        return new RefusedEdit(EditOutcome.Reason.UNREADABLE, spot,
                reading.lost().map(Finding::message).orElse(otherwise),
                "Mend this line by hand, or what stands just before it; a section that cannot be read is not rewritten.");
    }

    /** Where something follows the list, which nobody reads. */
    Optional<Spot> rest() {
        return reading.yaml().filter(YamlText.Outcome.Tree.class::isInstance)
                .flatMap(outcome -> ((YamlText.Outcome.Tree) outcome).rest());
    }

    /** How many items the list has. */
    int size() {
        return list.map(sequence -> sequence.items().size()).orElse(0);
    }

    YamlNode item(int index) {
        return list.orElseThrow().items().get(index);
    }

    /** The rule that an item makes. */
    Optional<MappingRule> rule(int index) {
        List<SectionReading.Entry> entries = reading.entries();
        return index < entries.size() ? entries.get(index).rule() : Optional.empty();
    }

    /** The items whose rule speaks of the entry's principal, on its line if it names one. */
    List<Integer> named(EntryName entry) {
        return IntStream.range(0, size()).filter(i -> rule(i).filter(entry::names)
                .filter(rule -> entry.line().isEmpty() || rule.place().line() == entry.line().getAsInt()).isPresent())
                .boxed().toList();
    }

    /** The line of a block item's dash. */
    int firstLine(int index) {
        return dash(index).line();
    }

    Spot dash(int index) {
        return list.orElseThrow().marks().dashes().get(index);
    }

    /**
     * A block item's last line. Comments below the item are of it where they are indented deeper than its dash; else
     * they belong to what follows.
     */
    int lastLine(int index) {
        int end = item(index).end().line();
        int limit = end;
        int next = index + 1 < size() ? firstLine(index + 1) : lines.count() + 1;
        while (limit + 1 < next && (lines.isBlank(limit + 1) || lines.isComment(limit + 1))) {
            limit++;
        }
        int dashColumn = dash(index).column() - 1;
        while (limit > end && (lines.isBlank(limit) || lines.indent(limit) <= dashColumn)) {
            limit--;
        }
        return limit;
    }

    /** What a node says in the text, from its first character to its last. */
    String written(YamlNode node) {
        return text.substring(lines.offset(node.spot()), lines.offset(node.end()));
    }
}
