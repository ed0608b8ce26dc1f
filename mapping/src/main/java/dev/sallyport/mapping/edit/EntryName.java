package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;

import java.util.OptionalInt;

/**
 * Which entry is meant.
 *
 * @param section where it stands
 * @param subject its ARN, compared without case as the reference compares it, or its account id
 * @param line the line of its rule, as {@code RulePlace} gives it; needed only where the ARN stands more than once
 */
public record EntryName(MapSection section, String subject, OptionalInt line) {

    /** The entry with this ARN or account id, wherever it stands in its section. */
    public static EntryName of(MapSection section, String subject) {
        return new EntryName(section, subject, OptionalInt.empty());
    }

    /** The entry that made a rule. */
    public static EntryName of(MapSection section, MappingRule rule) {
        return new EntryName(section, rule.subject(), OptionalInt.of(rule.place().line()));
    }

    /** The same entry, on another line. */
    EntryName on(OptionalInt otherLine) {
        return new EntryName(section, subject, otherLine);
    }

    /** Whether a rule speaks of the same principal. */
    boolean names(MappingRule rule) {
        return ArnCase.folded(rule.subject()).equals(ArnCase.folded(subject));
    }
}
