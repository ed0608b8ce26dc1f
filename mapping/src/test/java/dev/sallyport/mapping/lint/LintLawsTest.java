package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.GeneratedSection;
import dev.sallyport.mapping.edit.GeneratedSections;
import dev.sallyport.mapping.edit.LineChanges;
import dev.sallyport.mapping.edit.MappingEditor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every map that is linted. */
class LintLawsTest {

    private static AwsAuth parse(GeneratedSection section, String text) {
        return AwsAuth.parse(Map.of(section.section().key(), text));
    }

    private static long count(AwsAuth map, String code) {
        return MapLint.of(map).stream().filter(each -> each.finding().code().equals(code)).count();
    }

    @Property(tries = 1_000)
    void aFixTakesItsFindingAway(@ForAll long seed) {
        GeneratedSection section = new GeneratedSections(seed).section();
        AwsAuth map = parse(section, section.text());

        for (LintFinding found : MapLint.of(map)) {
            if (!found.fix().isEmpty()) {
                EditOutcome outcome = MappingEditor.edit(map, found.fix());

                assertThat(outcome).as("%s%n%s", found, section.text()).isInstanceOfSatisfying(
                        EditOutcome.Edited.class, edited -> assertThat(count(edited.after(), found.finding().code()))
                                .as("%s%n%s", found, section.text()).isLessThan(count(map, found.finding().code())));
            }
        }
    }

    /** Who each principal is, by the reference. */
    private static Map<String, List<Object>> people(AwsAuth map) {
        Map<String, List<Object>> people = new HashMap<>();
        for (MappingRule rule : map.referenceReading().rules()) {
            people.put(rule.subject(), List.of(rule.username(), rule.groups()));
        }
        return people;
    }

    private static AwsAuth fixed(AwsAuth map, LintFinding found) {
        return ((EditOutcome.Edited) MappingEditor.edit(map, found.fix())).after();
    }

    @Property(tries = 1_000)
    void anEntryThatMovesLetsTheSamePrincipalInAndLeavesEveryOtherByte(@ForAll long seed) {
        GeneratedSection section = new GeneratedSections(seed).section();
        AwsAuth map = parse(section, section.text());

        for (LintFinding found : fixable(map, "A-WRONG-SECTION")) {
            AwsAuth after = fixed(map, found);
            String subject = found.fix().getFirst().target().orElseThrow().subject();
            int piece = section.editable().stream().filter(i -> section.pieces().get(i).arn().equals(subject))
                    .findFirst().orElseThrow();

            assertThat(people(after)).as(section.text()).isEqualTo(people(map));
            if (section.entries() > 1) {
                assertThat(after.data().get(section.section().key())).as(section.text())
                        .isEqualTo(section.before(piece) + section.behind(piece));
            }
        }
    }

    private static List<LintFinding> fixable(AwsAuth map, String code) {
        return MapLint.of(map).stream()
                .filter(found -> found.finding().code().equals(code) && !found.fix().isEmpty()).toList();
    }

    @Property(tries = 1_000)
    void aKeyThatIsRenamedChangesOnItsOwnLineAlone(@ForAll long seed) {
        GeneratedSection section = new GeneratedSections(seed).section();
        AwsAuth map = parse(section, section.text());

        for (LintFinding found : fixable(map, "A-KEY")) {
            assertThat(LineChanges.between(map, fixed(map, found))).as("%s%n%s", found, section.text())
                    .singleElement().satisfies(change -> {
                        assertThat(change.before()).hasSize(1);
                        assertThat(change.after()).hasSize(1);
                        assertThat(change.place().line()).isEqualTo(found.finding().place().line());
                    });
        }
    }

    @Property(tries = 1_000)
    void aListThatBecomesTextSaysTheSameInTheSameLines(@ForAll long seed, @ForAll boolean deep) {
        GeneratedSection section = new GeneratedSections(seed).section();
        String list = section.text().lines().map(line -> (deep ? "    " : "  ") + line)
                .collect(Collectors.joining("\n", "", "\n"));
        AwsAuth map = AwsAuth.parseManifest("f", "kind: ConfigMap\ndata:\n  a: b\n  " + section.section().key()
                + ":\n" + list + "  z: y\n");

        for (LintFinding found : fixable(map, "A-SECTION-LIST")) {
            AwsAuth after = fixed(map, found);

            assertThat(people(after)).as(map.manifest().orElseThrow())
                    .isEqualTo(people(AwsAuth.parse(Map.of(section.section().key(), section.text()))));
            assertThat(stripped(after).replaceFirst(": \\|", ":")).isEqualTo(stripped(map));
        }
    }

    private static String stripped(AwsAuth map) {
        return map.manifest().orElseThrow().lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    @Property(tries = 500)
    void lintAndMendingThrowForNoDamage(@ForAll long seed) {
        holdWithoutThrowing(seed);
    }

    @Property(tries = 10_000)
    @Tag("long")
    void lintAndMendingThrowForNoneOfTenThousandDamages(@ForAll long seed) {
        holdWithoutThrowing(seed);
    }

    /** Whole, damaged and damaged twice; as data, as a file with a text, and as a file with a list. */
    private static void holdWithoutThrowing(long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        GeneratedSection section = generated.section();
        String once = generated.damaged(section.text());
        String key = section.section().key();
        for (String text : List.of(section.text(), once, generated.damaged(once))) {
            for (AwsAuth map : List.of(parse(section, text),
                    AwsAuth.parseManifest("f", "data:\n  " + key + ": |\n" + text.indent(4)),
                    AwsAuth.parseManifest("f", key + ":\n" + text))) {
                assertThat(MapLint.of(map)).allSatisfy(
                        each -> assertThat(each.finding().message()).isNotEmpty());
                assertThat(MapMending.of(map).after().unreadableSections())
                        .as(text).isSubsetOf(map.unreadableSections()); // mending breaks nothing
            }
        }
    }
}
