package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.GeneratedSection;
import dev.sallyport.mapping.edit.GeneratedSections;
import dev.sallyport.mapping.edit.MappingEditor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.util.List;
import java.util.Map;

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

    @Property(tries = 10_000)
    @Tag("long")
    void lintThrowsForNoDamage(@ForAll long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        GeneratedSection section = generated.section();

        List<LintFinding> found = MapLint.of(parse(section, generated.damaged(generated.damaged(section.text()))));

        assertThat(found).allSatisfy(each -> assertThat(each.finding().message()).isNotEmpty());
    }
}
