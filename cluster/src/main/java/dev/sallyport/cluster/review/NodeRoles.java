package dev.sallyport.cluster.review;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MappingRule;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** By which roles a cluster's nodes come in. */
public sealed interface NodeRoles {

    /**
     * Every one of them is known.
     *
     * @param arns as they stand in a rule: without a path, in lower case
     */
    record Known(Set<String> arns) implements NodeRoles {
        public Known {
            arns = Set.copyOf(arns);
        }

        /** Those of roles as IAM shows them, with their paths. */
        public static Known of(Collection<String> roleArns) {
            return new Known(roleArns.stream().flatMap(arn -> folded(arn).stream()).collect(Collectors.toSet()));
        }
    }

    /**
     * Not all of them are, so every rule that gives {@code system:nodes} counts as in use while there is a Node.
     *
     * @param why a half sentence
     */
    record Unknown(String why) implements NodeRoles {}

    /** Whether nodes may come in by a rule, as far as can be known. */
    static boolean mayUse(NodeRoles roles, MappingRule rule, boolean mayHaveNodes) {
        return switch (roles) {
            case Known(Set<String> arns) -> folded(rule.subject()).filter(arns::contains).isPresent();
            case Unknown _ -> mayHaveNodes;
        };
    }

    private static Optional<String> folded(String arn) {
        return SignInArn.of(arn).map(found -> ArnCase.folded(found.value()));
    }
}
