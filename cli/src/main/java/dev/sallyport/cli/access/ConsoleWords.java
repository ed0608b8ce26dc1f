package dev.sallyport.cli.access;

import dev.sallyport.access.console.ConsoleGrant;
import dev.sallyport.access.console.ConsoleIam;
import dev.sallyport.access.console.ConsoleReport;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Change;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Opening;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.cli.terminal.Paragraph;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What somebody lacks for the console, and what would grant it, in the words that people get to read. */
final class ConsoleWords {

    private static final int WIDTH = 100;
    private static final String EVERYBODY = "system:authenticated";

    private final ConsoleReport report;
    private final ConsoleGrant grant;

    ConsoleWords(ConsoleLook look) {
        this.report = look.report();
        this.grant = look.grant();
    }

    /**
     * Tells everything.
     *
     * @param line prints one line
     * @param commands for this cluster
     * @param isLive whether there is a cluster in which something could be granted
     */
    void tell(Consumer<String> line, RemedyCommands commands, boolean isLive) {
        line.accept(headline());
        line.accept("");
        passage().render().forEach(line);
        console().ifPresent(shown -> {
            line.accept("");
            line.accept(shown);
        });
        if (!grant.isNothing()) {
            line.accept("");
            line.accept("To let them see nodes, namespaces and workloads, without Secrets:");
            if (isLive) {
                RemedyWords.broken(commands.inBoth(List.of("sallyport", "access", "grant-console",
                        report.asker().given().toString()))).forEach(line);
                Paragraph.lines("Grants " + String.join(", ", pieces())
                        + ". It asks before it writes; --dry-run shows commands of"
                        + " aws, kubectl and sallyport mapping that do the same.", WIDTH).forEach(line);
            } else {
                commands(commands).forEach(command -> RemedyWords.broken(command).forEach(line));
            }
            opens().forEach(line);
        }
        List<String> all = new ArrayList<>(grant.notes());
        all.addAll(report.limits());
        if (!all.isEmpty()) {
            line.accept("");
            all.forEach(line);
        }
    }

    String headline() {
        String who = report.asker().given().resource();
        String what = " the Kubernetes objects of "
                + (report.cluster().isKnown() ? report.cluster().name() : "this cluster") + " in the EKS console";
        return switch (report.verdict()) {
            case YES -> "YES  " + who + " sees" + what;
            case NO -> "NO   " + who + " does not see" + what;
            case NOT_KNOWN -> "?    whether " + who + " sees" + what + " is not known";
        };
    }

    ReportLines passage() {
        ReportLines lines = new ReportLines();
        ExplainWords.named(lines, "1  identity", report.asker().given().toString(), "given");
        switch (report.iam()) {
            case ConsoleIam.Asked(var _, List<String> missing) when missing.isEmpty() ->
                lines.add("2  IAM", "allows what the console asks of AWS", "ok");
            case ConsoleIam.Asked(var _, List<String> missing) ->
                lines.add("2  IAM", "does not allow " + String.join(", ", missing), "missing");
            case ConsoleIam.NoSuchPrincipal(var principal) ->
                lines.add("2  IAM", "knows no " + principal.resource() + " in account " + principal.account(),
                        "stops here");
            case ConsoleIam.OtherAccount(var principal, String asked) -> lines.add("2  IAM", "that of account " + asked
                    + " answers here, and this principal is of " + principal.account(), "not known");
            case ConsoleIam.NotKnown(String because) -> lines.add("2  IAM", because, "not known");
        }
        mapping(lines);
        String label = "4  access";
        String by = report.byServer() ? "the API server says" : "RBAC";
        if (!report.isLetIn()) {
            lines.add(label, "not reached");
        } else if (report.missing().isEmpty() && !report.unseen().isEmpty()) {
            lines.add(label, "RBAC: whether they may get and list nodes, namespaces, workloads and their events could"
                    + " not be seen", "not known");
        } else if (report.missing().isEmpty()) {
            lines.add(label, by + ": may get and list nodes, namespaces, workloads and their events",
                    report.byServer() ? "seen" : "ok");
        } else {
            reads(report.missing()).forEach((verbs, resources) -> lines.add(
                    verbs.equals(reads(report.missing()).keySet().iterator().next()) ? label : "",
                    by + ": may not " + verbs + " " + String.join(", ", resources), "missing"));
        }
        if (report.byServer()) {
            lines.add("", "its word (SelfSubjectAccessReview); what gives it was not seen");
        }
        return lines;
    }

