package dev.sallyport.sandbox.kubernetes.errors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A refused request, on its way to the client. It is an exception because a refusal may come from any depth of a write
 * (decoding, patching, validation, the store) and always ends it; it has no stack trace because it is an answer and no
 * fault of ours.
 *
 * <p>Source of its form: Kubernetes, {@code meta/v1 Status}.
 */
public final class ApiError extends RuntimeException {

    private final int code;
    private final String reason;
    private final @Nullable Details details;
    private final OptionalInt retryAfterSeconds;
    private final @Nullable ObjectNode verbatim;

    /** What a Status says about the object; empty strings are left out. */
    public record Details(String name, String group, String kind, List<FieldError> causes) {
        public Details {
            causes = List.copyOf(causes);
        }

        /** Details that say nothing, which is not the same as no details. */
        public static Details empty() {
            return new Details("", "", "", List.of());
        }
    }

    ApiError(int code, String reason, String message, @Nullable Details details, OptionalInt retryAfterSeconds) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
        this.retryAfterSeconds = retryAfterSeconds;
        this.verbatim = null;
    }

    /** A refusal that somebody else has put into words. */
    ApiError(ObjectNode status) {
        super(status.path("message").asText(), null, false, false);
        this.code = status.path("code").asInt();
        this.reason = status.path("reason").asText("");
        this.details = null;
        int seconds = status.at("/details/retryAfterSeconds").asInt();
        this.retryAfterSeconds = seconds > 0 ? OptionalInt.of(seconds) : OptionalInt.empty();
        this.verbatim = status.deepCopy();
    }

    /** The HTTP status code. */
    public int code() {
        return code;
    }

    /** The machine-readable word, such as {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** The sentence that the client shows. */
    public String message() {
        return Objects.requireNonNull(getMessage());
    }

    /** After how many seconds the client should try again, if it should. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** This refusal as the body of an answer. */
    public ObjectNode toStatus() {
        if (verbatim != null) {
            return verbatim.deepCopy();
        }
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (details != null) {
            writeDetails(status.putObject("details"), details);
        }
        return status.put("code", code);
    }

    private void writeDetails(ObjectNode target, Details from) {
        putUnlessEmpty(target, "name", from.name());
        putUnlessEmpty(target, "group", from.group());
        putUnlessEmpty(target, "kind", from.kind());
        if (!from.causes().isEmpty()) {
            var causes = target.putArray("causes");
            for (FieldError cause : from.causes()) {
                ObjectNode written = causes.addObject();
                putUnlessEmpty(written, "reason", cause.reason());
                written.put("message", cause.message());
                putUnlessEmpty(written, "field", cause.field());
            }
        }
        retryAfterSeconds.ifPresent(seconds -> target.put("retryAfterSeconds", seconds));
    }

    private static void putUnlessEmpty(ObjectNode target, String field, String value) {
        if (!value.isEmpty()) {
            target.put(field, value);
        }
    }
}
