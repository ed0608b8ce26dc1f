package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The comments within a list in brackets, each with the item that it stands in, beside or above. Between two scalars
 * there are only marks and blanks, so that a {@code #} there begins a comment.
 */
final class FlowComments {

    private final SectionText section;
    private final YamlNode.Sequence list;
    private final Map<Integer, List<String>> byItem = new HashMap<>();
    private int at;

    private FlowComments(SectionText section, YamlNode.Sequence list) {
        this.section = section;
        this.list = list;
        this.at = section.lines().offset(list.spot());
    }

    static FlowComments of(SectionText section, YamlNode.Sequence list) {
        FlowComments comments = new FlowComments(section, list);
        for (int i = 0; i < list.items().size(); i++) {
            comments.walk(list.items().get(i), i);
        }
        comments.takeUntil(section.lines().offset(list.end()), list.items().size());
        return comments;
    }

    /** The comments that go above an item, or below the last one. */
    List<String> of(int item) {
        return byItem.getOrDefault(item, List.of());
    }

    private void walk(YamlNode node, int item) {
        switch (node) {
            case YamlNode.Scalar scalar -> {
                takeUntil(section.lines().offset(scalar.spot()), item);
                at = Math.max(at, section.lines().offset(scalar.end()));
            }
            case YamlNode.Sequence several -> several.items().forEach(each -> walk(each, item));
            case YamlNode.Mapping map -> map.pairs().forEach(pair -> {
                walk(pair.key(), item);
                walk(pair.value(), item);
            });
            case YamlNode.Alias _ -> {
                // there is none: a section with anchors is refused
            }
        }
    }

    private void takeUntil(int end, int item) {
        while (at < end) {
            if (section.text().charAt(at) == '#' && isAfterGap()) {
                int lineEnd = lineEnd();
                add(isBeside(item - 1) ? item - 1 : item, section.text().substring(at, lineEnd).stripTrailing());
                at = lineEnd;
            } else {
                at++;
            }
        }
    }

    private boolean isAfterGap() {
        return at == 0 || Character.isWhitespace(section.text().charAt(at - 1)) || "[]{},".indexOf(
                section.text().charAt(at - 1)) >= 0;
    }

    private int lineEnd() {
        return section.lines().end(lineOf(at));
    }

    private int lineOf(int offset) {
        int line = list.spot().line();
        while (section.lines().next(line) <= offset) {
            line++;
        }
        return line;
    }

    private boolean isBeside(int item) {
        return item >= 0 && list.items().get(item).end().line() == lineOf(at);
    }

    private void add(int item, String comment) {
        byItem.computeIfAbsent(item, _ -> new ArrayList<>()).add(comment);
    }
}
