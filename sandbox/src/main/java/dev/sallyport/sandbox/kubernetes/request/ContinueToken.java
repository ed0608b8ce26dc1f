package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of a list ended, as clients carry it: the version of the whole list, and the key to go on from. Source
 * of the form: Kubernetes, {@code apiserver/pkg/storage continue.go}.
 *
 * @param start {@code namespace/name} of the last object of the page
 */
public record ContinueToken(long version, String start) {

    /** The text that clients carry. */
    public String encode() {
        String json = JsonNodeFactory.instance.objectNode().put("v", "meta.k8s.io/v1").put("rv", version)
                .put("start", start + "\0").toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the text back; refuses one that is not from here. */
    public static ContinueToken decode(String text) {
        try {
            JsonNode json = BodyText.json(Base64.getUrlDecoder().decode(text)).value();
            String start = json.path("start").asText();
            if (!json.path("v").asText().equals("meta.k8s.io/v1") || start.isEmpty()) {
                throw Refusals.badRequest("invalid continue token: continue key is not valid: incorrect encoded start "
                        + "resourceVersion (version meta.k8s.io/v1)");
            }
            return new ContinueToken(json.path("rv").asLong(), start.substring(0, start.length() - 1));
        } catch (BodyText.Malformed e) {
            throw Refusals.badRequest("invalid continue token: continue key is not valid: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest("invalid continue token: continue key is not valid: no base64");
        }
    }
}
