package dev.sallyport.cluster.review;

import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.LineChange;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says what a change of {@code aws-auth} would lock out. Looks at what a cluster on EKS makes of the text before and
 * after, so it does not matter how the text came to differ: by an edit, a file that replaces the map, or a rollback.
 *
 * <p>Only what the change itself brings is a danger; what was so before is none. Who gains is no danger here either. By
 * which roles nodes come in is asked only when a change would drop or alter a rule that gives {@code system:nodes}; where
 * nobody can say, every such rule counts as in use while there is a Node.
 */
public final class ChangeReview {

    static final String NODES = "system:nodes";
    private static final String NODE_NAME = "system:node:";

    private final ClusterState state;
    private final Supplier<NodeRoles> nodeRoles;
    private final Powers powers;

    private ChangeReview(ClusterState state, Supplier<NodeRoles> nodeRoles) {
        this.state = state;
        this.nodeRoles = nodeRoles;
        this.powers = Powers.over(state.rbac().orElseGet(RbacSnapshot::empty));
    }

    /** Reviews changes of the map of a cluster that is in this state. */
    public static ChangeReview of(ClusterState state) {
        return of(state, () -> new NodeRoles.Unknown("nobody was asked"));
    }

    /**
     * As {@link #of(ClusterState)}, where somebody may know by which roles the nodes come in.
     *
     * @param nodeRoles asked when a rule for nodes is at stake, perhaps several times
     */
    public static ChangeReview of(ClusterState state, Supplier<NodeRoles> nodeRoles) {
        return new ChangeReview(state, nodeRoles);
    }

    /** The change as it would be made of this map, with its dangers; makes nothing. */
    public Proposal propose(AwsAuth map, MapChange change) {
        return switch (change.of(map)) {
            case EditOutcome.Refused refused -> new Proposal.Impossible(refused);
            case EditOutcome.Edited(AwsAuth after, List<LineChange> changes, List<String> notes) ->
                new Proposal.Ready(map, after, changes, notes, findings(map, after).introduced(),
                        dangers(map, after));
        };
    }

    /**
     * What is wrong with a text, and which of it was not wrong with the one before. Lines move and entries are written
     * anew, so findings are the same when they say the same of the same entry.
     */
    public static MapFindings findings(AwsAuth before, AwsAuth after) {
        return KnownFindings.of(before, after);
    }

    /** The dangers of a change, by code in the order of {@link DangerCode}; empty when there are none. */
    public List<Danger> dangers(AwsAuth before, AwsAuth after) {
        MapReading old = MapReading.of(before);
        MapReading now = MapReading.of(after);
        List<Danger> dangers = new ArrayList<>();
        old.rules().stream().filter(rule -> rule.groups().contains(NODES))
                .forEach(rule -> nodeRole(rule, now.of(rule.subject())).ifPresent(dangers::add));
        lastAdmin(old, now).ifPresent(dangers::add);
        ownWay(old, now).ifPresent(dangers::add);
        now.rules().forEach(rule -> nodeName(old.of(rule.subject()), rule).ifPresent(dangers::add));
        dangers.addAll(sections(before, after));
        dangers.sort(Comparator.comparing(Danger::code));
        return List.copyOf(dangers);
    }

    private Optional<Danger> nodeRole(MappingRule rule, Optional<MappingRule> now) {
        if (now.filter(after -> keeps(rule, after)).isPresent()
                || !NodeRoles.mayUse(nodeRoles.get(), rule, state.mayHaveNodes())) {
            return Optional.empty();
        }
        String nodes = state.nodes().filter(names -> !names.isEmpty()).map(names -> names.size() == 1
                ? "The Node " + names.getFirst()
                : names.size()
                        + " Nodes, " + names.getFirst() + " among them,")
                .orElse("Nodes");
        return Optional.of(new Danger(DangerCode.NODE_ROLE, rule.place(),
                nodes + " may come in by " + rule.subject() + " and would go NotReady: the rule that gives them "
                        + NODES + " would be " + (now.isPresent() ? "another" : "gone") + ".",
                "Keep the rule with its user name " + rule.username() + " and the groups "
                        + String.join(", ", rule.groups()) + "."));
    }

    /** Whether somebody who came in by one rule is by another who they were, and in each of their groups. */
    private static boolean keeps(MappingRule before, MappingRule after) {
        return before.username().equals(after.username())
                && MapReading.lostGroups(before, after).isEmpty();
    }

