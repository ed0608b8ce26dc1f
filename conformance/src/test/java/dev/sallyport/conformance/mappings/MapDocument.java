package dev.sallyport.conformance.mappings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;
import java.util.TreeMap;

/**
 * A ConfigMap's data, as somebody wrote it.
 *
 * @param data the texts by their keys
 */
record MapDocument(Map<String, String> data) {

    @JsonCreator
    MapDocument(@JsonProperty("data") Map<String, String> data) {
        this.data = new TreeMap<>(data); // in one order, so that a seed says everything
    }

    /** The same with another text under a key. */
    MapDocument with(String key, String text) {
        Map<String, String> changed = new TreeMap<>(data);
        changed.put(key, text);
        return new MapDocument(changed);
    }

    /** The same without a key. */
    MapDocument without(String key) {
        Map<String, String> changed = new TreeMap<>(data);
        changed.remove(key);
        return new MapDocument(changed);
    }
}
