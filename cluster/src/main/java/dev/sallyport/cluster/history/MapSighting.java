package dev.sallyport.cluster.history;

import java.util.Map;
import java.util.Optional;

/**
 * A change of the map that an {@link AwsAuthRecorder} saw.
 *
 * @param revision what stands in the history of it; empty while nothing can: the ConfigMap was deleted, and the deletion
 *     is recorded with whatever comes next
 * @param recorded whether this recorder wrote that revision; else whoever changed the map did, or another recorder
 * @param author who it was, as far as it is known
 * @param before the map's data before
 * @param after the map's data after
 */
public record MapSighting(Optional<AwsAuthRevision> revision, boolean recorded, Author author,
        Map<String, String> before, Map<String, String> after) {

    public MapSighting {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
