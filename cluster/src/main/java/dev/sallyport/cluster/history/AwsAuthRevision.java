package dev.sallyport.cluster.history;

import java.time.Instant;
import java.util.Map;

/**
 * The map as one write left it, without the text: {@link AwsAuthHistory#data} fetches that.
 *
 * @param name the ControllerRevision's name
 * @param number counts from 1, without a gap along the history
 * @param time when it was written, or first seen
 * @param author who wrote it
 * @param previous the name of the revision that it replaced; empty for the first, and for one whose forerunner is gone
 * @param base the resourceVersion of the ConfigMap that it replaced, or that it was seen in; empty when there was none
 * @param digest tells its text from others, without fetching it
 * @param settled whether it is marked as one that became the map; one that is not may still be the newest
 */
public record AwsAuthRevision(String name, long number, Instant time, Author author, String previous, String base,
        String digest, boolean settled) {

    /** Whether this is its text. */
    public boolean has(Map<String, String> data) {
        return digest.equals(RevisionText.digest(data));
    }
}
