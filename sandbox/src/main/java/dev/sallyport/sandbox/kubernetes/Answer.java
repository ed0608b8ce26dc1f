package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import io.vertx.core.buffer.Buffer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param warnings shown by kubectl on standard error
 * @param headers further ones
 */
record Answer(int code, Body body, List<String> warnings, Map<String, String> headers) {

    Answer {
        warnings = List.copyOf(warnings);
        headers = Map.copyOf(headers);
    }

    /** What follows the headers. */
    sealed interface Body {
        /** Nothing. */
        Body NONE = new Bytes(Buffer.buffer(), "");

        /** An object, in the form that was agreed on. */
        record Json(JsonNode value, Form form) implements Body {}

        /** Bytes as they are. */
        record Bytes(Buffer value, String contentType) implements Body {}

        /** Something that goes on after the headers, and writes itself. */
        record Stream(WatchStream watch) implements Body {}
    }

    static Answer ok(JsonNode value, Form form) {
        return of(200, value, form);
    }

    static Answer of(int code, JsonNode value, Form form) {
        return new Answer(code, new Body.Json(value, form), List.of(), Map.of());
    }

    static Answer text(int code, String text) {
        return new Answer(code, new Body.Bytes(Buffer.buffer(text), "text/plain; charset=utf-8"), List.of(), Map.of());
    }

    static Answer refusal(ApiError error, Form form) {
        Answer answer = of(error.code(), error.toStatus(), new Form(form.yaml(), MediaTypes.As.ITSELF));
        return error.retryAfterSeconds().isPresent()
                ? answer.with("Retry-After", Integer.toString(error.retryAfterSeconds().getAsInt()))
                : answer;
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(code, body, warnings, more);
    }

    Answer warning(List<String> more) {
        return new Answer(code, body, more, headers);
    }
}
