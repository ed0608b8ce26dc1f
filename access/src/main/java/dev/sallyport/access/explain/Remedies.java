package dev.sallyport.access.explain;

import dev.sallyport.access.explain.Remedy.Kind;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what would make a no a yes, the narrowest first. Each remedy is tried out before it is offered: one after which
 * the answer is not yes is none.
 *
 * <p>An entry that was meant for the principal and matches nobody comes first, because to mend it is what its writer
 * meant. Then what opens this request and nothing more. Then what uses groups and roles that are there, the less it
 * opens the earlier.
 */
final class Remedies {

    private static final int USES = 2; // of what is there; more of them is a list that nobody reads

    private final AccessWorld world;
    private final Grants grants;

    Remedies(AccessWorld world) {
        this.world = world;
        this.grants = new Grants(world);
    }

    List<Remedy> of(Explanation no) {
        List<Remedy> found = new ArrayList<>();
        switch (no.mapping()) {
            case MappingStep.NoRule none -> {
                if (no.question().asker() instanceof Asker.Iam iam && none.otherPartition(iam).isEmpty()) {
                    none.nearest().stream().filter(near -> MeantFor.nobodyElse(near, iam, world))
                            .forEach(near -> mended(no.question(), iam, near).ifPresent(found::add));
                    found.add(exactly(no.question(), iam));
                    found.addAll(byGroups(no.question(), iam));
                }
            }
            case MappingStep.ByRule rule -> found.addAll(inside(no, Optional.of(rule.rule())));
            case MappingStep.AsSeen _ -> found.addAll(inside(no, Optional.empty()));
            case MappingStep.NotAsked _ -> found.addAll(inside(no, Optional.empty()));
            case MappingStep.Unfillable _ -> {
                // The rule is a node's: another name in it would lock the nodes out.
            }
            case MappingStep.Inferred _ -> {
                // what cannot be seen cannot be edited
            }
            case MappingStep.NotKnown _ -> {
                // as above
            }
        }
        return found.stream().filter(remedy -> works(remedy, no.question())).toList();
    }

    private boolean works(Remedy remedy, Question question) {
        return remedy.tryApply(world).filter(after -> Explainer.in(after).walk(question).verdict() == Verdict.YES)
                .isPresent();
    }

    private Optional<Remedy> mended(Question question, Asker.Iam iam, NearRule near) {
        Optional<MapSection> section = MapSection.byKey(near.rule().place().section());
        if (section.isEmpty() || section.get() == MapSection.ACCOUNTS) {
            return Optional.empty();
        }
        String arn = iam.identity().canonicalArn().value();
        Change taken = new Change.OfMap(new MappingEdit.Remove(named(section.get(), near.rule())));
        Change written = entry(iam, near.rule().username(), near.rule().groups());
        // The right one first, so that whoever is the only administrator by it is one throughout; but not both of one ARN.
        List<Change> changes = near.reason() == NearRule.Reason.BLANKS
                ? List.of(taken, written)
                : List.of(written, taken);
        List<Opening> openings = grants.ofNewcomer(arn, near.rule().username(), near.rule().groups());
        Remedy alone = new Remedy(Kind.MEND_ENTRY, changes, openings, List.of(),
                near.rule().place().toString());
        Optional<AccessWorld> after = alone.tryApply(world);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Explanation then = Explainer.in(after.get()).walk(question);
        if (then.verdict() == Verdict.YES) {
            return Optional.of(alone);
        }
        return new Remedies(after.get()).of(then).stream().findFirst().map(more -> {
            List<Change> together = new ArrayList<>(alone.changes());
            together.addAll(more.changes());
            List<Opening> all = new ArrayList<>(openings);
            all.addAll(more.openings());
            return new Remedy(Kind.MEND_ENTRY, together, all, more.others(), alone.note());
        });
    }

    /** Lets them in under a name and a group of their own, and allows that group this. */
    private Remedy exactly(Question question, Asker.Iam iam) {
        FreshNames names = new FreshNames(world);
        String group = names.group(question.request());
        Grant grant = Grant.exactly(question.request(), names, new Subject.Group(group));
        String username = names.user(iam);
        List<Change> changes = new ArrayList<>(List.of(entry(iam, username, List.of(group))));
        changes.addAll(grant.changes());
        String arn = iam.identity().canonicalArn().value();
        List<Opening> openings = new ArrayList<>(grants.ofNewcomer(arn, username, List.of(group)));
        List<MappingRule> others = others(new Subject.Group(group), Optional.empty());
        openings.add(grant.openingFor(others.isEmpty() ? Optional.of(arn) : Optional.empty()));
        return new Remedy(Kind.EXACTLY_THIS, changes, openings, others, "");
    }

    /** Lets them in with a group that may this already. */
    private List<Remedy> byGroups(Question question, Asker.Iam iam) {
        String arn = iam.identity().canonicalArn().value();
        String username = new FreshNames(world).user(iam);
        return grants.groupsThatMay(question.request()).stream()
                .map(group -> new Remedy(Kind.USE_WHAT_IS_THERE,
                        List.of(entry(iam, username, List.of(group))),
                        grants.ofNewcomer(arn, username, List.of(group)), List.of(),
                        "the group " + group + " may this already"))
                .sorted(Comparator.comparingInt(Remedies::breadth)).limit(USES).toList();
    }

