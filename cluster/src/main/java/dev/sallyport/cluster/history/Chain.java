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
     * The chain that ends in the newest revision that became the map: the one that the map names, or one that is marked.
     * The map may name an older one, or none: somebody put back a copy of the ConfigMap, or made it anew.
     */
    static Chain of(List<AwsAuthRevision> all, String named) {
        Map<String, AwsAuthRevision> byName = new HashMap<>();
        all.forEach(revision -> byName.put(revision.name(), revision));
        Optional<AwsAuthRevision> next = all.stream()
                .filter(revision -> revision.settled() || revision.name().equals(named))
                .max(Comparator.comparingLong(AwsAuthRevision::number)
                        .thenComparing(revision -> revision.name().equals(named)));
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

    /** Whether the newest revision is this map, so that nothing was changed past the history. */
    boolean records(StoredMap map) {
        return head().map(head -> head.has(map.data())).orElse(!map.there());
    }

    boolean holds(AwsAuthRevision revision) {
        return revisions.stream().anyMatch(each -> each.name().equals(revision.name()));
    }
}
