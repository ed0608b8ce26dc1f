package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.TextTable;
import dev.sallyport.cluster.review.Powers;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules and findings as rows for people and as data. */
final class RuleFacts {

    private RuleFacts() {}

    static TextTable table(List<MappingRule> rules) {
        TextTable table = TextTable.headed("PRINCIPAL", "USERNAME", "GROUPS", "LINE");
        rules.forEach(rule -> table.add(rule.subject(), username(rule), groups(rule), place(rule.place())));
        return table;
    }

    /** As {@link #table(List)}, with what each may do in a word. */
    static TextTable table(List<MappingRule> rules, Powers powers) {
        TextTable table = TextTable.headed("PRINCIPAL", "USERNAME", "GROUPS", "MAY", "LINE");
        rules.forEach(rule -> table.add(rule.subject(), username(rule), groups(rule), powers.of(rule).word(),
                place(rule.place())));
        return table;
    }

    private static String groups(MappingRule rule) {
        return rule.groups().isEmpty() ? "-" : String.join(",", rule.groups());
    }

    /** The line as people look for it: in a section, or in a file. */
    static String place(RulePlace place) {
        return place.section().isEmpty() ? place.toString() : place.section() + ":" + place.line();
    }

    static Map<String, Object> of(MappingRule rule) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", switch (rule) {
            case MappingRule.Role _ -> "role";
            case MappingRule.User _ -> "user";
            case MappingRule.ArnPattern _ -> "pattern";
            case MappingRule.Account _ -> "account";
        });
        facts.put("principal", rule.subject());
        facts.put("username", username(rule));
        facts.put("groups", rule.groups());
        facts.put("section", rule.place().section());
        facts.put("line", rule.place().line());
        return facts;
    }

    static String username(MappingRule rule) {
        return rule instanceof MappingRule.Account ? "(the principal's own ARN)" : rule.username();
    }

    /** Who somebody is by a rule, in half a sentence. */
    static String user(MappingRule rule) {
        return username(rule) + ", groups [" + String.join(", ", rule.groups()) + "]";
    }

    static Map<String, Object> of(Finding finding) {
        return Map.of("severity", finding.severity().word(), "code", finding.code(), "section",
                finding.place().section(),
                "line", finding.place().line(), "message", finding.message(), "remedy", finding.remedy());
    }

    /** Where and how bad: what stands before a finding's message. */
    static String head(Finding finding) {
        return finding.place() + " " + finding.severity().word() + " " + finding.code();
    }
}
