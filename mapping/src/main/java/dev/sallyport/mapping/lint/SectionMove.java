package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Moves an entry to the section that it belongs to, where nothing is lost on the way: it has no key and no comment beside
 * those that every entry has, and its ARN stands in the map once. It lets the same principal in as the same user then.
 */
final class SectionMove {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<SectionReading, List<String>> lines = new HashMap<>();
    private final Map<SectionReading, NavigableSet<Integer>> starts = new HashMap<>();

    private SectionMove() {}

    static SectionMove among(List<JudgedEntry> entries) {
        SectionMove move = new SectionMove();
        entries.forEach(entry -> move.counts.merge(ArnCase.folded(entry.rule().subject()), 1, Integer::sum));
        return move;
    }

    /** The edits that move it; none where people must decide. */
    List<MappingEdit> to(MapSection right, JudgedEntry entry) {
        MappingRule rule = entry.rule();
        if (counts.getOrDefault(ArnCase.folded(rule.subject()), 0) != 1 || entry.reading().lost().isPresent()
                || !isPlain(entry) || hasComment(entry)) {
            return List.of();
        }
        return List.of(new MappingEdit.Remove(entry.name()),
                new MappingEdit.AddPrincipal(right, rule.subject(), rule.username(), rule.groups()));
    }

    private static boolean isPlain(JudgedEntry entry) {
        SectionReading reading = entry.reading();
        boolean block = reading.yaml().isPresent() && reading.yaml().get() instanceof YamlText.Outcome.Tree tree
                && tree.anchor().isEmpty() && tree.root().isPresent()
                && tree.root().get() instanceof YamlNode.Sequence list && !list.marks().flow();
        if (!block || !(entry.node() instanceof YamlNode.Mapping map)) {
            return false;
        }
        long known = List.of(entry.section().arnKey(), "username", "groups").stream()
                .filter(key -> entry.value(key).isPresent()).count();
        return known == map.pairs().size() && entry.value("username").filter(value -> isText(value, entry)).isPresent()
                && entry.value("groups").map(value -> isList(value, entry.rule())).orElse(true);
    }

    /** A name that YAML takes for a number is mended first. */
    private static boolean isText(YamlNode value, JudgedEntry entry) {
        return value instanceof YamlNode.Scalar scalar && scalar.value().equals(entry.rule().username())
                && !scalar.value().isEmpty();
    }

    private static boolean isList(YamlNode value, MappingRule rule) {
        return value instanceof YamlNode.Sequence list && list.items().size() == rule.groups().size()
                && list.items().stream().allMatch(item -> item instanceof YamlNode.Scalar scalar
                        && rule.groups().contains(scalar.value()));
    }

    /** Whether there is a hash between its first line and the next entry. */
    private boolean hasComment(JudgedEntry entry) {
        List<String> all = lines.computeIfAbsent(entry.reading(), reading -> reading.text().lines().toList());
        NavigableSet<Integer> begins = starts.computeIfAbsent(entry.reading(), reading -> reading.entries().stream()
                .map(each -> each.node().spot().line()).collect(Collectors.toCollection(TreeSet::new)));
        int from = Math.min(entry.node().spot().line() - 1, all.size());
        Integer next = begins.higher(entry.node().spot().line());
        int to = next == null ? all.size() : Math.min(next - 1, all.size());
        return all.subList(from, Math.max(from, to)).stream().anyMatch(line -> line.contains("#"));
    }
}
