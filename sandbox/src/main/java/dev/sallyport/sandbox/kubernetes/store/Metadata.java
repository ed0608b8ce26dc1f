package dev.sallyport.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads what every object says of itself. Empty texts stand for what is absent. */
public final class Metadata {

    private Metadata() {}

    public static String name(JsonNode object) {
        return text(object, "name");
    }

    public static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    public static String resourceVersion(JsonNode object) {
        return text(object, "resourceVersion");
    }

    /** Whether somebody asked for its deletion. */
    public static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").path("deletionTimestamp").isTextual();
    }

    /** Whether something has to be done before it may go. */
    public static boolean hasFinalizers(JsonNode object) {
        return !object.path("metadata").path("finalizers").isEmpty();
    }

    /** The metadata of an object, made when it has none. */
    public static ObjectNode of(ObjectNode object) {
        return object.withObject("/metadata");
    }

    private static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }
}
