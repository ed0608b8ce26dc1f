package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a section that stands in brackets as a block: an entry a dash, a key a line, lists of groups with dashes.
 * Scalars keep their quotes. A comment between the brackets goes above the entry that it stood in or beside.
 */
final class FlowSection {

    private final SectionText section;
    private final YamlNode.Sequence list;
    private final List<String> lines = new ArrayList<>();

    private FlowSection(SectionText section) {
        this.section = section;
        this.list = section.list().orElseThrow();
    }

    static boolean isFlow(SectionText section) {
        return section.list().filter(list -> list.marks().flow()).isPresent();
    }

    /** The section's text with its list as a block; without any list where it had no items. */
    static String asBlock(SectionText section) throws RefusedEdit {
        return new FlowSection(section).asBlock();
    }

    private String asBlock() throws RefusedEdit {
        TextLines text = section.lines();
        int first = list.spot().line();
        int last = list.end().line();
        String before = text.line(first).substring(0, text.offset(list.spot()) - text.start(first));
        if (!before.isBlank()) {
            lines.add(before.stripTrailing());
        }
        FlowComments comments = FlowComments.of(section, list);
        String behind = section.text().substring(text.offset(list.end()), text.end(last)).strip();
        for (int i = 0; i < list.items().size(); i++) {
            lines.addAll(comments.of(i));
            addItem(list.items().get(i));
        }
        lines.addAll(comments.of(list.items().size()));
        if (!behind.isEmpty()) {
            lines.add(behind);
        }
        String end = text.breakOf(last).isEmpty() ? text.habit() : text.breakOf(last);
        StringBuilder block = new StringBuilder();
        lines.forEach(line -> block.append(line).append(end));
        return Splice.apply(section.text(), List.of(new Splice(text.start(first), text.next(last), block.toString())));
    }

    private void addItem(YamlNode item) throws RefusedEdit {
        if (!(item instanceof YamlNode.Mapping map) || map.pairs().isEmpty()) {
            lines.add("- " + inLine(item));
            return;
        }
        String lead = "- ";
        for (YamlNode.Pair pair : map.pairs()) {
            addPair(lead + key(pair.key()) + ":", pair.value());
            lead = "  ";
        }
    }

    private void addPair(String lead, YamlNode value) throws RefusedEdit {
        Optional<List<String>> names = names(value);
        if (names.isPresent()) {
            lines.add(lead);
            names.get().forEach(name -> lines.add("  - " + name));
            return;
        }
        lines.add((lead + " " + inLine(value)).stripTrailing());
    }

    /** A list that may stand with dashes: of scalars, none of them empty. */
    private Optional<List<String>> names(YamlNode value) {
        if (!(value instanceof YamlNode.Sequence several) || several.items().isEmpty() || isTagged(value)) {
            return Optional.empty();
        }
        List<String> names = several.items().stream().map(item -> item instanceof YamlNode.Scalar scalar
                ? scalar(scalar)
                : "").toList();
        return names.contains("") ? Optional.empty() : Optional.of(names);
    }

    private boolean isTagged(YamlNode node) {
        return section.written(node).startsWith("!");
    }

    private String key(YamlNode node) throws RefusedEdit {
        if (!(node instanceof YamlNode.Scalar key)) {
            throw EntryChange.style(node.spot(), "a key is no text");
        }
        boolean quoted = key.tag().isEmpty() && !key.implicit();
        return quoted ? ScalarText.of(key.value(), false) : scalar(key);
    }

    /** A node on one line, as it is written where that is one line. */
    private String inLine(YamlNode node) throws RefusedEdit {
        if (node instanceof YamlNode.Scalar scalar && !isTagged(node)) {
            return scalar(scalar);
        }
        if (node.spot().line() == node.end().line()) {
            return section.written(node);
        }
        if (isTagged(node)) {
            throw EntryChange.style(node.spot(), "a value with a tag goes over several lines");
        }
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence several -> {
                List<String> items = new ArrayList<>();
                for (YamlNode item : several.items()) {
                    items.add(inLine(item));
                }
                yield "[" + String.join(", ", items) + "]";
            }
            case YamlNode.Mapping map -> {
                List<String> pairs = new ArrayList<>();
                for (YamlNode.Pair pair : map.pairs()) {
                    pairs.add(inLine(pair.key()) + ": " + inLine(pair.value()));
                }
                yield "{" + String.join(", ", pairs) + "}";
            }
            case YamlNode.Alias alias -> throw EntryChange.style(alias.spot(), "it holds an alias");
        };
    }

    /** As it is written, or in quotes where it only is what it is between brackets, such as {@code a:}. */
    private String scalar(YamlNode.Scalar scalar) {
        if (scalar.spot().line() != scalar.end().line()) {
            return ScalarText.inDoubleQuotes(scalar.value());
        }
        String written = section.written(scalar);
        boolean text = Meaning.of(scalar).equals(new Meaning.Single("text", scalar.value()));
        return !text || ScalarText.survives(written, scalar.value())
                ? written
                : ScalarText.inDoubleQuotes(scalar.value());
    }
}
