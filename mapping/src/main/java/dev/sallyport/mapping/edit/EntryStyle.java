package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the entries of a section are written, as its last ones show.
 *
 * @param dash how many spaces stand before a dash
 * @param offset how far behind the dash the keys begin
 * @param keys the order of the keys
 * @param groupIndent how many spaces deeper than their key the dashes of groups stand; -1 for groups in brackets
 * @param spaced whether a blank line stands between entries
 * @param quote the quote that account ids begin with; empty for none
 */
record EntryStyle(int dash, int offset, List<String> keys, int groupIndent, boolean spaced, String quote) {

    private static final int IN_BRACKETS = -1;

    private static List<String> usualKeys(MapSection section) {
        return List.of(section.arnKey(), "username", "groups");
    }

    static EntryStyle of(SectionText section) {
        int dash = section.size() == 0 ? 0 : section.dash(section.size() - 1).column() - 1;
        int offset = 2;
        String quote = "\"";
        List<String> keys = usualKeys(section.section());
        Optional<Integer> groupIndent = Optional.empty();
        for (int i = 0; i < section.size(); i++) {
            YamlNode item = section.item(i);
            if (item.spot().line() == section.dash(i).line()) {
                offset = Math.max(2, item.spot().column() - section.dash(i).column());
            }
            if (item instanceof YamlNode.Mapping map && !map.marks().flow() && !map.pairs().isEmpty()) {
                keys = keys(section.section(), map);
                groupIndent = Stream.concat(groupIndent(map).stream(), groupIndent.stream()).findFirst();
            } else if (item instanceof YamlNode.Scalar scalar) {
                quote = section.written(scalar).startsWith("'") ? "'" : scalar.implicit() ? "" : "\"";
            }
        }
        int last = section.size() - 1;
        boolean spaced = last > 0 && section.lines().isBlank(section.lastLine(last - 1) + 1);
        return new EntryStyle(dash, offset, keys, groupIndent.orElse(0), spaced, quote);
    }

    private static List<String> keys(MapSection section, YamlNode.Mapping entry) {
        List<String> usual = usualKeys(section);
        List<String> keys = new ArrayList<>();
        for (YamlNode.Pair pair : entry.pairs()) {
            usual.stream().filter(known -> EntryKeys.is(pair, known) && !keys.contains(known)).forEach(keys::add);
        }
        usual.stream().filter(known -> !keys.contains(known)).forEach(keys::add);
        return keys;
    }

    private static Optional<Integer> groupIndent(YamlNode.Mapping entry) {
        for (YamlNode.Pair pair : EntryKeys.pairs(entry, "groups")) {
            if (pair.value() instanceof YamlNode.Sequence groups && !groups.items().isEmpty()) {
                List<Spot> dashes = groups.marks().dashes();
                return Optional.of(groups.marks().flow() || dashes.isEmpty()
                        ? IN_BRACKETS
                        : Math.max(0, dashes.getFirst().column() - pair.key().spot().column()));
            }
        }
        return Optional.empty();
    }

    /** The lines of a new entry. */
    List<String> lines(String arn, String username, List<String> groups) {
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            switch (key) {
                case "username" -> lines.add("username: " + ScalarText.of(username, false));
                case "groups" -> lines.addAll(groups(groups));
                default -> lines.add(key + ": " + ScalarText.of(arn, false));
            }
        }
        return behindDash(lines);
    }

    /** The lines of a new account. */
    List<String> line(String account) {
        return behindDash(List.of(ScalarText.like(quote, account, false)));
    }

    private List<String> behindDash(List<String> content) {
        List<String> lines = new ArrayList<>();
        if (spaced) {
            lines.add("");
        }
        for (int i = 0; i < content.size(); i++) {
            lines.add(i == 0
                    ? " ".repeat(dash) + "-" + " ".repeat(offset - 1) + content.get(i)
                    : " ".repeat(dash + offset) + content.get(i));
        }
        return lines;
    }

    /** Groups with their key, as lines without the indentation of the key. */
    List<String> groups(List<String> groups) {
        if (groups.isEmpty() || groupIndent == IN_BRACKETS) {
            return List.of("groups: " + inBrackets(groups));
        }
        List<String> lines = new ArrayList<>(List.of("groups:"));
        groups.forEach(group -> lines.add(" ".repeat(groupIndent) + "- " + ScalarText.of(group, false)));
        return lines;
    }

    static String inBrackets(List<String> groups) {
        return "[" + String.join(", ", groups.stream().map(group -> ScalarText.of(group, true)).toList()) + "]";
    }
}
