package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a list or watch asks for. Source: Kubernetes, {@code meta/v1 ListOptions} and "Kubernetes API Concepts".
 *
 * @param limit at most so many objects at once; 0 for all
 * @param continueToken where the page before ended; empty for the first
 * @param version the resourceVersion asked for
 * @param selective whether a selector narrows the collection
 */
public record ListQuery(Predicate<JsonNode> selects, boolean selective, long limit, String continueToken,
        OptionalLong version, String versionMatch, boolean bookmarks, boolean sendInitialEvents,
        OptionalLong timeoutSeconds, String includeObject) {

    private static final List<String> MATCHES = List.of("Exact", "NotOlderThan", "");

    /** Reads a query; refuses what contradicts itself. */
    public static ListQuery of(Texts query, Kind kind, boolean watch) {
        String labelSelector = query.get("labelSelector");
        String fieldSelector = query.get("fieldSelector");
        String continueToken = query.get("continue");
        String match = query.get("resourceVersionMatch");
        OptionalLong version = version(query.get("resourceVersion"), watch);
        boolean initialEvents = query.isTrue("sendInitialEvents");
        check(query, match, version, continueToken, watch, initialEvents);
        Predicate<JsonNode> selects = Selectors.labels(labelSelector).and(Selectors.fields(fieldSelector, kind));
        return new ListQuery(selects, !labelSelector.isEmpty() || !fieldSelector.isEmpty(),
                number(query, "limit").orElse(0), continueToken, version, match,
                query.isTrue("allowWatchBookmarks"), initialEvents, number(query, "timeoutSeconds"),
                query.get("includeObject"));
    }

    /** The same of the one object of this name. */
    public ListQuery named(String name) {
        return new ListQuery(selects.and(object -> Metadata.name(object).equals(name)), true, limit, continueToken,
                version, versionMatch, bookmarks, sendInitialEvents, timeoutSeconds, includeObject);
    }

    private static void check(Texts query, String match, OptionalLong version, String continueToken, boolean watch,
            boolean initialEvents) {
        if (watch && query.has("sendInitialEvents") && !match.equals("NotOlderThan")) {
            throw forbidden("resourceVersionMatch",
                    "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (watch && !match.isEmpty() && !query.has("sendInitialEvents")) {
            throw forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        if (!watch && initialEvents) {
            throw forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        if (!watch && !match.isEmpty() && version.isEmpty()) {
            throw forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (!watch && match.equals("Exact") && version.orElse(-1) == 0) {
            throw forbidden("resourceVersionMatch",
                    "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
        if (!watch && !MATCHES.contains(match)) {
            throw Refusals.invalid("meta.k8s.io", "ListOptions", "",
                    List.of(FieldError.notSupported("resourceVersionMatch", match, MATCHES)));
        }
        if (!continueToken.isEmpty() && version.orElse(0) != 0) {
            throw Refusals.badRequest("specifying resource version is not allowed when using continue");
        }
    }

    private static RuntimeException forbidden(String field, String why) {
        return Refusals.invalid("meta.k8s.io", "ListOptions", "", List.of(FieldError.forbidden(field, why)));
    }

    private static OptionalLong version(String text, boolean watch) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            String why = "resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \"" + text
                    + "\": invalid syntax";
            throw watch ? Refusals.plain(500, why) : Refusals.badRequest("invalid resource version: " + why);
        }
    }

    private static OptionalLong number(Texts query, String parameter) {
        String text = query.get(parameter);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Refusals.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
