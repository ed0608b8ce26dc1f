package dev.sallyport.mapping.repair;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a text that can be read again may have got wrong: an ARN that became no entry, a value that swallowed lines, an
 * entry that says something else than before.
 *
 * @param known rules that were in force
 */
record Doubts(List<MappingRule> known) {

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[a-z]*:[a-z0-9-]*:[0-9]*:[^\\s\"',\\]}]+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SWALLOWED = Pattern.compile(" - |\\b(?:rolearn|userarn|username|groups):",
            Pattern.CASE_INSENSITIVE);

    Doubts {
        known = List.copyOf(known);
    }

    /** What a repair may have got wrong. */
    List<String> between(AwsAuth before, AwsAuth after) {
        String text = before.manifest().orElseGet(() -> String.join("\n", before.data().values()));
        return of(arns(text), after);
    }

    /** What a text may say otherwise than one with these ARNs was to say, one sentence each. */
    List<String> of(Set<String> arns, AwsAuth after) {
        Map<String, MappingRule> bySubject = new HashMap<>();
        rules(after).forEach(rule -> bySubject.put(ArnCase.folded(rule.subject()), rule));
        List<String> doubts = new ArrayList<>();
        for (String arn : arns) {
            if (!bySubject.containsKey(arn)) {
                doubts.add(Quoted.of(arn) + " stands in the text, and became no entry.");
            }
        }
        swallowed(after).forEach(value -> doubts.add("The value " + Quoted.of(value) + " runs over several lines."));
        for (MappingRule rule : known) {
            MappingRule now = bySubject.get(ArnCase.folded(rule.subject()));
            if (now != null && !(now.username().equals(rule.username()) && now.groups().equals(rule.groups()))) {
                doubts.add("The entry of " + Quoted.of(rule.subject()) + " was " + Quoted.of(rule.username()) + " "
                        + rule.groups() + " and would be " + Quoted.of(now.username()) + " " + now.groups() + ".");
            }
        }
        return doubts;
    }

    /** Values that hold an item or a key of a line below, which bad indentation made part of them. */
    private List<String> swallowed(AwsAuth after) {
        return rules(after).stream().filter(rule -> !isKnown(rule))
                .flatMap(rule -> Stream.concat(Stream.of(rule.username()), rule.groups().stream()))
                .filter(value -> SWALLOWED.matcher(value).find()).toList();
    }

    private boolean isKnown(MappingRule rule) {
        return known.stream().anyMatch(old -> old.subject().equals(rule.subject())
                && old.username().equals(rule.username()) && old.groups().equals(rule.groups()));
    }

    /** The ARNs of a text that are not in comments. */
    static Set<String> arns(String text) {
        Set<String> arns = new LinkedHashSet<>();
        text.lines().filter(line -> !LineRepairs.isNothing(line)).forEach(line -> {
            Matcher found = ARN.matcher(line.substring(0, comment(line)));
            while (found.find()) {
                arns.add(ArnCase.folded(found.group()));
            }
        });
        return arns;
    }

    /** Where the comment of a line begins: not at a hash between quotes, unless a quote is left open. */
    private static int comment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == '#' && i > 0 && line.charAt(i - 1) == ' ') {
                return i;
            }
            if (quote == '"' && c == '\\') {
                i++; // what is escaped ends nothing
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        int first = line.indexOf(" #");
        return quote == 0 || first < 0 ? line.length() : first;
    }

    private static List<MappingRule> rules(AwsAuth map) {
        return map.sections().stream().flatMap(section -> section.rules().stream()).toList();
    }
}
