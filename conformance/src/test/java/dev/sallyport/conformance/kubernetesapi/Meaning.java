package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * What an answer says.
 *
 * @param headers those that a client acts on; see {@link Masks}
 * @param body JSON documents, one but for a watch; a text node where the body is no JSON
 */
record Meaning(int status, Map<String, String> headers, List<JsonNode> body) {

    /** Where two differ, one line each, for people. */
    List<String> differences(Meaning other) {
        return Differences.of(this, other);
    }
}
