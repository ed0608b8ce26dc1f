package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.ContinueToken;
import dev.sallyport.sandbox.kubernetes.request.ListQuery;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.store.Listing;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import io.vertx.core.Vertx;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Answers get, list and watch. */
final class Reads {

    private final ObjectStore store;
    private final Clock clock;
    private final Vertx vertx;

    Reads(ObjectStore store, Clock clock, Vertx vertx) {
        this.store = store;
        this.clock = clock;
        this.vertx = vertx;
    }

    Answer get(Call call, Form form) {
        ObjectNode object = store.get(call.stored(), call.namespace(), call.resource().name())
                .orElseThrow(() -> Refusals.notFound(call.kind().group(), call.kind().plural(), call.resource()
                        .name()));
        return Answer.ok(rendering(call, form, call.parameter("includeObject")).object(object), form);
    }

    Answer list(Call call, Form form) {
        ListQuery query = ListQuery.of(call.query(), call.kind(), false);
        ContinueToken from = query.continueToken().isEmpty()
                ? new ContinueToken(0, "")
                : ContinueToken.decode(query.continueToken());
        Listing listing = listing(call, query, from);
        List<ObjectNode> left = listing.items().stream()
                .filter(object -> from.start().isEmpty() || key(object).compareTo(from.start()) > 0)
                .filter(query.selects()).toList();
        // With resourceVersion 0 a real server answers from its cache, which knows no pages.
        boolean full = query.limit() > 0 && left.size() >= query.limit() && query.version().orElse(-1) != 0;
        // A real server stops at the last object of a page, and does not look whether a selector picks one after it.
        boolean paged = full && isBefore(left.get((int) query.limit() - 1), listing);
        List<ObjectNode> page = paged ? left.subList(0, (int) query.limit()) : left;
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("resourceVersion",
                Long.toString(listing.version()));
        if (paged) {
            metadata.put("continue", new ContinueToken(listing.version(), key(page.getLast())).encode());
            if (!query.selective()) {
                metadata.put("remainingItemCount", left.size() - page.size());
            }
        }
        return Answer.ok(rendering(call, form, query.includeObject()).list(page, metadata), form);
    }

    private Listing listing(Call call, ListQuery query, ContinueToken from) {
        if (from.version() > 0) {
            return store.listAt(call.stored(), call.namespace(), from.version());
        }
        long asked = query.version().orElse(0);
        if (asked > store.version()) {
            throw Refusals.tooLargeResourceVersion(asked, store.version());
        }
        return query.versionMatch().equals("Exact")
                ? store.listAt(call.stored(), call.namespace(), asked)
                : store.list(call.stored(), call.namespace());
    }

    Answer watch(Call call, Form form) {
        if (form.yaml()) {
            throw Refusals.notAcceptable("only the following media types are accepted: application/json;stream=watch");
        }
        ListQuery query = ListQuery.of(call.query(), call.kind(), true);
        if (!call.resource().name().isEmpty()) {
            query = query.named(call.resource().name());
        }
        WatchStream stream = new WatchStream(store, call.stored(), call.kind(), call.namespace(), query,
                rendering(call, form, query.includeObject()), vertx);
        return new Answer(200, new Answer.Body.Stream(stream), List.of(), Map.of());
    }

    private Rendering rendering(Call call, Form form, String includeObject) {
        return new Rendering(call.kind(), form.as(), includeObject, clock);
    }

    private static boolean isBefore(ObjectNode last, Listing listing) {
        return listing.items().stream().anyMatch(object -> key(object).compareTo(key(last)) > 0);
    }

    private static String key(ObjectNode object) {
        return Metadata.namespace(object) + "/" + Metadata.name(object);
    }
}
