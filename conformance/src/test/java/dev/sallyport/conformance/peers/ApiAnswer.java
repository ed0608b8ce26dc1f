package dev.sallyport.conformance.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.net.http.HttpHeaders;

/**
 * What a Kubernetes API answered.
 *
 * @param body the text as it came
 */
public record ApiAnswer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The same answer, which must be a yes. */
    public ApiAnswer succeeds() {
        if (status < 200 || status > 299) {
            throw new AssertionError("expected success, got " + status + ": " + body);
        }
        return this;
    }
}
