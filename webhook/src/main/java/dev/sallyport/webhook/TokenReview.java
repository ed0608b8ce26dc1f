package dev.sallyport.webhook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.mapping.KubernetesUser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A TokenReview as it arrives, and the answers to it. Source: Kubernetes API, {@code authentication.k8s.io}, versions
 * {@code v1} and {@code v1beta1}, which differ in name alone.
 *
 * <p>The answer has the version of the question, and none where the question had none: so do the reference
 * authenticator's own clients ask. It never names audiences: a token of ours is bound to a cluster and not to an
 * audience, and an answer without them is what the API server expects of a webhook that knows nothing of audiences; it
 * then grants its own and refuses others (apiserver, {@code token/webhook}).
 *
 * @param apiVersion as asked; empty when the question had none
 */
record TokenReview(String apiVersion, ClusterToken token) {

    private static final String V1 = "authentication.k8s.io/v1";
    private static final String V1BETA1 = "authentication.k8s.io/v1beta1";
    private static final String KIND = "TokenReview";

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    /** The body is no TokenReview; the message says where and what was expected, and quotes nothing of a token. */
    static final class NoTokenReviewException extends Exception {
        private static final long serialVersionUID = 1L;

        NoTokenReviewException(String message) {
            super(message);
        }
    }

    /** Reads a question. Fields that it does not know are passed over. */
    static TokenReview parse(byte[] body) throws NoTokenReviewException {
        String apiVersion = "";
        String kind = "";
        String token = "";
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new NoTokenReviewException("the body is no JSON object; expected a TokenReview");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "apiVersion" -> apiVersion = string(json, field);
                    case "kind" -> kind = string(json, field);
                    case "spec" -> token = tokenOf(json);
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new NoTokenReviewException("something follows the TokenReview");
            }
        } catch (JacksonException e) {
            JsonLocation where = e.getLocation();
            throw new NoTokenReviewException("the body is no JSON"
                    + (where == null ? "" : ": line " + where.getLineNr() + ", column " + where.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // reading from memory
        }
        return checked(apiVersion, kind, token);
    }

    private static TokenReview checked(String apiVersion, String kind, String token) throws NoTokenReviewException {
        if (!apiVersion.isEmpty() && !apiVersion.equals(V1) && !apiVersion.equals(V1BETA1)) {
            throw new NoTokenReviewException("apiVersion is neither " + V1 + " nor " + V1BETA1);
        }
        if (!kind.isEmpty() && !kind.equals(KIND)) {
            throw new NoTokenReviewException("kind is not " + KIND);
        }
        if (token.isEmpty()) {
            throw new NoTokenReviewException("spec.token is missing or empty");
        }
        return new TokenReview(apiVersion, ClusterToken.of(token));
    }

    private static String tokenOf(JsonParser json) throws IOException, NoTokenReviewException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new NoTokenReviewException("spec is no object");
        }
        String token = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("token")) {
                token = string(json, "spec.token");
            } else {
                json.skipChildren();
            }
        }
        return token;
    }

    private static String string(JsonParser json, String field) throws IOException, NoTokenReviewException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> throw new NoTokenReviewException(field + " is no string");
        };
    }

    /** The answer that says who the caller is. */
    byte[] authenticated(KubernetesUser user) {
        return answer(json -> {
            json.writeBooleanField("authenticated", true);
            json.writeObjectFieldStart("user");
            json.writeStringField("username", user.username());
            json.writeStringField("uid", user.uid());
            strings(json, "groups", user.groups());
            if (!user.extra().isEmpty()) {
                json.writeObjectFieldStart("extra");
                for (Map.Entry<String, List<String>> extra : user.extra().entrySet()) {
                    strings(json, extra.getKey(), extra.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** The answer that says that the caller is nobody. Why, only our log says: the caller may be an attacker. */
    byte[] unauthenticated() {
        return answer(json -> json.writeBooleanField("authenticated", false));
    }

    private interface Status {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] answer(Status status) {
        return json(json -> {
            if (!apiVersion.isEmpty()) {
                json.writeStringField("apiVersion", apiVersion);
                json.writeStringField("kind", KIND);
            }
            json.writeObjectFieldStart("status");
            status.write(json);
            json.writeEndObject();
        });
    }

    /**
     * The API's own way to say that something could not be done: a {@code Status}, so that the sentence reaches the API
     * server's log, and so that nothing in it can be taken for a verdict on the token.
     */
    static byte[] failure(Review.Cause cause, String detail) {
        return json(json -> {
            json.writeStringField("apiVersion", "v1");
            json.writeStringField("kind", "Status");
            json.writeObjectFieldStart("metadata");
            json.writeEndObject();
            json.writeStringField("status", "Failure");
            json.writeStringField("message", cause.label() + ": " + detail);
            json.writeStringField("reason", cause.status() == 429 ? "TooManyRequests" : "ServiceUnavailable");
            if (cause.retryAfterSeconds().isPresent()) {
                json.writeObjectFieldStart("details");
                json.writeNumberField("retryAfterSeconds", cause.retryAfterSeconds().getAsInt());
                json.writeEndObject();
            }
            json.writeNumberField("code", cause.status());
        });
    }

    private static byte[] json(Status fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory
        }
        return out.toByteArray();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
