package dev.sallyport.access.report;

import dev.sallyport.access.explain.NodeAuthorizer;
import dev.sallyport.access.findings.About;
import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.findings.AccessFindings;
import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Guise;
import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.Profile;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.cluster.snapshot.ServiceAccountName;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Counts everybody: whom the map lets in, whom bindings name, and the service accounts that there are. */
final class Census {

    private static final String AUTHENTICATED = "system:authenticated";
    private static final String CREATOR = "kubernetes-admin";
    private static final List<String> NOTES = List.of(
            "IAM was not asked who may assume the roles, or become one of these principals: sallyport who-can --iam asks.",
            "The Node authorizer, which decides for nodes beside RBAC, and admission, which may refuse what RBAC allows,"
                    + " were not looked at.");

    private final AccessWorld world;
    private final Scene scene;
    private final List<MappingRule> rules;
    private final Auditor auditor;
    private final Grants grants;
    private final Powers powers;
    private final List<AccessFinding> findings;
    private final Map<About, List<AccessFinding>> findingsAbout = new HashMap<>();
    private final Map<MappingRule, List<AccessFinding>> ofWholeRule = new HashMap<>();

    Census(AccessWorld world, Scene scene) {
        this.world = world;
        this.scene = scene;
        this.rules = scene.rules().orElse(List.of());
        this.auditor = Auditor.over(rules, scene.rbac(), scene.traits());
        this.grants = Grants.over(scene.rbac());
        WhoCanAnswer administrators = AccessFindings.administrators(auditor);
        this.powers = new Powers(administrators);
        this.findings = AccessFindings.of(scene, auditor, administrators);
        for (AccessFinding finding : findings) {
            findingsAbout.computeIfAbsent(finding.about(), absent -> new ArrayList<>()).add(finding);
            if (finding.about() instanceof About.Somebody(Party.Mapped(MappingRule rule, Guise guise))
                    && guise.chosen().isEmpty()) {
                ofWholeRule.computeIfAbsent(rule, absent -> new ArrayList<>()).add(finding);
            }
        }
    }

    AccessReport report(Instant readAt) {
        List<ReportEntry> entries = new ArrayList<>();
        rules.forEach(rule -> auditor.profiles(rule).forEach(profile -> entries.add(entry(profile))));
        if (mayHaveHiddenCreator()) {
            entries.add(creator());
        }
        unmapped().forEach(profile -> entries.add(entry(profile)));
        return new AccessReport(world.cluster().name(), readAt, unseen(), NOTES, entries, findings,
                world.cluster().places());
    }

    private List<String> unseen() {
        List<String> unseen = new ArrayList<>(world.limits());
        world.vainRules().ifPresent(unseen::add);
        for (SectionReading section : world.cluster().awsAuth().map(AwsAuth::sections).orElse(List.of())) {
            if (section.lost().isPresent()) {
                unseen.add("The section " + section.section().key() + " of aws-auth cannot be read, so none of its"
                        + " entries lets anybody in. See sallyport mapping lint.");
                continue;
            }
            long dropped = section.entries().stream().filter(entry -> entry.rule().isEmpty()).count();
            if (dropped > 0) {
                unseen.add(dropped + (dropped == 1 ? " entry" : " entries") + " of " + section.section().key()
                        + " in aws-auth cannot be understood, and let nobody in. See sallyport mapping lint.");
            }
        }
        return unseen;
    }

    private ReportEntry entry(Profile profile) {
        Party party = profile.party();
        List<AccessFinding> own = new ArrayList<>(about(new About.Somebody(party)));
        if (party instanceof Party.Mapped(MappingRule rule, Guise guise)) {
            own.addAll(about(new About.Rule(rule)));
            if (guise.chosen().isPresent()) { // what is found of all who come in by the rule is true of them too
                own.addAll(ofWholeRule.getOrDefault(rule, List.of()));
            }
        }
        boolean isKubernetesOwn = party.isPartOfKubernetes() && profile.grants().stream()
                .allMatch(grant -> WhoCanAnswer.isKubernetesOwn(grant.binding()));
        return new ReportEntry(new Somebody.Known(party), names(party), profile.grants(),
                powers.of(party, profile.grants()), own.stream().distinct().toList(), remarks(party), isKubernetesOwn);
    }

    private List<AccessFinding> about(About about) {
        return findingsAbout.getOrDefault(about, List.of());
    }

