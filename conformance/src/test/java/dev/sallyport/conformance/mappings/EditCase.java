package dev.sallyport.conformance.mappings;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document and what is to be done to one of its sections.
 *
 * @param document before the edit
 * @param section {@code mapRoles} or {@code mapUsers}
 * @param kind what is done
 * @param arn the entry's
 * @param username the new one
 * @param groups the new ones
 */
record EditCase(MapDocument document, String section, Kind kind, String arn, String username, List<String> groups) {

    /** What can be done to an entry. */
    enum Kind {
        ADD, REMOVE, CHANGE
    }

    EditCase with(MapDocument other) {
        return new EditCase(other, section, kind, arn, username, groups);
    }

    private MappingEdit edit() {
        MapSection where = MapSection.byKey(section).orElseThrow();
        EntryName entry = EntryName.of(where, arn);
        return switch (kind) {
            case ADD -> new MappingEdit.AddPrincipal(where, arn, username, groups);
            case REMOVE -> new MappingEdit.Remove(entry);
            case CHANGE ->
                new MappingEdit.Change(entry, Optional.empty(), Optional.of(username), Optional.of(groups));
        };
    }

    /** The document with the edit in it; empty where our editor refuses. */
    Optional<MapDocument> edited() {
        return switch (MappingEditor.edit(AwsAuth.parse(document.data()), edit())) {
            case EditOutcome.Edited edited -> Optional.of(new MapDocument(edited.after().data()));
            case EditOutcome.Refused _ -> Optional.empty();
        };
    }

    /** What a reading of the document becomes by the edit. */
    Reading applied(Reading before) {
        return section.equals("mapRoles")
                ? new Reading(applied(before.roles()), before.users(), before.accounts())
                : new Reading(before.roles(), applied(before.users()), before.accounts());
    }

    private List<Reading.Entry> applied(List<Reading.Entry> before) {
        List<Reading.Entry> after = new ArrayList<>();
        for (Reading.Entry entry : before) {
            if (!ArnCase.folded(entry.arn()).equals(ArnCase.folded(arn))) {
                after.add(entry);
            } else if (kind == Kind.CHANGE) {
                after.add(new Reading.Entry(entry.arn(), username, groups));
            }
        }
        if (kind == Kind.ADD) {
            after.add(new Reading.Entry(arn, username, groups));
        }
        return after;
    }
}
