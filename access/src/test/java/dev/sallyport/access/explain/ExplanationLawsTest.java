package dev.sallyport.access.explain;

import dev.sallyport.access.explain.GeneratedPassage.Entry;
import dev.sallyport.access.explain.GeneratedPassage.Person;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every world: an explanation says what the documentation says, its chains are enough and complete, and a
 * remedy opens what it announces and nothing more.
 */
final class ExplanationLawsTest {

    private static final long SEED = Long.getLong("sallyport.seed", 20_250_418);
    private static final int REQUESTS = 50; // a world

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private int yes;
    private int chains;

    @Test
    void verdictsAreThoseOfTheDocumentation() {
        compare(100);
    }

    @Test
    @Tag("long")
    void verdictsAreThoseOfTheDocumentationInTwoThousandWorlds() {
        compare(2_000);

        assertThat(yes).isGreaterThan(5_000);
        assertThat(chains).isGreaterThan(10_000);
    }

    @Test
    void theFirstRemedyOpensWhatItAnnounces() {
        mend(60);
    }

    @Test
    @Tag("long")
    void theFirstRemedyOpensWhatItAnnouncesForAThousandDenials() {
        mend(1_000);
    }

    private void compare(int worlds) {
        for (int i = 0; i < worlds; i++) {
            GeneratedPassage passage = GeneratedPassage.next(random, REQUESTS);
            Explainer explainer = Explainer.in(passage.world());
            for (AccessRequest request : passage.requests()) {
                Person person = passage.people().get(random.nextInt(passage.people().size()));
                Explanation explanation = explainer.walk(new Question(Asker.of(person.signedIn()), request));
                boolean allowed = plainly(passage.entries(), passage.accounts(), passage.rbac(), person, request);

                if (explanation.access() instanceof AccessStep.ByNodeAuthorizer node && !allowed
                        && node.answer() != NodeAuthorizer.Answer.PASSES_ON) {
                    continue; // what only the running cluster knows
                }
                assertThat(explanation.verdict()).as("%s by %s in %s", request, person, passage)
                        .isEqualTo(allowed ? Verdict.YES : Verdict.NO);
                if (allowed) {
                    yes++;
                    everyChainIsEnoughAndAllAreThere(passage, person, request, explanation.chains());
                }
            }
        }
    }

    private void everyChainIsEnoughAndAllAreThere(GeneratedPassage passage, Person person, AccessRequest request,
            List<Decision.Chain> found) {
        RbacUser user = PlainPassage.user(passage.entries(), passage.accounts(), person).orElseThrow();
        List<Binding> named = new ArrayList<>();
        for (Decision.Chain chain : found) {
            if (chain instanceof Decision.Chain.ByBinding by) {
                chains++;
                named.add(by.binding());
                RbacSnapshot alone = new RbacSnapshot(
                        List.of(new Role(by.role().namespace(), by.role().name(), List.of(by.rule()))),
                        List.of(by.binding()));
                assertThat(PlainPassage.allows(alone, user, request)).as("%s alone", by).isTrue();
            }
        }
        RbacSnapshot without = new RbacSnapshot(passage.rbac().roles(),
                passage.rbac().bindings().stream().filter(binding -> !named.contains(binding)).toList());
        assertThat(PlainPassage.allows(without, user, request)).as("without %s", named)
                .isEqualTo(user.groups().contains("system:masters"));
        assertThat(found.contains(new Decision.Chain.ByMasters())).isEqualTo(user.groups().contains("system:masters"));
    }

    private static boolean plainly(List<Entry> entries, List<String> accounts, RbacSnapshot rbac, Person person,
            AccessRequest request) {
        return PlainPassage.user(entries, accounts, person).filter(user -> PlainPassage.allows(rbac, user, request))
                .isPresent();
    }

    private void mend(int denials) {
        int mended = 0;
        while (mended < denials) {
            GeneratedPassage passage = GeneratedPassage.next(random, REQUESTS);
            Person person = passage.people().get(random.nextInt(passage.people().size()));
            AccessRequest request = passage.requests().get(random.nextInt(REQUESTS));
            boolean anySession = person.kind().equals("role") && random.nextInt(3) == 0;
            Question question = new Question(Asker.of(anySession ? person.iamArn() : person.signedIn()), request);
            Explanation no = Explainer.in(passage.world()).explain(question);
            if (no.verdict() != Verdict.NO || isOnlyForInstances(no, passage, person)) {
                continue;
            }
            if (no.remedies().isEmpty()) {
                assertThat(isANode(no)).as("no remedy for %s in %s", question, passage).isTrue();
                continue;
            }
            mended++;
            opensWhatItAnnounces(passage, person, anySession, request, no.remedies().getFirst());
        }
    }

    /** Any session was asked for, and only an instance's comes in: this person's is none. */
    private static boolean isOnlyForInstances(Explanation no, GeneratedPassage passage, Person person) {
        return no.mapping() instanceof MappingStep.ByRule
                && PlainPassage.user(passage.entries(), passage.accounts(), person).isEmpty();
    }

    /** What a node is called, or may not do, no remedy of ours changes. */
    private static boolean isANode(Explanation no) {
        return no.mapping() instanceof MappingStep.Unfillable || no.access() instanceof AccessStep.ByNodeAuthorizer;
    }

