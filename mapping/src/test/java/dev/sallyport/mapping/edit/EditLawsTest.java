package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every section and every edit. */
class EditLawsTest {

    private static final RulePlace NOWHERE = new RulePlace("", "", 0);

    @Property(tries = 1_000)
    void anEditTouchesItsEntryAloneAndSaysWhatWasAsked(@ForAll long seed) {
        hold(seed);
    }

    @Property(tries = 10_000)
    @Tag("long")
    void tenThousandEditsTouchTheirEntryAloneAndSayWhatWasAsked(@ForAll long seed) {
        hold(seed);
    }

    @Property(tries = 1_000)
    void ofADamagedSectionAnEditIsRefusedOrExact(@ForAll long seed) {
        holdDamaged(seed);
    }

    @Property(tries = 10_000)
    @Tag("long")
    void ofTenThousandDamagedSectionsEveryEditIsRefusedOrExact(@ForAll long seed) {
        holdDamaged(seed);
    }

    private static List<MappingRule> rules(AwsAuth map) {
        return map.sections().stream().flatMap(section -> section.rules().stream()).map(rule -> rule.at(NOWHERE))
                .toList();
    }

    static String text(AwsAuth map, MapSection section) {
        return map.data().getOrDefault(section.key(), "");
    }

    private static AwsAuth parse(GeneratedSection section, String text) {
        return AwsAuth.parse(Map.of(section.section().key(), text));
    }

    private static EditOutcome.Edited edited(AwsAuth map, MappingEdit edit) {
        EditOutcome outcome = MappingEditor.edit(map, edit);
        assertThat(outcome).as("%s of%n%s", edit, map.data()).isInstanceOf(EditOutcome.Edited.class);
        return (EditOutcome.Edited) outcome;
    }

    @Property(tries = 1_000)
    void accountsAreAddedAndRemovedWithNothingElse(@ForAll long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        Random random = new Random(seed);
        GeneratedSection section = generated.accounts();
        AwsAuth map = parse(section, section.text());
        List<Integer> editable = section.editable();
        boolean add = editable.size() < 2 || random.nextBoolean();
        int piece = add ? section.lastEntry() : editable.get(random.nextInt(editable.size()));
        String id = add ? generated.freshAccount() : section.pieces().get(piece).arn();

        EditOutcome.Edited edited = edited(map, add
                ? new MappingEdit.AddAccount(id)
                : new MappingEdit.Remove(EntryName.of(MapSection.ACCOUNTS, id)));

        List<MappingRule> expected = new ArrayList<>(rules(map));
        if (add) {
            expected.add(new MappingRule.Account(id, NOWHERE));
            assertThat(text(edited.after(), MapSection.ACCOUNTS))
                    .startsWith(piece < 0 ? section.text() : section.before(piece) + section.pieces().get(piece).text())
                    .endsWith(piece < 0 ? "" : section.behind(piece));
        } else {
            expected.remove(new MappingRule.Account(id, NOWHERE));
            assertThat(text(edited.after(), MapSection.ACCOUNTS))
                    .isEqualTo(section.before(piece) + section.behind(piece));
        }
        assertThat(rules(edited.after())).isEqualTo(expected);
    }

    private static void hold(long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        Random random = new Random(seed);
        GeneratedSection section = generated.section();
        List<Integer> editable = section.editable();
        if (editable.isEmpty() || random.nextInt(4) == 0) {
            holdAdd(section, generated);
        } else if (random.nextInt(3) == 0) {
            holdRemove(section, editable.get(random.nextInt(editable.size())));
        } else {
            holdChange(section, editable.get(random.nextInt(editable.size())), random, generated);
        }
    }

    private static void holdAdd(GeneratedSection section, GeneratedSections generated) {
        AwsAuth map = parse(section, section.text());
        MappingEdit.AddPrincipal add = new MappingEdit.AddPrincipal(section.section(),
                generated.freshArn(section.section()), generated.name(), generated.groups());

        EditOutcome.Edited edited = edited(map, add);

        String after = text(edited.after(), section.section());
        int last = section.lastEntry();
        String kept = last < 0 ? section.text() : GeneratedSection.text(section.pieces().subList(0, last + 1));
        String behind = last < 0 ? "" : section.behind(last);
        assertThat(after).startsWith(kept).endsWith(behind);
        assertThat(after.substring(kept.length(), after.length() - behind.length()))
                .endsWith(section.text().contains(section.lineEnd()) ? section.lineEnd() : "\n");
        List<MappingRule> expected = new ArrayList<>(rules(map));
        expected.add(rule(section.section(), add.arn(), add.username(), add.groups()));
        assertThat(rules(edited.after())).as(after).isEqualTo(expected);
    }

