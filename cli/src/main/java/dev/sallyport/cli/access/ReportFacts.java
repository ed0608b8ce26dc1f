package dev.sallyport.cli.access;

import dev.sallyport.access.report.AccessReport;
import dev.sallyport.access.report.Power;
import dev.sallyport.access.report.ReportEntry;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as data, for {@code -o json|yaml}. Roles stand in it once; grants name them. */
final class ReportFacts {

    private ReportFacts() {}

    static Map<String, Object> of(AccessReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("source", report.source());
        facts.put("readAt", report.readAt().toString());
        facts.put("entries", report.entries().stream().map(ReportFacts::of).toList());
        Map<String, Object> roles = new LinkedHashMap<>();
        report.entries().stream().flatMap(entry -> entry.grants().stream()).map(Grant::role).flatMap(Optional::stream)
                .forEach(role -> roles.computeIfAbsent(AccessWords.role(role), absent -> rules(role)));
        facts.put("roles", roles);
        facts.put("findings", report.findings().stream().map(AccessFindingsCommand::facts).toList());
        facts.put("remarks", report.unseen());
        return facts;
    }

    private static List<Map<String, Object>> rules(Role role) {
        return role.rules().stream().map(AccessFacts::of).toList();
    }

    private static Map<String, Object> of(ReportEntry entry) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", entry.somebody().kind().words());
        facts.put("name", entry.somebody().name());
        entry.somebody().chosen().ifPresent(words -> facts.put("chosen", words));
        entry.somebody().rule().ifPresent(rule -> facts.put("place", rule.place().toString()));
        facts.put("as", entry.names().stream().map(AccessWords::subject).toList());
        facts.put("grants", entry.grants().stream().map(ReportFacts::of).toList());
        facts.put("powers", entry.powers().stream().map(ReportFacts::of).toList());
        facts.put("findings", entry.findings().stream().map(finding -> finding.code().code()).toList());
        facts.put("remarks", entry.remarks());
        facts.put("partOfKubernetes", entry.isKubernetesOwn());
        return facts;
    }

    private static Map<String, Object> of(Grant grant) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("as", AccessWords.subject(grant.subject()));
        facts.put("binding", AccessWords.binding(grant.binding()));
        facts.put("namespace", grant.binding().namespace());
        facts.put("role", grant.role().map(AccessWords::role).orElseGet(
                () -> grant.binding().role().kind().kubernetesName() + " " + grant.binding().role().name()));
        facts.put("roleExists", grant.role().isPresent());
        return facts;
    }

    private static Map<String, Object> of(Power power) {
        Map<String, Object> facts = new LinkedHashMap<>();
        switch (power) {
            case Power.Everything(var chains) -> {
                facts.put("can", "everything");
                facts.put("by", chains.stream().map(AccessWords::chain).toList());
            }
            case Power.Climbs(var ways, int count) -> {
                facts.put("can", "everything in steps");
                facts.put("count", count);
                facts.put("ways", ways.stream().map(AccessFacts::of).toList());
            }
            case Power.ReadsSecrets secrets -> {
                facts.put("can", "read Secrets");
                facts.put("namespaces", secrets.everywhere() ? List.of("*") : secrets.namespaces());
            }
        }
        return facts;
    }
}
