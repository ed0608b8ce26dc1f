package dev.sallyport.cluster.history;

import java.time.Instant;
import java.util.Map;

/**
 * The map as one write left it.
 *
 * @param name the ControllerRevision's name
 * @param number counts from 1, without a gap along the chain
 * @param time when it was written, or first seen
 * @param author who wrote it
 * @param previous the name of the revision that it replaced; empty for the first, and for one whose forerunner is gone
 * @param base the resourceVersion of the ConfigMap that it replaced; empty when there was none
 * @param data the ConfigMap's whole data after the write, text by key
 * @param settled whether it is marked as one that became the map; one that is not may still be the newest
 */
public record AwsAuthRevision(String name, long number, Instant time, Author author, String previous, String base,
        Map<String, String> data, boolean settled) {

    public AwsAuthRevision {
        data = Map.copyOf(data);
    }
}
