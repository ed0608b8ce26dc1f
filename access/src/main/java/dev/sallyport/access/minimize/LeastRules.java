package dev.sallyport.access.minimize;

import dev.sallyport.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes needs as few rules that allow just these, each by one rule alone.
 *
 * <p>A rule is a product: it allows each of its verbs on each of its resources by each of its names. So needs are put
 * together only where they fill such a product. First what another need covers is left out: one by name, where the same is
 * needed by any name. Then, for each resource, verbs that need the same names come together, or names that need the same
 * verbs, whichever makes fewer rules; then resources of a group that have the same verbs and names; then groups that have
 * the same resources, verbs and names. At each step whole products with all but one side equal become one, so nothing
 * comes to it, and none overlaps another.
 *
 * <p>Hence nothing can be taken out: each verb, group, resource and name of a rule allows at least one need that no other
 * rule allows, and that no wider need allows either. The fewest rules it need not be: to find those is as hard as to cover
 * a graph with the fewest complete bipartite ones.
 */
final class LeastRules {

    private static final List<String> USUAL = List.of("get", "list", "watch", "create", "update", "patch", "delete",
            "deletecollection");
    private static final Comparator<String> VERBS = Comparator
            .<String>comparingInt(verb -> USUAL.contains(verb) ? USUAL.indexOf(verb) : USUAL.size())
            .thenComparing(Comparator.naturalOrder());

    private record Block(SortedSet<String> groups, SortedSet<String> resources, SortedSet<String> verbs,
            SortedSet<String> names) {}

    private LeastRules() {}

    /** The rules for one scope. Needs' namespaces are not looked at. */
    static List<PolicyRule> of(Collection<? extends Need> needs) {
        SortedMap<String, SortedMap<String, SortedMap<String, Set<String>>>> resources = new TreeMap<>();
        SortedMap<String, SortedSet<String>> paths = new TreeMap<>();
        for (Need need : needs) {
            switch (need) {
                case Need.Path path -> paths.computeIfAbsent(path.path(), absent -> new TreeSet<>(VERBS))
                        .add(path.verb());
                case Need.Resource of -> resources.computeIfAbsent(of.group(), absent -> new TreeMap<>())
                        .computeIfAbsent(of.resource(), absent -> new TreeMap<>())
                        .computeIfAbsent(of.verb(), absent -> new HashSet<>()).add(of.name());
            }
        }
        List<Block> blocks = new ArrayList<>();
        resources.forEach((group, ofGroup) -> {
            List<Block> single = new ArrayList<>();
            ofGroup.forEach((resource, namesOfVerbs) -> single.addAll(blocks(group, resource, namesOfVerbs)));
            blocks.addAll(together(single, block -> List.of(block.groups, block.verbs, block.names),
                    Block::resources));
        });
        List<PolicyRule> rules = new ArrayList<>();
        together(blocks, block -> List.of(block.resources, block.verbs, block.names), Block::groups)
                .forEach(block -> rules.add(new PolicyRule(List.copyOf(block.verbs), List.copyOf(block.groups),
                        List.copyOf(block.resources), List.copyOf(block.names), List.of())));
        SortedMap<String, SortedSet<String>> byVerbs = inverted(paths);
        byVerbs.values().forEach(of -> rules.add(PolicyRule.nonResources(
                List.copyOf(paths.getOrDefault(of.first(), new TreeSet<>())), List.copyOf(of))));
        return rules;
    }

    /** The products that one resource's needs make. */
    private static List<Block> blocks(String group, String resource, SortedMap<String, Set<String>> namesOfVerbs) {
        SortedSet<String> byAnyName = new TreeSet<>(VERBS);
        SortedMap<String, SortedSet<String>> byName = new TreeMap<>();
        namesOfVerbs.forEach((verb, names) -> {
            if (names.contains("")) {
                byAnyName.add(verb);
            } else {
                byName.put(verb, new TreeSet<>(names));
            }
        });
        List<Block> blocks = new ArrayList<>();
        if (!byAnyName.isEmpty()) {
            blocks.add(block(group, resource, byAnyName, new TreeSet<>()));
        }
        SortedMap<String, SortedSet<String>> verbsOfNames = new TreeMap<>();
        byName.forEach((verb, names) -> names
                .forEach(name -> verbsOfNames.computeIfAbsent(name, absent -> new TreeSet<>(VERBS)).add(verb)));
        SortedMap<String, SortedSet<String>> equalNames = inverted(byName);
        SortedMap<String, SortedSet<String>> equalVerbs = inverted(verbsOfNames);
        if (equalNames.size() <= equalVerbs.size()) {
            equalNames.values().forEach(verbs -> blocks.add(block(group, resource, verbs,
                    byName.getOrDefault(verbs.first(), new TreeSet<>()))));
        } else {
            equalVerbs.values().forEach(names -> blocks.add(block(group, resource,
                    verbsOfNames.getOrDefault(names.first(), new TreeSet<>()), names)));
        }
        return blocks;
    }

    private static Block block(String group, String resource, SortedSet<String> verbs, SortedSet<String> names) {
        SortedSet<String> ordered = new TreeSet<>(VERBS);
        ordered.addAll(verbs);
        return new Block(new TreeSet<>(Set.of(group)), new TreeSet<>(Set.of(resource)), ordered, names);
    }

    /** Keys that have the same values, under the first of them. */
    private static SortedMap<String, SortedSet<String>> inverted(SortedMap<String, SortedSet<String>> valuesOf) {
        Map<SortedSet<String>, String> firstOf = new HashMap<>();
        SortedMap<String, SortedSet<String>> keys = new TreeMap<>();
        valuesOf.forEach((key, values) -> keys.computeIfAbsent(firstOf.computeIfAbsent(values, absent -> key),
                absent -> new TreeSet<>()).add(key));
        return keys;
    }

    /** Blocks that are equal but for one side, with that side's words together. */
    private static List<Block> together(List<Block> blocks, Function<Block, List<SortedSet<String>>> equal,
            Function<Block, SortedSet<String>> side) {
        Map<List<SortedSet<String>>, Block> first = new HashMap<>();
        List<Block> together = new ArrayList<>();
        for (Block block : blocks) {
            Block known = first.putIfAbsent(equal.apply(block), block);
            if (known == null) {
                together.add(block);
            } else {
                side.apply(known).addAll(side.apply(block));
            }
        }
        return together;
    }
}
