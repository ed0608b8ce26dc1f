package dev.sallyport.access.report;

import dev.sallyport.access.findings.About;
import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as a table for spreadsheets: a row for each binding that gives somebody something. Whoever has no binding has one
 * row, so that nobody is missing. What everybody has who is let in stands with {@code system:authenticated} alone.
 */
public final class ReportTable {

    /** The heads of the columns; they never change their order. */
    public static final List<String> HEADS = List.of("kind", "who", "session", "place", "username", "groups", "as",
            "binding", "namespace", "role", "rights", "powers", "findings");

    /** The most characters of a spreadsheet's cell. Source: Microsoft, "Excel specifications and limits". */
    static final int MOST_IN_A_CELL = 32_767;

    private final AccessReport report;
    private final Map<ObjectKey, List<String>> codes = new HashMap<>();
    private final IdentityHashMap<Role, String> rights = new IdentityHashMap<>();

    private ReportTable(AccessReport report) {
        this.report = report;
        for (AccessFinding finding : report.findings()) {
            if (finding.about() instanceof About.Thing(ObjectKey key)) {
                codes.computeIfAbsent(key, absent -> new ArrayList<>()).add(finding.code().code());
            }
        }
    }

    /** Gives the rows one by one, without the heads: a large cluster has more of them than need to be held at once. */
    public static void rows(AccessReport report, Consumer<List<String>> row) {
        ReportTable table = new ReportTable(report);
        table.report.entries().forEach(entry -> table.rows(entry, row));
    }

    private void rows(ReportEntry entry, Consumer<List<String>> row) {
        boolean masters = entry.powers().stream().anyMatch(power -> power instanceof Power.Everything(var chains)
                && chains.stream().anyMatch(Decision.Chain.ByMasters.class::isInstance));
        if (masters) {
            row.accept(row(entry, List.of("group system:masters", "", "*", "", "everything, past every role"),
                    List.of()));
        } else if (entry.grants().isEmpty()) {
            row.accept(row(entry, List.of("", "", "", "", ""), List.of()));
        }
        for (Grant grant : entry.grants()) {
            ObjectKey binding = ObjectKey.of(grant.binding());
            List<String> found = new ArrayList<>(codes.getOrDefault(binding, List.of()));
            grant.role().map(ObjectKey::of).ifPresent(role -> found.addAll(codes.getOrDefault(role, List.of())));
            row.accept(row(entry, List.of(name(grant.subject()), binding.toString(),
                    grant.binding().isClusterRoleBinding() ? "*" : grant.binding().namespace(),
                    ReportWords.role(grant),
                    grant.role().map(role -> rights.computeIfAbsent(role, ReportTable::rights))
                            .orElse("none: the role does not exist")),
                    found));
        }
    }

    private static List<String> row(ReportEntry entry, List<String> grant, List<String> found) {
        List<String> row = new ArrayList<>(List.of(entry.somebody().kind().words(), entry.somebody().name(),
                entry.somebody().chosen().orElse(""),
                entry.somebody().rule().map(rule -> rule.place().toString()).orElse(""),
                names(entry, Subject.User.class), names(entry, Subject.Group.class)));
        row.addAll(grant);
        row.add(entry.powers().stream().map(ReportWords::power).collect(Collectors.joining("; ")));
        Set<String> all = new TreeSet<>(found);
        entry.findings().forEach(finding -> all.add(finding.code().code()));
        row.add(String.join(" ", all));
        return row;
    }

    private static String names(ReportEntry entry, Class<? extends Subject> kind) {
        return entry.names().stream().filter(kind::isInstance).map(Subject::name).collect(Collectors.joining(", "));
    }

    private static String name(Subject subject) {
        return switch (subject) {
            case Subject.User(String name) -> "user " + name;
            case Subject.Group(String name) -> "group " + name;
            case Subject.ServiceAccount(String namespace, String name) -> "service account " + namespace + "/" + name;
        };
    }

    /** A role's rules in one cell; where they do not fit, it says how many are left out. */
    static String rights(Role role) {
        StringBuilder cell = new StringBuilder();
        List<PolicyRule> rules = role.rules();
        for (int i = 0; i < rules.size(); i++) {
            String rule = (i == 0 ? "" : "; ") + rule(rules.get(i));
            String rest = "; and " + (rules.size() - i) + " more rules, which do not fit into a cell";
            if (cell.length() + rule.length() + (i == rules.size() - 1 ? 0 : rest.length()) > MOST_IN_A_CELL) {
                return cell.append(i == 0 ? rest.substring(2) : rest).toString();
            }
            cell.append(rule);
        }
        return cell.toString();
    }

    private static String rule(PolicyRule rule) {
        Stream<String> what = Stream.of(
                String.join(",", rule.resources()) + (rule.apiGroups().stream().allMatch(String::isEmpty)
                        ? ""
                        : " of " + rule.apiGroups().stream().filter(group -> !group.isEmpty())
                                .collect(Collectors.joining(","))),
                rule.resourceNames().isEmpty() ? "" : "named " + String.join(",", rule.resourceNames()),
                String.join(",", rule.nonResourceUrls()));
        return what.filter(words -> !words.isEmpty()).collect(Collectors.joining(" ")) + " ["
                + String.join(" ", rule.verbs()) + "]";
    }
}
