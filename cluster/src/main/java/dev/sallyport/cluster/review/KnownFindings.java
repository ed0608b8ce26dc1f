package dev.sallyport.cluster.review;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.lint.Excerpt;
import dev.sallyport.mapping.lint.LintFinding;
import dev.sallyport.mapping.lint.MapLint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Knows a map's findings again in another text of it. Lines move, entries are written in another style, and a repair
 * mends one of two faults of an entry; yet a fault that leaves one entry and comes up in another is a new one. So a
 * finding is an older one that says the same, whatever line of another entry it names, of an entry with the same ARN;
 * else of one with the same user name; else on a line with the same text; else where there is no entry to go by.
 * Each older finding is met once.
 */
final class KnownFindings {

    /** {@code on line 7}, {@code aws-auth mapRoles:7}: where findings say that the other entry stands. */
    private static final Pattern LINE_NAMED = Pattern.compile("(on line |\\bmap\\w+:)\\d+");

    private KnownFindings() {}

    /**
     * A finding with what it is about.
     *
     * @param number tells it from another that is equal
     * @param said what it says, whatever lines it names
     * @param rule the rule of the entry that it is about; empty where there is none, or nobody reads the section
     * @param line the text of its line
     */
    private record Placed(int number, Finding finding, String said, Optional<MappingRule> rule, String line) {

        /** By which an older finding and one of now are the same; empty where this says nothing. */
        Optional<String> by(Optional<String> mark) {
            return mark.filter(text -> !text.isEmpty()).map(text -> said + " " + text);
        }

        Optional<String> where(boolean counts) {
            return counts ? Optional.of(said) : Optional.empty();
        }
    }

    /** A text's findings, parted into those that another text's do not explain and those that they do, in their order. */
    static MapFindings of(AwsAuth before, AwsAuth after) {
        List<Placed> old = placed(before);
        List<Placed> all = placed(after);
        List<Placed> now = new ArrayList<>(all);
        Function<Placed, Optional<String>> arn = each -> each
                .by(each.rule().map(rule -> ArnCase.folded(rule.subject())));
        Function<Placed, Optional<String>> name = each -> each.by(each.rule().map(MappingRule::username));
        Function<Placed, Optional<String>> line = each -> each.by(Optional.of(each.line()));
        Function<Placed, Optional<String>> homeless = each -> each.where(each.rule().isEmpty());
        Function<Placed, Optional<String>> any = each -> each.where(true);
        strike(old, arn, now, arn);
        strike(old, name, now, name);
        strike(old, line, now, line);
        strike(old, homeless, now, any);
        strike(old, any, now, homeless);
        all.removeAll(new HashSet<>(now));
        return new MapFindings(now.stream().map(Placed::finding).toList(), all.stream().map(Placed::finding).toList());
    }

    /** Takes away from both lists what is the same by these marks, one for one. */
    private static void strike(List<Placed> old, Function<Placed, Optional<String>> oldMark, List<Placed> now,
            Function<Placed, Optional<String>> nowMark) {
        Map<String, Deque<Placed>> byMark = new HashMap<>();
        old.forEach(each -> oldMark.apply(each)
                .ifPresent(mark -> byMark.computeIfAbsent(mark, _ -> new ArrayDeque<>()).add(each)));
        Set<Integer> met = new HashSet<>();
        now.removeIf(each -> nowMark.apply(each).map(byMark::get).map(Deque::poll).filter(one -> met.add(one.number()))
                .isPresent());
        old.removeIf(each -> met.contains(each.number()));
    }

    private static List<Placed> placed(AwsAuth map) {
        Map<String, NavigableMap<Integer, Optional<MappingRule>>> rules = new HashMap<>();
        Excerpt lines = new Excerpt(map);
        for (SectionReading section : map.sections()) {
            NavigableMap<Integer, Optional<MappingRule>> byLine = new TreeMap<>();
            if (section.lost().isEmpty()) {
                section.entries().forEach(
                        entry -> byLine.put(section.place(entry.node().spot()).line(), entry.rule()));
            }
            rules.put(section.section().key(), byLine);
        }
        List<Placed> placed = new ArrayList<>();
        for (LintFinding each : MapLint.of(map)) {
            Finding finding = each.finding();
            int line = finding.place().line();
            String section = finding.place().section();
            placed.add(new Placed(placed.size(), finding, said(finding),
                    Optional.ofNullable(rules.getOrDefault(section, new TreeMap<>()).floorEntry(line))
                            .flatMap(Map.Entry::getValue),
                    lines.line(finding).map(String::strip).orElse("")));
        }
        return placed;
    }

    private static String said(Finding finding) {
        return finding.code() + " " + finding.place().section() + " "
                + LINE_NAMED.matcher(finding.message()).replaceAll("$1");
    }
}
