package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object as it came.
 *
 * @param key kind, namespace and name
 * @param group its API group, empty for core
 * @param json the whole object, or its metadata alone where that is enough
 * @param place where it stands, such as {@code rbac.yaml:12}; empty for what a live cluster says
 */
public record ClusterObject(ObjectKey key, String group, JsonNode json, String place) {

    /** An object of this JSON; kind and apiVersion may be given by the list that it stood in. */
    static ClusterObject of(String apiVersion, String kind, JsonNode json, String place) {
        JsonNode metadata = json.path("metadata");
        int slash = apiVersion.indexOf('/');
        return new ClusterObject(
                new ObjectKey(kind, metadata.path("namespace").asText(""), metadata.path("name").asText("")),
                slash < 0 ? "" : apiVersion.substring(0, slash), json, place);
    }
}
