package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes a list of groups that is written with dashes: lines of groups that stay are left alone with their comments,
 * others go, new ones come behind the line that they follow.
 */
final class GroupLines {

    private final SectionText section;
    private final YamlNode.Sequence list;
    private final List<Meaning> meanings;

    private GroupLines(SectionText section, YamlNode.Sequence list) {
        this.section = section;
        this.list = list;
        this.meanings = list.items().stream().map(Meaning::of).toList();
    }

    static List<Splice> of(SectionText section, YamlNode.Sequence list, List<String> groups) {
        return new GroupLines(section, list).changedTo(groups);
    }

    private List<Splice> changedTo(List<String> groups) {
        List<Splice> splices = new ArrayList<>();
        Set<Integer> kept = new HashSet<>();
        List<String> pending = new ArrayList<>();
        int line = firstLine(0) - 1;
        int from = 0;
        for (String group : groups) {
            int index = indexOf(group, from);
            if (index < 0) {
                pending.add(newLine(group));
                continue;
            }
            insert(splices, line, pending);
            kept.add(index);
            line = lastLine(index);
            from = index + 1;
        }
        insert(splices, line, pending);
        for (int i = 0; i < list.items().size(); i++) {
            if (!kept.contains(i)) {
                splices.add(section.lines().delete(firstLine(i), lastLine(i)));
            }
        }
        return splices;
    }

    private int indexOf(String group, int from) {
        int index = meanings.subList(from, meanings.size()).indexOf(new Meaning.Single("text", group));
        return index < 0 ? index : from + index;
    }

    private int firstLine(int index) {
        return list.marks().dashes().get(index).line();
    }

    private int lastLine(int index) {
        return list.items().get(index).end().line();
    }

    private void insert(List<Splice> splices, int line, List<String> pending) {
        if (!pending.isEmpty()) {
            splices.add(section.lines().insertAfter(line, pending));
            pending.clear();
        }
    }

    /** A line for one more group, written as the list's last one is. */
    private String newLine(String group) {
        YamlNode last = list.items().getLast();
        int dash = list.marks().dashes().getLast().column();
        int gap = last.spot().line() == list.marks().dashes().getLast().line() ? last.spot().column() - dash : 2;
        return " ".repeat(dash - 1) + "-" + " ".repeat(Math.max(1, gap - 1))
                + ScalarText.like(section.written(last), group, false);
    }
}
