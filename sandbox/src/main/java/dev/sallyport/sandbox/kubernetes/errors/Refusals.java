package dev.sallyport.sandbox.kubernetes.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError.Details;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Every refusal that the API knows, by its reason. The words are those a real API server answers with, since people
 * search for them and clients compare them.
 */
public final class Refusals {

    private Refusals() {}

    /** A resource as errors name it: {@code configmaps}, {@code roles.rbac.authorization.k8s.io}. */
    public static String qualified(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    /** No such object. */
    public static ApiError notFound(String group, String resource, String name) {
        return of(404, "NotFound", qualified(resource, group) + " \"" + name + "\" not found",
                new Details(name, group, resource, List.of()));
    }

    /** No such resource, or no such subresource. */
    public static ApiError noSuchResource() {
        return of(404, "NotFound", "the server could not find the requested resource", Details.empty());
    }

    /** The resource is there, but not for this method. */
    public static ApiError methodNotAllowed() {
        return of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource",
                Details.empty());
    }

    /** The kind is there and knows no such verb. */
    public static ApiError methodNotSupported(String group, String resource, String verb) {
        return of(405, "MethodNotAllowed", verb + " is not supported on resources of kind \""
                + qualified(resource, group) + "\"", new Details("", group, resource, List.of()));
    }

    /** The name is taken. */
    public static ApiError alreadyExists(String group, String resource, String name) {
        return of(409, "AlreadyExists", qualified(resource, group) + " \"" + name + "\" already exists",
                new Details(name, group, resource, List.of()));
    }

    /** Somebody else was faster. */
    public static ApiError conflict(String group, String resource, String name, String why) {
        return of(409, "Conflict", "Operation cannot be fulfilled on " + qualified(resource, group) + " \"" + name
                + "\": " + why, new Details(name, group, resource, List.of()));
    }

    /** The usual conflict: the resourceVersion sent is not the current one. */
    public static ApiError modified(String group, String resource, String name) {
        return conflict(group, resource, name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** A server-side apply that would take fields from others. */
    public static ApiError applyConflict(String message, List<FieldError> conflicts) {
        return of(409, "Conflict", message, new Details("", "", "", conflicts));
    }

    /** The object breaks rules. */
    public static ApiError invalid(String group, String kind, String name, List<FieldError> causes) {
        var sentences = new LinkedHashSet<String>();
        causes.forEach(cause -> sentences.add(cause.toString()));
        String all = sentences.size() == 1
                ? sentences.getFirst()
                : sentences.stream().collect(Collectors.joining(", ", "[", "]"));
        return of(422, "Invalid", qualified(kind, group) + " \"" + name + "\" is invalid: " + all,
                new Details(name, group, kind, causes));
    }

    /** The patch cannot be applied to the object. */
    public static ApiError unprocessable(String message) {
        return of(422, "Invalid", message, Details.empty());
    }

    /** The request makes no sense. */
    public static ApiError badRequest(String message) {
        return of(400, "BadRequest", message, null);
    }

    /** Nobody knows who is asking. */
    public static ApiError unauthorized() {
        return of(401, "Unauthorized", "Unauthorized", null);
    }

    /** Known, and not allowed: a request for a resource. */
    public static ApiError forbidden(String group, String resource, String name, String why) {
        String what = qualified(resource, group) + (name.isEmpty() ? "" : " \"" + name + "\"");
        return of(403, "Forbidden", what + " is forbidden: " + why, new Details(name, group, resource, List.of()));
    }

    /** Refused for a cause that clients can tell apart. */
    public static ApiError forbiddenBecause(String group, String resource, String name, String why,
            List<FieldError> causes) {
        return of(403, "Forbidden", qualified(resource, group) + " \"" + name + "\" is forbidden: " + why,
                new Details(name, group, resource, causes));
    }

    /** Known, and not allowed: a path that is no resource. */
    public static ApiError forbiddenPath(String why) {
        return of(403, "Forbidden", "forbidden: " + why, Details.empty());
    }

    /** What was asked for lies too far back. */
    public static ApiError expired(String message) {
        return of(410, "Expired", message, null);
    }

    /** A watch from a version that is no longer kept. */
    public static ApiError gone(String message) {
        return of(410, "Expired", message, null);
    }

    /** A version that is yet to come. */
    public static ApiError tooLargeResourceVersion(long asked, long current) {
        return new ApiError(504, "Timeout", "Timeout: Too large resource version: " + asked + ", current: " + current,
                new Details("", "", "", List.of(new FieldError("ResourceVersionTooLarge", "",
                        "Too large resource version"))),
                OptionalInt.of(1));
    }

    /** The request was not done with when its time was over. */
    public static ApiError timedOut() {
        return of(504, "Timeout",
                "Timeout: request did not complete within requested timeout - context deadline exceeded",
                Details.empty());
    }

    /** No answer can be given in a form that the client takes. */
    public static ApiError notAcceptable(String message) {
        return of(406, "NotAcceptable", message, null);
    }

    /** The body is in a form that is not read here. */
    public static ApiError unsupportedMediaType(List<String> accepted) {
        return of(415, "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted),
                null);
    }

    /** The method does not take bodies of this form at all. */
    public static ApiError unsupportedMediaType() {
        return of(415, "UnsupportedMediaType", "415: Unsupported Media Type", Details.empty());
    }

    /** The body is too long. */
    public static ApiError tooLarge(long limitBytes) {
        return of(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limitBytes, null);
    }

    /** A plain failure with a code, as the API server gives one without a reason. */
    public static ApiError plain(int code, String message) {
        return of(code, "", message, null);
    }

    /** A refusal by somebody who was asked, as a whole Status. */
    public static ApiError denied(ObjectNode status) {
        return new ApiError(status);
    }

    /** A fault of ours. */
    public static ApiError internal(String message) {
        return of(500, "InternalError", "Internal error occurred: " + message,
                new Details("", "", "", List.of(new FieldError("", "", message))));
    }

    private static ApiError of(int code, String reason, String message,
            @Nullable Details details) {
        return new ApiError(code, reason, message, details, OptionalInt.empty());
    }
}
