package dev.sallyport.cluster.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions that became the map, the newest first. Others may lie beside them: written before a write of the map that
 * then did not happen.
 */
record Chain(List<AwsAuthRevision> revisions) {

    Chain {
        revisions = List.copyOf(revisions);
    }

    /**
     * The chain that ends in the revision that the map names. When it names none that is there (somebody made the
     * ConfigMap anew), the newest that is known to have been the map.
     */
    static Chain of(List<AwsAuthRevision> all, String named) {
        Map<String, AwsAuthRevision> byName = new HashMap<>();
        all.forEach(revision -> byName.put(revision.name(), revision));
        Optional<AwsAuthRevision> next = Optional.ofNullable(byName.get(named))
                .or(() -> all.stream().filter(AwsAuthRevision::settled)
                        .max(Comparator.comparingLong(AwsAuthRevision::number)));
        List<AwsAuthRevision> chain = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (next.isPresent() && seen.add(next.get().name())) {
            chain.add(next.get());
            next = Optional.ofNullable(byName.get(next.get().previous()));
        }
        return new Chain(chain);
    }

    Optional<AwsAuthRevision> head() {
        return revisions.stream().findFirst();
    }

    boolean holds(AwsAuthRevision revision) {
        return revisions.stream().anyMatch(each -> each.name().equals(revision.name()));
    }
}
