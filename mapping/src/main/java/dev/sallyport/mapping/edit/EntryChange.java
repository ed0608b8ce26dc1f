package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes the values of one entry where they stand. A key that stands twice gets the new value twice, so that it does
 * not matter which of them counts; a key that is missing is put behind the one that it usually follows.
 */
final class EntryChange {

    static final String BY_HAND = "Change this entry by hand, or remove it and add it again.";

    private final SectionText section;
    private final YamlNode.Mapping entry;
    private final List<Splice> splices = new ArrayList<>();

    private EntryChange(SectionText section, YamlNode.Mapping entry) {
        this.section = section;
        this.entry = entry;
    }

    static List<Splice> of(SectionText section, int index, MappingEdit.Change change) throws RefusedEdit {
        if (!(section.item(index) instanceof YamlNode.Mapping entry)) {
            throw style(section.item(index).spot(), "this entry is no map");
        }
        EntryChange changing = new EntryChange(section, entry);
        if (change.arn().isPresent()) {
            changing.put(section.section().arnKey(), change.arn().get());
        }
        if (change.username().isPresent()) {
            changing.put("username", change.username().get());
        }
        if (change.groups().isPresent()) {
            changing.putGroups(change.groups().get());
        }
        return changing.splices;
    }

    static RefusedEdit style(Spot spot, String problem) {
        return new RefusedEdit(EditOutcome.Reason.STYLE, spot, problem + ", so it cannot be changed in its place",
                BY_HAND);
    }

    private void put(String key, String value) throws RefusedEdit {
        List<YamlNode.Pair> pairs = EntryKeys.pairs(entry, key);
        for (YamlNode.Pair pair : pairs) {
            String old = section.written(pair.value());
            replace(pair, ScalarText.like(old, value, flow()));
        }
        if (pairs.isEmpty()) {
            insert(List.of(key + ": " + ScalarText.of(value, flow())));
        }
    }

    private boolean flow() {
        return entry.marks().flow();
    }

    private void replace(YamlNode.Pair pair, String value) throws RefusedEdit {
        int from = section.lines().offset(pair.value().spot());
        int to = section.lines().offset(pair.value().end());
        if (from < to) {
            splices.add(new Splice(from, to, value));
        } else {
            int behind = behindColon(pair);
            splices.add(new Splice(behind, behind, " " + value));
        }
    }

    private int behindColon(YamlNode.Pair pair) throws RefusedEdit {
        int at = section.lines().offset(pair.key().end());
        String text = section.text();
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at == text.length() || text.charAt(at) != ':') {
            throw style(pair.key().spot(), "no colon follows this key");
        }
        return at + 1;
    }

    private void putGroups(List<String> groups) throws RefusedEdit {
        List<YamlNode.Pair> pairs = EntryKeys.pairs(entry, "groups");
        for (YamlNode.Pair pair : pairs) {
            YamlNode value = pair.value();
            if (value instanceof YamlNode.Sequence list && !list.marks().flow() && !flow()) {
                putInto(pair, list, groups);
            } else if (isEmpty(value) && !flow() && !groups.isEmpty()) {
                List<String> lines = EntryStyle.of(section).groups(groups);
                if (lines.size() == 1) {
                    replace(pair, EntryStyle.inBrackets(groups));
                } else {
                    insertBehind(pair.key().spot().line(), lines.subList(1, lines.size()));
                }
            } else {
                demandNoComment(value);
                replace(pair, EntryStyle.inBrackets(groups));
            }
        }
        if (pairs.isEmpty()) {
            insert(flow()
                    ? List.of("groups: " + EntryStyle.inBrackets(groups))
                    : EntryStyle.of(section).groups(groups));
        }
    }

    private boolean isEmpty(YamlNode value) {
        return section.written(value).isEmpty();
    }

    private void putInto(YamlNode.Pair pair, YamlNode.Sequence list, List<String> groups) throws RefusedEdit {
        splices.addAll(GroupLines.of(section, list, groups));
        if (groups.isEmpty()) {
            int behind = behindColon(pair);
            splices.add(new Splice(behind, behind, " []"));
        }
    }

    /** A list in brackets is written anew; what somebody noted down between them is not to get lost. */
    private void demandNoComment(YamlNode value) throws RefusedEdit {
        for (int line = value.spot().line(); line < value.end().line(); line++) {
            if (section.lines().line(line).contains("#")) {
                throw style(value.spot(), "comments stand within this list in brackets");
            }
        }
    }

    /** Puts a key behind the ARN's and the user name's, or behind whatever comes last. */
    private void insert(List<String> lines) {
        YamlNode.Pair before = entry.pairs().reversed().stream()
                .filter(pair -> EntryKeys.is(pair, section.section().arnKey()) || EntryKeys.is(pair, "username"))
                .findFirst().orElse(entry.pairs().getLast());
        if (flow()) {
            int at = section.lines().offset(before.value().end());
            splices.add(new Splice(at, at, ", " + lines.getFirst()));
            return;
        }
        insertBehind(before.value().end().line(), lines);
    }

    private void insertBehind(int line, List<String> content) {
        String indent = " ".repeat(entry.spot().column() - 1);
        splices.add(section.lines().insertAfter(line, content.stream().map(text -> indent + text).toList()));
    }
}
