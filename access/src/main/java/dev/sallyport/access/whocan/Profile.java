package dev.sallyport.access.whocan;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.List;

/**
 * What somebody has, as bindings give it.
 *
 * @param party who it is
 * @param grants theirs, in the order of the bindings; without those that everybody has who is let in
 * @param everybodys those
 * @param comingInBy for a user or a group, the rules of the map that lead there
 */
public record Profile(Party party, List<Grant> grants, List<Grant> everybodys, List<MappingRule> comingInBy) {
    public Profile {
        grants = List.copyOf(grants);
        everybodys = List.copyOf(everybodys);
        comingInBy = List.copyOf(comingInBy);
    }
}
