package dev.sallyport.cli.access;

import dev.sallyport.access.console.ConsoleGrant;
import dev.sallyport.access.console.ConsoleIam;
import dev.sallyport.access.console.ConsoleReport;
import dev.sallyport.access.explain.MappingStep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What somebody lacks for the console as data, for {@code -o json|yaml}. */
final class ConsoleFacts {

    private ConsoleFacts() {}

    static Map<String, Object> of(ConsoleLook look, RemedyCommands commands) {
        ConsoleReport report = look.report();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("arn", report.asker().given().toString());
        facts.put("cluster", report.cluster().isKnown() ? report.cluster().arn() : "");
        facts.put("iam", iam(report.iam()));
        facts.put("letIn", report.isLetIn());
        if (report.mapping() instanceof MappingStep.ByRule(var rule, var _)) {
            facts.put("place", rule.place().toString());
        }
        facts.put("missing", report.missing().stream().map(AccessFacts::of).toList());
        facts.put("saidByServer", report.byServer());
        facts.put("unseen", report.unseen().stream().map(AccessFacts::of).toList());
        facts.put("grant", grant(look, commands));
        facts.put("limits", report.limits());
        return facts;
    }

    private static Map<String, Object> iam(ConsoleIam iam) {
        Map<String, Object> facts = new LinkedHashMap<>();
        switch (iam) {
            case ConsoleIam.Asked(var principal, List<String> missing) -> {
                facts.put("asked", true);
                facts.put("principal", principal.toString());
                facts.put("missing", missing);
            }
            case ConsoleIam.NoSuchPrincipal(var principal) -> {
                facts.put("asked", true);
                facts.put("noSuchPrincipal", principal.toString());
            }
            case ConsoleIam.OtherAccount(var _, String asked) -> {
                facts.put("asked", false);
                facts.put("because", "IAM of account " + asked + " was asked");
            }
            case ConsoleIam.NotKnown(String because) -> {
                facts.put("asked", false);
                facts.put("because", because);
            }
        }
        return facts;
    }

    private static Map<String, Object> grant(ConsoleLook look, RemedyCommands commands) {
        ConsoleGrant grant = look.grant();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("commands", new ConsoleWords(look).commands(commands).stream().map(words -> String.join(" ", words))
                .toList());
        facts.put("opens", grant.openings().stream().map(opening -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("via", opening.via());
            entry.put("rule", AccessFacts.of(opening.rule()));
            return entry;
        }).toList());
        facts.put("alsoLetsIn", grant.others().stream().map(rule -> rule.subject()).toList());
        facts.put("notes", grant.notes());
        return facts;
    }
}
