package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an edited section and compares: every other entry must mean what it meant, in its order, and the edited one what
 * was asked for. The editor would rather write nothing than something that it did not mean.
 */
final class EditCheck {

    private static final RulePlace NOWHERE = new RulePlace("", "", 0);

    private final SectionText before;
    private final SectionText after;

    EditCheck(SectionText before, SectionText after) {
        this.before = before;
        this.after = after;
    }

    /** Whether nothing but the writing is different. */
    boolean saysTheSame() {
        return keepsReading() && meanings(before).equals(meanings(after)) && rules(before).equals(rules(after));
    }

    boolean added(MappingEdit.AddPrincipal add) {
        return added(add.section() == MapSection.ROLES
                ? new MappingRule.Role(add.arn(), add.username(), add.groups(), NOWHERE)
                : new MappingRule.User(add.arn(), add.username(), add.groups(), NOWHERE));
    }

    boolean added(MappingEdit.AddAccount add) {
        return added(new MappingRule.Account(add.accountId(), NOWHERE));
    }

    private boolean added(MappingRule rule) {
        List<Meaning> meanings = meanings(after);
        List<Optional<MappingRule>> rules = rules(after);
        return keepsReading() && after.size() == before.size() + 1 && rules.size() == after.size()
                && rules.getLast().equals(Optional.of(rule))
                && meanings.subList(0, before.size()).equals(meanings(before))
                && rules.subList(0, before.size()).equals(rules(before));
    }

    boolean removed(int index) {
        return keepsReading() && meanings(after).equals(without(meanings(before), index))
                && rules(after).equals(without(rules(before), index));
    }

    boolean renamed(int index, MappingEdit.RenameKey rename) {
        return after.size() == before.size() && keepsReading()
                && without(meanings(after), index).equals(without(meanings(before), index))
                && without(rules(after), index).equals(without(rules(before), index))
                && Meaning.of(after.item(index)).equals(renamed(Meaning.of(before.item(index)), rename));
    }

    private static Meaning renamed(Meaning entry, MappingEdit.RenameKey rename) {
        if (!(entry instanceof Meaning.Keyed keyed)) {
            return entry;
        }
        SortedMap<String, Meaning> fields = new TreeMap<>(keyed.fields());
        Meaning value = fields.remove(rename.key().subject());
        if (value != null) {
            fields.put(rename.to(), value);
        }
        return new Meaning.Keyed(fields, keyed.doubled(), keyed.badKey());
    }

    boolean changed(int index, MappingEdit.Change change) {
        if (after.size() != before.size() || !keepsReading()) {
            return false;
        }
        return without(meanings(after), index).equals(without(meanings(before), index))
                && without(rules(after), index).equals(without(rules(before), index))
                && rest(Meaning.of(after.item(index)), change).equals(rest(Meaning.of(before.item(index)), change))
                && rules(after).get(index).equals(rules(before).get(index).map(rule -> applied(rule, change)));
    }

    /** A section that the reference read before must not be lost to it now. */
    private boolean keepsReading() {
        return after.reading().lost().isEmpty();
    }

    private static List<Meaning> meanings(SectionText section) {
        return section.list().map(list -> list.items().stream().map(Meaning::of).toList()).orElse(List.of());
    }

    private static List<Optional<MappingRule>> rules(SectionText section) {
        return section.reading().entries().stream().map(entry -> entry.rule().map(rule -> rule.at(NOWHERE))).toList();
    }

    private static <T> List<T> without(List<T> items, int index) {
        List<T> others = new ArrayList<>(items);
        others.remove(index);
        return others;
    }

    /** What an entry says beside what was changed. */
    private Meaning rest(Meaning entry, MappingEdit.Change change) {
        if (!(entry instanceof Meaning.Keyed keyed)) {
            return entry;
        }
        SortedMap<String, Meaning> fields = new TreeMap<>(keyed.fields());
        fields.keySet().removeIf(key -> isChanged(key, change));
        return new Meaning.Keyed(fields, keyed.doubled(), keyed.badKey());
    }

    private boolean isChanged(String key, MappingEdit.Change change) {
        return (change.arn().isPresent() && MapSection.isKey(key, before.section().arnKey()))
                || (change.username().isPresent() && MapSection.isKey(key, "username"))
                || (change.groups().isPresent() && MapSection.isKey(key, "groups"));
    }

    private static MappingRule applied(MappingRule rule, MappingEdit.Change change) {
        return switch (rule) {
            case MappingRule.Role role -> new MappingRule.Role(change.arn().orElse(role.roleArn()),
                    change.username().orElse(role.username()), change.groups().orElse(role.groups()), NOWHERE);
            case MappingRule.User user -> new MappingRule.User(change.arn().orElse(user.userArn()),
                    change.username().orElse(user.username()), change.groups().orElse(user.groups()), NOWHERE);
            case MappingRule.ArnPattern pattern -> new MappingRule.ArnPattern(change.arn().orElse(pattern.pattern()),
                    change.username().orElse(pattern.username()), change.groups().orElse(pattern.groups()), NOWHERE);
            case MappingRule.Account account -> account;
        };
    }
}