    /** The entry of a rule: by its ARN, and by its line too where the ARN stands more than once. */
    private EntryName named(MapSection section, MappingRule rule) {
        long same = world.cluster().awsAuth().stream().flatMap(map -> map.sections().stream())
                .filter(reading -> reading.section() == section).flatMap(reading -> reading.rules().stream())
                .filter(other -> ArnCase.folded(other.subject()).equals(ArnCase.folded(rule.subject()))).count();
        return same > 1 ? EntryName.of(section, rule) : EntryName.of(section, rule.subject());
    }

    private static Change entry(Asker.Iam iam, String username, List<String> groups) {
        String arn = iam.identity().canonicalArn().value();
        return new Change.OfMap(new MappingEdit.AddPrincipal(section(iam), arn, username, groups));
    }

    private static MapSection section(Asker.Iam iam) {
        return iam.isRole() ? MapSection.ROLES : MapSection.USERS;
    }

    /** Allows it to somebody who is in. */
    private List<Remedy> inside(Explanation no, Optional<MappingRule> rule) {
        RbacUser user = switch (no.access()) {
            case AccessStep.ByRbac rbac -> rbac.user();
            case AccessStep.ByNodeAuthorizer node -> node.user();
            case AccessStep.ByServer server -> server.user();
            case AccessStep.NotReached _ -> new RbacUser("", List.of());
        };
        if (NodeAuthorizer.isNode(user)) {
            return List.of(); // what is bound to a node is bound to whatever runs on it
        }
        FreshNames names = new FreshNames(world);
        List<Remedy> found = new ArrayList<>();
        List<Subject> subjects = subjects(user, rule);
        for (Subject subject : subjects) {
            Grant grant = Grant.exactly(no.question().request(), names, subject);
            found.add(remedy(Kind.EXACTLY_THIS, grant, subject, rule,
                    subject instanceof Subject.Group(String name) ? "with all of the group " + name : ""));
        }
        rule.filter(_ -> subjects.isEmpty()).flatMap(entry -> withNewGroup(no.question(), entry, names))
                .ifPresent(found::add);
        subjects.stream().findFirst().ifPresent(subject -> grants.rolesThatAllow(no.question().request()).stream()
                .map(role -> remedy(Kind.USE_WHAT_IS_THERE,
                        Grant.byRole(no.question().request(), role, names, subject), subject, rule,
                        "the " + (role.isClusterRole() ? "ClusterRole " : "Role ") + role.name() + " allows this"))
                .sorted(Comparator.comparingInt(Remedies::breadth)).limit(USES).forEach(found::add));
        return found;
    }

    private Remedy remedy(Kind kind, Grant grant, Subject subject, Optional<MappingRule> own, String note) {
        return new Remedy(kind, grant.changes(), grant.openings(Optional.empty()), others(subject, own), note);
    }

    /** Whom a binding can speak of and mean them: the narrowest first. */
    private List<Subject> subjects(RbacUser user, Optional<MappingRule> own) {
        List<Subject> subjects = new ArrayList<>();
        if (!Subjects.isTemplate(user.name()) && !user.name().isEmpty()) {
            subjects.add(new Subject.User(user.name()));
        }
        user.groups().stream().filter(group -> !group.startsWith("system:") && !Subjects.isTemplate(group)
                && !group.isEmpty()).map(Subject.Group::new).forEach(subjects::add);
        subjects.sort(Comparator.comparingInt(subject -> others(subject, own).size()));
        return subjects.stream().limit(USES).toList();
    }

    private List<MappingRule> others(Subject subject, Optional<MappingRule> own) {
        return world.rulesInForce().stream().filter(rule -> !own.equals(Optional.of(rule)))
                .filter(rule -> Subjects.leadsTo(rule, subject, "")).toList();
    }

    /** An entry that gives no group and a name that every session fills otherwise: it gets a group. */
    private Optional<Remedy> withNewGroup(Question question, MappingRule rule, FreshNames names) {
        Optional<MapSection> section = MapSection.byKey(rule.place().section());
        if (section.isEmpty() || section.get() == MapSection.ACCOUNTS) {
            return Optional.empty();
        }
        Subject.Group group = new Subject.Group(names.group(question.request()));
        List<String> groups = new ArrayList<>(rule.groups());
        groups.add(group.name());
        Grant grant = Grant.exactly(question.request(), names, group);
        List<Change> changes = new ArrayList<>(List.of(new Change.OfMap(new MappingEdit.Change(
                named(section.get(), rule), Optional.empty(), Optional.empty(), Optional.of(groups)))));
        changes.addAll(grant.changes());
        return Optional.of(new Remedy(Kind.EXACTLY_THIS, changes, grant.openings(Optional.empty()), List.of(), ""));
    }

    private static int breadth(Remedy remedy) {
        return remedy.openings().stream().mapToInt(opening -> Grants.weight(opening.rule())
                * (opening.namespace().isEmpty() ? 10 : 1)).sum() + 1000 * remedy.others().size();
    }
}
