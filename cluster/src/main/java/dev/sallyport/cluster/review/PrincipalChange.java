package dev.sallyport.cluster.review;

import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change means for one principal, or one account.
 *
 * @param subject the ARN or the account id, as the rule writes it that counts
 * @param before the rule that let them in; empty where none did
 * @param after the rule that will; empty where none will
 */
public record PrincipalChange(String subject, Optional<MappingRule> before, Optional<MappingRule> after) {

    /** What it comes to. */
    public enum Kind {
        /** They come in, and did not. */
        COMES_IN,
        /** They came in, and do not any more. */
        GOES_OUT,
        /** They are somebody else now, or in other groups. */
        BECOMES
    }

    /** What it comes to. */
    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.COMES_IN;
        }
        return after.isEmpty() ? Kind.GOES_OUT : Kind.BECOMES;
    }

    /** Whether they can do something that they could not: they come in, get a group, or get another name. */
    public boolean gains() {
        return !gainedGroups().isEmpty() || before.isEmpty() || (after.isPresent() && renamed());
    }

    /** Whether somebody is gone: the principal, one of its groups, or its name. */
    public boolean loses() {
        return !lostGroups().isEmpty() || after.isEmpty() || (before.isPresent() && renamed());
    }

    /** The groups that come. */
    public List<String> gainedGroups() {
        return without(groups(after), groups(before));
    }

    /** The groups that go. */
    public List<String> lostGroups() {
        return without(groups(before), groups(after));
    }

    /** Whether the user name, as a template, is another. */
    public boolean renamed() {
        return !before.map(MappingRule::username).equals(after.map(MappingRule::username));
    }

    private static List<String> groups(Optional<MappingRule> rule) {
        return rule.map(MappingRule::groups).orElse(List.of());
    }

    private static List<String> without(List<String> groups, List<String> others) {
        List<String> rest = new ArrayList<>(groups);
        rest.removeAll(others);
        return List.copyOf(rest);
    }
}