    private static MappingRule rule(MapSection section, String arn, String username, List<String> groups) {
        return section == MapSection.ROLES
                ? new MappingRule.Role(arn, username, groups, NOWHERE)
                : new MappingRule.User(arn, username, groups, NOWHERE);
    }

    private static void holdRemove(GeneratedSection section, int piece) {
        AwsAuth map = parse(section, section.text());
        String arn = section.pieces().get(piece).arn();

        EditOutcome.Edited edited = edited(map, new MappingEdit.Remove(EntryName.of(section.section(), arn)));

        String after = text(edited.after(), section.section());
        if (section.entries() > 1) {
            assertThat(after).isEqualTo(section.before(piece) + section.behind(piece));
        } else {
            assertThat(after).startsWith(section.before(piece)).endsWith(section.behind(piece));
        }
        assertThat(rules(edited.after())).isEqualTo(
                rules(map).stream().filter(rule -> !rule.subject().equals(arn)).toList());
    }

    private static void holdChange(GeneratedSection section, int piece, Random random, GeneratedSections generated) {
        AwsAuth map = parse(section, section.text());
        String arn = section.pieces().get(piece).arn();
        MappingEdit.Change change = new MappingEdit.Change(EntryName.of(section.section(), arn),
                random.nextInt(4) == 0 ? Optional.of(generated.freshArn(section.section())) : Optional.empty(),
                random.nextBoolean() ? Optional.of(generated.name()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(generated.groups()) : Optional.empty());

        EditOutcome.Edited edited = edited(map, change);

        String after = text(edited.after(), section.section());
        assertThat(after).startsWith(section.before(piece)).endsWith(section.behind(piece));
        List<MappingRule> expected = rules(map).stream()
                .map(rule -> rule.subject().equals(arn) ? changed(rule, change) : rule).toList();
        assertThat(rules(edited.after())).as("%s%n%s%n%s", change, section.text(), after).isEqualTo(expected);
    }

    private static MappingRule changed(MappingRule rule, MappingEdit.Change change) {
        String username = switch (rule) {
            case MappingRule.Role role -> role.username();
            case MappingRule.User user -> user.username();
            case MappingRule.ArnPattern _,MappingRule.Account _ -> "";
        };
        return rule(change.section(), change.arn().orElse(rule.subject()), change.username().orElse(username),
                change.groups().orElse(rule.groups()));
    }

    private static void holdDamaged(long seed) {
        GeneratedSections generated = new GeneratedSections(seed);
        Random random = new Random(seed);
        GeneratedSection section = generated.section();
        String text = generated.damaged(section.text());
        AwsAuth map = parse(section, text);
        List<MappingRule> before = rules(map);
        String arn = before.isEmpty() ? "nobody" : before.get(random.nextInt(before.size())).subject();
        EntryName entry = EntryName.of(section.section(), arn);
        String username = generated.name();
        boolean remove = random.nextBoolean();

        EditOutcome outcome = MappingEditor.edit(map, remove
                ? new MappingEdit.Remove(entry)
                : new MappingEdit.Change(entry, Optional.empty(), Optional.of(username), Optional.empty()));

        switch (outcome) {
            case EditOutcome.Refused refused -> assertThat(refused.remedy()).isNotEmpty();
            case EditOutcome.Edited edited -> {
                List<MappingRule> after = rules(edited.after());
                assertThat(edited.after().unreadableSections()).isEqualTo(map.unreadableSections());
                assertThat(after).hasSize(before.size() - (remove ? 1 : 0));
                before.stream().filter(rule -> !rule.subject().equals(arn)).forEach(
                        rule -> assertThat(after).contains(rule));
            }
        }
    }
}