    private void mapping(ReportLines lines) {
        String label = "3  mapping";
        switch (report.mapping()) {
            case MappingStep.ByRule(MappingRule rule, var user) -> {
                ExplainWords.named(lines, label, rule.place() + "   " + rule.subject(), "ok");
                ExplainWords.named(lines, "", "-> " + ExplainWords.user(user.username(), user.groups()), "");
            }
            case MappingStep.AsSeen(var user, String because) -> {
                ExplainWords.named(lines, label,
                        "the API server says: " + ExplainWords.user(user.username(), user.groups()), "seen");
                lines.add("", because);
            }
            case MappingStep.NoRule(var _, List<NearRule> nearest) -> {
                lines.add(label, "no rule matches", "missing");
                nearest.forEach(near -> ExplainWords.named(lines, "", "nearest: " + near.rule().place() + " "
                        + near.rule().subject() + ": " + near.reason().words(), ""));
            }
            case MappingStep.Unfillable(MappingRule rule, String problem) ->
                ExplainWords.named(lines, label, rule.place() + " speaks of them and gives no name: " + problem,
                        "stops here");
            case MappingStep.Inferred(String because) -> lines.add(label, because, "stops here");
            case MappingStep.NotKnown(String because) -> lines.add(label, because, "not known");
            case MappingStep.NotAsked _ -> lines.add(label, "not asked");
        }
    }

    /** Resources by what one may not do with them, such as {@code get, list}. */
    static Map<String, List<String>> reads(List<AccessRequest.Resource> missing) {
        Map<String, List<String>> verbs = new LinkedHashMap<>();
        missing.forEach(request -> verbs.computeIfAbsent(
                request.resource() + (request.group().isEmpty() ? "" : "." + request.group()),
                absent -> new ArrayList<>()).add(request.verb()));
        Map<String, List<String>> resources = new LinkedHashMap<>();
        verbs.forEach((resource, all) -> resources
                .computeIfAbsent(String.join(" or ", all), absent -> new ArrayList<>()).add(resource));
        return resources;
    }

    /** What the console says to whoever lacks a piece; empty for others. */
    Optional<String> console() {
        return report.verdict() == Verdict.NO
                ? Optional.of(
                        "The console shows:  Your current user or role does not have access to Kubernetes objects on"
                                + " this EKS cluster.")
                : Optional.empty();
    }

    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        grant.policy().ifPresent(policy -> pieces.add("the inline policy " + policy.name()));
        grant.role().ifPresent(role -> pieces.add("the ClusterRole " + role.name()));
        grant.binding().ifPresent(binding -> pieces.add("the ClusterRoleBinding " + binding.name()));
        grant.edit().ifPresent(_ -> pieces.add("a line of aws-auth"));
        return pieces;
    }

    /** The pieces of the grant, each a command: a list of its words. */
    List<List<String>> commands(RemedyCommands commands) {
        List<List<String>> all = new ArrayList<>();
        grant.policy().ifPresent(policy -> {
            String resource = policy.principal().resource();
            String kind = resource.startsWith("role/") ? "role" : "user";
            all.add(commands.inAws(List.of("aws", "iam", "put-" + kind + "-policy", "--" + kind + "-name",
                    resource.substring(resource.lastIndexOf('/') + 1), "--policy-name", policy.name(),
                    "--policy-document", policy.document())));
        });
        grant.role().ifPresent(role -> all.add(commands.applied(RbacManifest.of(role))));
        grant.binding().ifPresent(binding -> all.add(commands.applied(RbacManifest.of(binding))));
        grant.edit().ifPresent(edit -> all.addAll(commands.of(new Change.OfMap(edit))));
        return all;
    }

    /** What the grant opens, and to whom. */
    List<String> opens() {
        List<String> lines = new ArrayList<>();
        Set<String> everybody = new LinkedHashSet<>();
        Map<String, Set<String>> more = new LinkedHashMap<>();
        for (Opening opening : grant.openings()) {
            if (opening.subject() instanceof Subject.Group(String name) && name.equals(EVERYBODY)) {
                everybody.add(opening.via().substring(opening.via().lastIndexOf(' ') + 1));
            } else {
                more.computeIfAbsent(String.join(" and ", opening.rule().verbs()), absent -> new LinkedHashSet<>())
                        .addAll(opening.rule().nonResourceUrls().isEmpty()
                                ? opening.rule().resources()
                                : opening.rule().nonResourceUrls());
            }
        }
        if (!more.isEmpty()) {
            lines.addAll(Paragraph.lines("Opens in the cluster: " + more.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + String.join(", ", entry.getValue()))
                    .collect(Collectors.joining("; ")) + ".", WIDTH));
        }
        if (!everybody.isEmpty()) {
            lines.add("Also opens: what every authenticated user may (" + String.join(", ", everybody) + ").");
        }
        Asker.Iam asker = report.asker();
        String sessions = asker.isRole()
                ? "whoever may assume " + asker.identity().canonicalArn().value().replaceFirst(".*:", "")
                : "";
        String others = grant.others().stream().map(rule -> rule.subject() + " (" + rule.place() + ")")
                .collect(Collectors.joining(", "));
        String also = others + (others.isEmpty() || sessions.isEmpty() ? "" : ", and ") + sessions;
        if (grant.edit().isEmpty() && grant.role().isEmpty() && grant.binding().isEmpty()) {
            return lines;
        }
        lines.add("Also lets in: " + (also.isEmpty() ? "nobody else" : also) + ".");
        return lines;
    }
}
