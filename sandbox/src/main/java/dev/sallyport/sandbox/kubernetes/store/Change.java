package dev.sallyport.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.Optional;

/**
 * Something that happened to an object.
 *
 * @param object as it is after the change; for a deletion as it was last, with the version of the deletion
 * @param previous as it was before, empty when it is new
 * @param version the change's own place in the order of all changes
 */
public record Change(Type type, Kind kind, ObjectNode object, Optional<ObjectNode> previous, long version) {
    /** What happened. */
    public enum Type {
        ADDED, MODIFIED, DELETED
    }
}
