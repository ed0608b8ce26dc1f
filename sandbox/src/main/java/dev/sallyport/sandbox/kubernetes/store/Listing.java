package dev.sallyport.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Objects as they were together at one moment, ordered by namespace and name.
 *
 * @param version the moment
 */
public record Listing(long version, List<ObjectNode> items) {
    public Listing {
        items = List.copyOf(items);
    }
}
