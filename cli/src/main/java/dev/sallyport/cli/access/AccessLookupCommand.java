package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.Profile;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.whocan.Grants.Grant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport access lookup}: what somebody has. */
@Command(name = "lookup", header = "show what somebody has: bindings, roles and rules", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Shows every binding that speaks of somebody, and the rules that it gives. SUBJECT is an ARN,",
    "user:NAME, group:NAME, sa:NAMESPACE/NAME, or a bare name of a user or a group. Exit code 1 when nobody",
    "knows the subject.", ""}, footer = {"", "Examples:",
        "  sallyport access lookup arn:aws:iam::123456789012:role/ci",
        "  sallyport access lookup group:deployers", "  sallyport access lookup sa:prod/vault -o yaml"})
final class AccessLookupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "SUBJECT", description = "Whom to look up.")
    String subject = "";

    @Option(names = "--all", description = "Show what everybody has who is let in, too.")
    boolean all;

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    AccessLookupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AccessWorld world = AuditSource.read(source, terminal, aws);
        MappingTable table = MappingTable.of(List.of(new RuleSet("map", AuditSource.rules(world))));
        SubjectText.Found answer = new SubjectText(AuditSource.auditor(world, false), table).read(subject);
        List<Profile> found = answer.profiles();
        if (!output.people()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("subject", subject);
            report.put("found", found.stream().map(AccessLookupCommand::facts).toList());
            report.put("problem", answer.problem().orElse(""));
            report.put("remarks", AuditSource.limits(world));
            terminal.out().print(output.format.write(report));
        } else {
            if (found.isEmpty()) {
                terminal.line(Printable.name(answer.problem().map(problem -> problem + ".")
                        .orElse(subject.startsWith("arn:")
                                ? "No rule of the map lets " + subject + " in."
                                : "No binding and no rule of the map knows " + subject + ".")));
            }
            found.forEach(this::tell);
            AuditSource.limits(world).forEach(limit -> terminal.line(Printable.name(limit)));
        }
        return (found.isEmpty() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private void tell(Profile profile) {
        String wayIn = profile.party() instanceof Party.Mapped ? AccessWords.wayIn(profile.party()) : "";
        terminal.line(Printable.name(AccessWords.party(profile.party()) + (wayIn.isEmpty() ? "" : "   " + wayIn)));
        for (MappingRule rule : profile.comingInBy()) {
            terminal.line("    " + Printable.name(rule.subject() + " comes in as this, by " + rule.place()));
        }
        if (profile.grants().isEmpty()) {
            terminal.line("    no binding speaks of them");
        }
        profile.grants().forEach(this::tell);
        if (!profile.everybodys().isEmpty()) {
            if (all) {
                profile.everybodys().forEach(this::tell);
            } else {
                terminal.line("    and what everybody has who is let in: " + profile.everybodys().size()
                        + (profile.everybodys().size() == 1 ? " binding" : " bindings") + " (--all)");
            }
        }
        terminal.line("");
    }

    private void tell(Grant grant) {
        terminal.line("    " + Printable.name(AccessWords.binding(grant.binding()) + " -> "
                + grant.role().map(AccessWords::role).orElseGet(() -> grant.binding().role().kind().kubernetesName()
                        + " " + grant.binding().role().name() + ", which does not exist")
                + "   (" + AccessWords.subject(grant.subject()) + ")"));
        grant.role().map(Role::rules).orElse(List.of()).stream().map(AccessWords::rule)
                .forEach(rule -> terminal.line("        " + Printable.name(rule)));
    }

    private static Map<String, Object> facts(Profile profile) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("who", AccessFacts.of(profile.party()));
        facts.put("comingInBy", profile.comingInBy().stream()
                .map(rule -> Map.of("principal", rule.subject(), "place", rule.place().toString())).toList());
        facts.put("grants", profile.grants().stream().map(AccessLookupCommand::facts).toList());
        facts.put("everybodys", profile.everybodys().stream().map(AccessLookupCommand::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Grant grant) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("binding", AccessWords.binding(grant.binding()));
        facts.put("namespace", grant.binding().namespace());
        facts.put("by", AccessWords.subject(grant.subject()));
        facts.put("role", grant.binding().role().kind().kubernetesName() + " " + grant.binding().role().name());
        facts.put("roleExists", grant.role().isPresent());
        List<PolicyRule> rules = grant.role().map(Role::rules).orElse(List.of());
        facts.put("rules", rules.stream().map(AccessFacts::of).toList());
        return facts;
    }
}
