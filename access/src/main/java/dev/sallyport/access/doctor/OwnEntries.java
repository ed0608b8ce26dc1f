package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.RuleSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The entries of the map that speak of somebody who is let in, and may not do what they want. */
final class OwnEntries {

    private final List<MappingRule> all;
    private final Optional<MappingRule> counts;

    private OwnEntries(List<MappingRule> all, Optional<MappingRule> counts) {
        this.all = all;
        this.counts = counts;
    }

    /** By somebody else's view. Lines are those of the sections, as commands count them. */
    static OwnEntries of(AccessWorld world, CallerIdentity identity) {
        RuleSet rules = world.cluster().awsAuth().map(map -> AwsAuth.parse(map.data()).referenceReading())
                .orElseGet(() -> new RuleSet("", List.of()));
        String arn = ArnCase.folded(identity.canonicalArn().value());
        MappingResult result = MappingTable.of(List.of(rules)).lookup(identity, PrivateDnsNames.NONE);
        return new OwnEntries(
                rules.rules().stream().filter(rule -> ArnCase.folded(rule.subject()).equals(arn)).toList(),
                result instanceof MappingResult.Mapped mapped ? Optional.of(mapped.rule()) : Optional.empty());
    }

    /** Entries for the same ARN that give something else than the one that counts. */
    Optional<Observation> shadowed(MapCures cures) {
        return counts.flatMap(winner -> {
            List<MappingRule> others = all.stream().filter(rule -> !gives(rule).equals(gives(winner))).toList();
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Observation.fault(CheckCode.M_SHADOWED,
                            winner.place() + " counts: you are " + gives(winner) + "\n" + others.stream()
                                    .map(rule -> rule.place() + " would make you " + gives(rule))
                                    .collect(Collectors.joining("\n"))
                                    + "\nof entries with one ARN the last counts, and those of mapRoles before"
                                    + " those of mapUsers",
                            cures.remove(winner, "take out the one that counts, so that the other does")));
        });
    }

    /** An entry without groups: bindings for the user name alone can give them something. */
    Optional<Observation> withoutGroups(List<Cure> cures) {
        return counts.filter(rule -> !(rule instanceof MappingRule.Account)).filter(rule -> rule.groups().isEmpty())
                .map(rule -> Observation.fault(CheckCode.M_NAME,
                        rule.place() + " gives you the user name " + rule.username()
                                + " and no groups, so bindings for that name alone count",
                        cures.toArray(Cure[]::new)));
    }

    private static String gives(MappingRule rule) {
        return rule.username() + ", groups " + rule.groups();
    }
}
