package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.TextTable;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who gains and who loses, as people read it and as data; who gains stands first. */
final class DifferenceWords {

    private static final int ON_A_LINE = 4;

    private DifferenceWords() {}

    static TextTable table(List<PrincipalChange> changes) {
        TextTable table = TextTable.headed("ACCESS", "PRINCIPAL", "HOW");
        sorted(changes).forEach(change -> table.add(word(change), change.subject(), how(change)));
        return table;
    }

    /** On one line, the first of them where there are many. */
    static String line(List<PrincipalChange> changes) {
        if (changes.isEmpty()) {
            return "nobody gains or loses access";
        }
        String first = String.join("; ", sorted(changes).stream().limit(ON_A_LINE)
                .map(change -> word(change) + " " + change.subject() + " (" + how(change) + ")").toList());
        return changes.size() > ON_A_LINE ? first + "; and " + (changes.size() - ON_A_LINE) + " more" : first;
    }

    static List<Map<String, Object>> data(List<PrincipalChange> changes) {
        return sorted(changes).stream().map(change -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("access", word(change));
            facts.put("principal", change.subject());
            change.before().ifPresent(rule -> facts.put("before", RuleFacts.of(rule)));
            change.after().ifPresent(rule -> facts.put("after", RuleFacts.of(rule)));
            return facts;
        }).toList();
    }

    private static List<PrincipalChange> sorted(List<PrincipalChange> changes) {
        return changes.stream().sorted(Comparator.comparing((PrincipalChange change) -> !change.gains())).toList();
    }

    private static String word(PrincipalChange change) {
        if (change.gains()) {
            return change.loses() ? "changes" : "gains";
        }
        return "loses";
    }

    private static String how(PrincipalChange change) {
        return switch (change.kind()) {
            case COMES_IN -> "comes in as " + user(change.after());
            case GOES_OUT -> "goes out; was " + user(change.before());
            case BECOMES -> becomes(change);
        };
    }

    private static String becomes(PrincipalChange change) {
        List<String> parts = new ArrayList<>();
        if (change.renamed()) {
            parts.add("is " + change.after().map(RuleFacts::username).orElse("") + ", was "
                    + change.before().map(RuleFacts::username).orElse(""));
        }
        if (!change.gainedGroups().isEmpty()) {
            parts.add("gets " + String.join(", ", change.gainedGroups()));
        }
        if (!change.lostGroups().isEmpty()) {
            parts.add("loses " + String.join(", ", change.lostGroups()));
        }
        return String.join("; ", parts);
    }

    private static String user(Optional<MappingRule> rule) {
        return rule.map(RuleFacts::user).orElse("");
    }
}