    private static void opensWhatItAnnounces(GeneratedPassage before, Person asker, boolean anySession,
            AccessRequest asked, Remedy remedy) {
        List<Entry> entries = edited(before.entries(), remedy);
        RbacSnapshot rbac = grown(before.rbac(), remedy);
        AccessWorld applied = remedy.applyTo(before.world());

        for (Person person : before.people()) {
            Optional<RbacUser> then = PlainPassage.user(entries, before.accounts(), person);
            String canonical = Asker.of(person.signedIn()).identity().canonicalArn().value();
            for (AccessRequest request : before.requests()) {
                boolean was = plainly(before.entries(), before.accounts(), before.rbac(), person, request);
                boolean is = then.filter(user -> PlainPassage.allows(rbac, user, request)).isPresent();
                boolean announced = then.filter(user -> remedy.openings().stream()
                        .anyMatch(opening -> opening.covers(Optional.of(canonical), user, request))).isPresent();

                assertThat(!was && is).as("%s by %s after %s in %s", request, person, remedy, before)
                        .isEqualTo(!was && announced);
                assertThat(was && !is).as("%s is taken from %s by %s", request, person, remedy).isFalse();
                // a role's entry may be for instances alone, and then this session, which is none's, stays out
                if (person.equals(asker) && request.equals(asked) && (then.isPresent() || !anySession)) {
                    assertThat(is).as("%s by %s after %s in %s", request, person, remedy, before).isTrue();
                }
            }
        }
        assertThat(applied.cluster().rbac()).isEqualTo(rbac);
        assertThat(remedy.kind()).as("the first of %s", asked).isNotEqualTo(Remedy.Kind.USE_WHAT_IS_THERE);
        theNewRolesAllowNothingElse(remedy, before.requests(), asked);
    }

    /** What is announced may still be too much: a new role is for the request that was asked about. */
    private static void theNewRolesAllowNothingElse(Remedy remedy, List<AccessRequest> requests, AccessRequest asked) {
        for (Change change : remedy.changes()) {
            if (change instanceof Change.NewRole(Role role)) {
                RbacSnapshot alone = new RbacSnapshot(List.of(role), List.of(new Binding(role.namespace(), "alone",
                        role.isClusterRole() ? RoleRef.clusterRole(role.name()) : RoleRef.role(role.name()),
                        List.of(new Subject.User("them")))));
                assertThat(requests).as("allowed by %s for %s", role, asked)
                        .allMatch(request -> isPartOf(request, asked)
                                || !PlainPassage.allows(alone, new RbacUser("them", List.of()), request));
            }
        }
    }

    /** Who may do the one may do the other by that: it is the same, or the same of one name or in one namespace. */
    private static boolean isPartOf(AccessRequest part, AccessRequest whole) {
        return part.equals(whole) || (part instanceof AccessRequest.Resource one
                && whole instanceof AccessRequest.Resource all
                && one.equals(new AccessRequest.Resource(all.verb(), all.group(), all.resource(), all.subresource(),
                        all.name().isEmpty() ? one.name() : all.name(),
                        all.namespace().isEmpty() ? one.namespace() : all.namespace())));
    }

    private static List<Entry> edited(List<Entry> entries, Remedy remedy) {
        List<Entry> edited = new ArrayList<>(entries);
        for (Change change : remedy.changes()) {
            if (change instanceof Change.OfMap(MappingEdit edit)) {
                switch (edit) {
                    case MappingEdit.AddPrincipal add -> edited
                            .add(new Entry(add.section().key(), add.arn(), add.username(), add.groups()));
                    case MappingEdit.Change other -> {
                        int at = at(edited, other.entry());
                        Entry entry = edited.get(at);
                        edited.set(at, new Entry(entry.section(), other.arn().orElse(entry.arn()),
                                other.username().orElse(entry.username()), other.groups().orElse(entry.groups())));
                    }
                    case MappingEdit.Remove remove -> edited
                            .remove(at(edited, remove.entry()));
                    default -> throw new AssertionError("no remedy does this: " + edit);
                }
            }
        }
        return edited;
    }

    /** Which entry is named: by its ARN, and where that stands more than once, by the line at which it begins. */
    private static int at(List<Entry> entries, EntryName name) {
        int line = 1;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).section().equals(name.section().key())) {
                boolean here = name.line().isPresent()
                        ? line == name.line().getAsInt()
                        : entries.get(i).arn().equalsIgnoreCase(name.subject());
                if (here) {
                    return i;
                }
                line += entries.get(i).lines();
            }
        }
        throw new AssertionError("there is no entry " + name);
    }

    private static RbacSnapshot grown(RbacSnapshot rbac, Remedy remedy) {
        List<Role> roles = new ArrayList<>(rbac.roles());
        List<Binding> bindings = new ArrayList<>(rbac.bindings());
        for (Change change : remedy.changes()) {
            switch (change) {
                case Change.NewRole(Role role) -> roles.add(role);
                case Change.NewBinding(Binding binding) -> bindings.add(binding);
                case Change.OfMap _ -> {
                    // not RBAC's
                }
            }
        }
        Set<List<String>> names = Set.copyOf(roles.stream().map(role -> List.of(role.namespace(), role.name()))
                .toList());
        assertThat(names).hasSameSizeAs(roles);
        return new RbacSnapshot(roles, bindings);
    }
}
