package dev.sallyport.mapping.repair;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.edit.GeneratedSection;
import dev.sallyport.mapping.edit.GeneratedSections;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of a repair, whatever the damage. */
class RepairLawsTest {

    private static final RulePlace NOWHERE = new RulePlace("", "", 0);

    private static List<MappingRule> rules(AwsAuth map, String section) {
        return map.referenceReading().rules().stream().filter(rule -> rule.place().section().equals(section))
                .map(rule -> rule.at(NOWHERE)).toList();
    }

    private static void hold(long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        GeneratedSection section = generated.section();
        String other = section.section().key().equals("mapRoles") ? "mapUsers" : "mapRoles";
        AwsAuth good = AwsAuth.parse(Map.of(section.section().key(), section.text()));
        AwsAuth damaged = AwsAuth.parse(Map.of(section.section().key(), generated.damaged(section.text()), other,
                "- {x: y}  # stays\n"));

        RepairOutcome outcome = MapRepair.of(damaged, good.referenceReading().rules());

        switch (outcome) {
            case RepairOutcome.Whole _ -> assertThat(damaged.unreadableSections()).isEmpty();
            case RepairOutcome.Impossible(var fault) -> assertThat(fault.message()).isNotEmpty();
            case RepairOutcome.Repaired repaired -> {
                assertThat(damaged.unreadableSections()).isNotEmpty();
                assertThat(repaired.after().unreadableSections()).as(section.text()).isEmpty();
                assertThat(repaired.after().data().get(other)).isEqualTo("- {x: y}  # stays\n");
                if (repaired.doubts().isEmpty()) {
                    List<MappingRule> known = rules(good, section.section().key());
                    assertThat(rules(repaired.after(), section.section().key()).stream()
                            .filter(rule -> known.stream().anyMatch(old -> old.subject().equals(rule.subject()))))
                            .as("%s%n%s", damaged.data(), repaired.after().data()).allMatch(known::contains);
                }
            }
        }
    }

    /** Found by {@link #twoThousandRepairsCanBeReadAndLoseNothingWithoutSayingSo}: a hash between quotes before an ARN. */
    @Example
    void aChangedGroupIsSaidThoughAHashStandsBeforeTheArn() {
        hold(-34_179);
    }

    @Property(tries = 60)
    void aRepairCanBeReadAndLosesNothingWithoutSayingSo(@ForAll long seed) {
        hold(seed);
    }

    @Property(tries = 2_000)
    @Tag("long")
    void twoThousandRepairsCanBeReadAndLoseNothingWithoutSayingSo(@ForAll long seed) {
        hold(seed);
    }
}