    private static List<Subject> names(Party party) {
        return switch (party) {
            case Party.Mapped(var _, Guise guise) -> Stream.<Subject>concat(
                    Stream.of(guise.user().name()).filter(name -> !name.isEmpty()).map(Subject.User::new),
                    guise.user().groups().stream().filter(group -> !group.equals(AUTHENTICATED))
                            .map(Subject.Group::new))
                    .distinct().toList();
            case Party.ServiceAccount(String namespace, String name) ->
                List.of(new Subject.ServiceAccount(namespace, name), new Subject.Group("system:serviceaccounts"),
                        new Subject.Group("system:serviceaccounts:" + namespace));
            case Party.NamedUser(String name) -> List.of(new Subject.User(name));
            case Party.NamedGroup(String name) -> List.of(new Subject.Group(name));
            case Party.Everybody(String group) -> List.of(new Subject.Group(group));
        };
    }

    private List<String> remarks(Party party) {
        List<String> remarks = new ArrayList<>();
        switch (party) {
            case Party.Mapped(MappingRule rule, Guise guise) -> {
                if (rule instanceof MappingRule.Account && guise.chosen().isEmpty()) {
                    remarks.add("Everybody in the account is let in, under their own ARN and without a group.");
                } else if (guise.chosen().isEmpty() && isTemplate(guise.user())) {
                    remarks.add("Whoever opens a session of it fills the braces. Where a binding knows such a name, it"
                            + " stands here as an entry of its own.");
                }
                if (NodeAuthorizer.isNode(guise.user())) {
                    remarks.add("A node: the Node authorizer is asked before RBAC, and allows what belongs to it.");
                }
            }
            case Party.NamedUser _,Party.NamedGroup _ -> remarks.add(scene.rules().isPresent()
                    ? "No rule of the map leads here. Somebody may come in as this all the same: by a certificate, an"
                            + " access entry or another authenticator."
                    : "The map was not seen, so nobody can say here who comes in as this.");
            case Party.ServiceAccount _,Party.Everybody _ -> {
                // nothing to add
            }
        }
        return remarks;
    }

    private static boolean isTemplate(RbacUser user) {
        return Stream.concat(Stream.of(user.name()), user.groups().stream()).anyMatch(name -> name.contains("{{"));
    }

    /** Source: Amazon EKS User Guide, "Access entries": the creator of a cluster whose mode is CONFIG_MAP stays hidden. */
    private boolean mayHaveHiddenCreator() {
        return switch (world.mode()) {
            case CONFIG_MAP, UNKNOWN -> true;
            case API_AND_CONFIG_MAP, API -> false;
        };
    }

    private ReportEntry creator() {
        List<Subject> names = List.of(new Subject.User(CREATOR), new Subject.Group("system:masters"));
        RbacUser user = new RbacUser(CREATOR, List.of("system:masters"));
        String doubt = world.mode() == AuthenticationMode.UNKNOWN
                ? "Where this is a cluster of EKS, whoever"
                : "Whoever";
        return new ReportEntry(new Somebody.Creator(), names, grants.of(user),
                List.of(new Power.Everything(List.of(new Decision.Chain.ByMasters()))), List.of(),
                List.of(doubt + " made it may be in system:masters besides, and EKS does not say who that was. This is"
                        + " inferred: nothing that was read says it."),
                false);
    }

    /** Everybody whom no rule of the map lets in. */
    private List<Profile> unmapped() {
        Set<String> everybody = new TreeSet<>();
        Set<String> users = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        Set<ServiceAccountName> accounts = new TreeSet<>(Comparator.comparing(ServiceAccountName::namespace)
                .thenComparing(ServiceAccountName::name));
        everybody.add(AUTHENTICATED);
        for (Subject subject : grants.subjects()) {
            switch (subject) {
                case Subject.ServiceAccount(String namespace, String name) ->
                    accounts.add(new ServiceAccountName(namespace, name));
                case Subject.User(String name) -> {
                    if (!auditor.leadsToUser(name)) {
                        users.add(name);
                    }
                }
                case Subject.Group(String name) -> {
                    if (Party.Everybody.is(name)) {
                        everybody.add(name);
                    } else if (!auditor.leadsToGroup(name)) {
                        groups.add(name);
                    }
                }
            }
        }
        accounts.addAll(world.cluster().serviceAccounts());
        List<Profile> profiles = new ArrayList<>();
        everybody.forEach(name -> profiles.add(auditor.group(name)));
        users.forEach(name -> profiles.add(auditor.user(name)));
        groups.forEach(name -> profiles.add(auditor.group(name)));
        accounts.forEach(account -> profiles.add(
                auditor.profile(new Party.ServiceAccount(account.namespace(), account.name()))));
        return profiles;
    }
}
