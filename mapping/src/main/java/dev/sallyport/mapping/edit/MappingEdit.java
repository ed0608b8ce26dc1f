package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing to be done to the map.
 *
 * <p>Every text must be well-formed Unicode (no lone surrogates): YAML cannot say anything else, and the constructors
 * throw {@link IllegalArgumentException} for it.
 */
public sealed interface MappingEdit {

    /** The section that it changes. */
    MapSection section();

    /** What is done to the text of a section. */
    sealed interface OfEntries extends MappingEdit {

        /** The same edit, with another line. */
        default OfEntries on(OptionalInt otherLine) {
            return switch (this) {
                case AddPrincipal add -> add;
                case AddAccount add -> add;
                case Change change ->
                    new Change(change.entry().on(otherLine), change.arn(), change.username(), change.groups());
                case Remove remove -> new Remove(remove.entry().on(otherLine));
                case RenameKey rename -> new RenameKey(rename.key().on(otherLine), rename.to());
            };
        }
    }

    /** What is done to the key that holds a section. */
    sealed interface OfKeys extends MappingEdit {}

    /** The entry that it changes; none where it adds one. */
    default Optional<EntryName> target() {
        return Optional.empty();
    }

    /**
     * Adds an entry for a role or a user at the end of its section.
     *
     * @param section {@code ROLES} or {@code USERS}
     * @param arn not empty; refused where it stands in the section already
     * @param username a template; may be empty
     * @param groups templates
     */
    record AddPrincipal(MapSection section, String arn, String username, List<String> groups) implements OfEntries {
        public AddPrincipal {
            groups = List.copyOf(groups);
            demand(section != MapSection.ACCOUNTS, "an account is added by AddAccount");
            demand(!arn.isEmpty(), "an entry needs an ARN");
            demandText(arn);
            demandText(username);
            groups.forEach(MappingEdit::demandText);
        }
    }

    /** Adds an account, whose principals are all let in, at the end of {@code mapAccounts}. */
    record AddAccount(String accountId) implements OfEntries {
        public AddAccount {
            demand(!accountId.isEmpty(), "an account needs an id");
            demandText(accountId);
        }

        @Override
        public MapSection section() {
            return MapSection.ACCOUNTS;
        }
    }

    /**
     * Changes an entry of {@code mapRoles} or {@code mapUsers} where it stands.
     *
     * @param arn the new ARN; empty to leave it
     * @param username the new user name; empty to leave it
     * @param groups the new groups, all of them; empty to leave them
     */
    record Change(EntryName entry, Optional<String> arn, Optional<String> username,
            Optional<List<String>> groups) implements OfEntries {
        public Change {
            groups = groups.map(List::copyOf);
            demand(entry.section() != MapSection.ACCOUNTS, "an account has nothing to change");
            arn.ifPresent(text -> demand(!text.isEmpty(), "an entry needs an ARN"));
            arn.ifPresent(MappingEdit::demandText);
            username.ifPresent(MappingEdit::demandText);
            groups.ifPresent(all -> all.forEach(MappingEdit::demandText));
        }

        @Override
        public MapSection section() {
            return entry.section();
        }

        @Override
        public Optional<EntryName> target() {
            return Optional.of(entry);
        }
    }

    /** Takes an entry or an account out. */
    record Remove(EntryName entry) implements OfEntries {

        @Override
        public MapSection section() {
            return entry.section();
        }

        @Override
        public Optional<EntryName> target() {
            return Optional.of(entry);
        }
    }

    /**
     * Gives a key of an entry another name where it stands.
     *
     * @param key the key as it is written, in place of an entry's ARN, on its line
     * @param to a key that the entry has not yet
     */
    record RenameKey(EntryName key, String to) implements OfEntries {
        public RenameKey {
            demand(key.section() != MapSection.ACCOUNTS, "an account has no keys");
            demandText(key.subject());
            demandText(to);
        }

        @Override
        public MapSection section() {
            return key.section();
        }

        @Override
        public Optional<EntryName> target() {
            return Optional.of(key);
        }
    }

    /**
     * Gives a key of the ConfigMap a section's name. Refused where the section is there already.
     *
     * @param from the key as it is written
     * @param section whose name it gets
     */
    record RenameSection(String from, MapSection section) implements OfKeys {}

    /** Makes text of a section that a file gives as a list of its own. */
    record SectionAsText(MapSection section) implements OfKeys {}

    private static void demand(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void demandText(String text) {
        demand(text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE),
                "the text has half a character (a lone surrogate)");
    }
}
