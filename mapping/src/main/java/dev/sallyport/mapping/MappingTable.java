package dev.sallyport.mapping;

import dev.sallyport.identity.CallerIdentity;

import java.util.List;

/**
 * Says who an IAM principal is inside the cluster. Immutable; a look-up costs the same however many rules there are.
 *
 * <p>Sources are asked in order. Within each, exact ARNs come first, then patterns, then accounts; the first source
 * that knows the principal decides. Source: aws-iam-authenticator, {@code pkg/server} and {@code pkg/mapper}.
 */
public final class MappingTable {

    private MappingTable() {}

    /** Builds the index over the sources' rules, first source first. */
    public static MappingTable of(List<RuleSet> sources) {
        throw new UnsupportedOperationException("written by the room mapping: " + sources);
    }

    /** Who this principal is, and by which rule. */
    public MappingResult lookup(CallerIdentity identity) {
        throw new UnsupportedOperationException("written by the room mapping: " + identity);
    }

    /** How many rules stand in the table. */
    public int size() {
        throw new UnsupportedOperationException("written by the room mapping");
    }
}