    private Optional<Danger> lastAdmin(MapReading old, MapReading now) {
        List<MappingRule> admins = old.rules().stream().filter(powers::isAdmin).toList();
        if (admins.isEmpty() || now.rules().stream().anyMatch(powers::isAdmin)) {
            return Optional.empty();
        }
        MappingRule last = admins.getLast();
        return Optional.of(new Danger(DangerCode.LAST_ADMIN, last.place(),
                "Nobody in aws-auth would be an administrator any more: " + last.subject()
                        + " is the last who may do everything.",
                "Add another administrator first, or know who comes in otherwise: the cluster's creator, or an access"
                        + " entry."));
    }

    private Optional<Danger> ownWay(MapReading old, MapReading now) {
        return state.caller().flatMap(caller -> caller.arn()
                .map(arn -> ownWay(caller, arn, old, now))
                .orElseGet(() -> ownWayByName(caller, old, now)));
    }

    private static Optional<Danger> ownWay(Caller caller, CanonicalArn arn, MapReading old, MapReading now) {
        Optional<MappingRule> way = old.lettingIn(arn).filter(rule -> mayHaveMade(rule, caller, arn));
        Optional<MappingRule> after = now.lettingIn(arn);
        return way.filter(rule -> after.filter(next -> keeps(rule, next)).isEmpty())
                .map(rule -> lostWay(rule, after));
    }

    /** Whoever comes in otherwise, as the cluster's creator does, loses nothing with a rule that also names them. */
    private static boolean mayHaveMade(MappingRule rule, Caller caller, CanonicalArn arn) {
        String name = rule instanceof MappingRule.Account ? arn.value() : rule.username();
        return name.contains("{{") || name.equals(caller.user().username());
    }

    private static Optional<Danger> ownWayByName(Caller caller, MapReading old, MapReading now) {
        List<MappingRule> ways = ways(caller, old);
        return ways.isEmpty() || !ways(caller, now).isEmpty()
                ? Optional.empty()
                : Optional.of(lostWay(ways.getLast(), now.of(ways.getLast().subject())));
    }

    private static List<MappingRule> ways(Caller caller, MapReading map) {
        return map.rules().stream().filter(rule -> rule.username().equals(caller.user().username())
                && List.copyOf(rule.groups()).equals(caller.user().groups())).toList();
    }

    private static Danger lostWay(MappingRule rule, Optional<MappingRule> after) {
        return new Danger(DangerCode.OWN_WAY, rule.place(),
                after.isPresent()
                        ? "You come in by " + rule.subject() + ", and would be somebody else, or in fewer groups."
                        : "You come in by " + rule.subject() + ", and would not come in any more.",
                "Let somebody else make this change, who still comes in after it.");
    }

    private Optional<Danger> nodeName(Optional<MappingRule> before, MappingRule rule) {
        boolean nodes = rule.groups().contains(NODES)
                || before.filter(old -> old.groups().contains(NODES)).isPresent();
        boolean person = !rule.username().startsWith(NODE_NAME);
        boolean fresh = before.filter(old -> old.username().equals(rule.username())
                && old.groups().contains(NODES)).isEmpty();
        return nodes && person && fresh
                ? Optional.of(new Danger(DangerCode.NODE_NAME, rule.place(),
                        "Every node with " + rule.subject() + " would be the user \"" + rule.username()
                                + "\", which is no node's name, and the Node authorizer lets it do nothing.",
                        "Keep the user name " + NODE_NAME + "{{EC2PrivateDNSName}}, and give people a role of their"
                                + " own."))
                : Optional.empty();
    }

    private static List<Danger> sections(AwsAuth before, AwsAuth after) {
        List<Danger> dangers = new ArrayList<>();
        for (SectionReading section : after.sections()) {
            boolean readBefore = before.sections().stream().filter(old -> old.section() == section.section())
                    .allMatch(old -> old.lost().isEmpty());
            Optional<Finding> lost = section.lost().filter(_ -> readBefore);
            lost.ifPresent(finding -> dangers.add(new Danger(DangerCode.SECTION,
                    new RulePlace(finding.place().source(), section.section().key(), finding.place().line()),
                    "Everybody in " + section.section().key() + " would be locked out: " + finding.message() + ".",
                    finding.remedy())));
        }
        return dangers;
    }
}
