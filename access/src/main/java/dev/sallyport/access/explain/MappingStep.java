package dev.sallyport.access.explain;

import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.RuleSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the map makes of a principal. */
public sealed interface MappingStep {

    /**
     * A rule speaks of them.
     *
     * @param user whom it makes of them; a part that only the sign-in says is left as a template
     */
    record ByRule(MappingRule rule, KubernetesUser user) implements MappingStep {}

    /** The API server said who they are, and no rule that could be seen says so. */
    record AsSeen(KubernetesUser user, String because) implements MappingStep {}

    /**
     * No rule speaks of them.
     *
     * @param sources what was read
     * @param nearest rules that may have been meant for them, the likeliest first
     */
    record NoRule(List<RuleSet> sources, List<NearRule> nearest) implements MappingStep {
        public NoRule {
            sources = List.copyOf(sources);
            nearest = List.copyOf(nearest);
        }

        /**
         * The partition of all whom the map names, where somebody is of another: a cluster knows those of its own alone, so
         * no entry would let them in. Empty where that is not so.
         */
        Optional<String> otherPartition(Asker.Iam iam) {
            Set<String> known = sources.stream().flatMap(source -> source.rules().stream())
                    .flatMap(rule -> Arn.tryParse(rule.subject().strip()).stream()).map(Arn::partition)
                    .collect(Collectors.toUnmodifiableSet());
            return known.size() == 1 && !known.contains(iam.given().partition())
                    ? known.stream().findFirst()
                    : Optional.empty();
        }
    }

    /** A rule speaks of them and gives no name, so they are refused. */
    record Unfillable(MappingRule rule, String problem) implements MappingStep {}

    /** The map was not seen, and this says that it does not let them in. */
    record Inferred(String because) implements MappingStep {}

    /** Nobody can say: the map that counts was not looked at. */
    record NotKnown(String because) implements MappingStep {}

    /** The question is about a Kubernetes user, who comes from anywhere. */
    record NotAsked() implements MappingStep {}
}
