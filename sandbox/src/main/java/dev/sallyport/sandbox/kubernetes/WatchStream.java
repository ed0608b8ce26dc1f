package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.request.ListQuery;
import dev.sallyport.sandbox.kubernetes.store.Change;
import dev.sallyport.sandbox.kubernetes.store.Listing;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running watch: one JSON object a line, as things change. A client that reads too slowly is cut off and has to
 * resume, so that it cannot fill the memory. Lives on the event loop of its connection.
 */
final class WatchStream {

    private static final long DEFAULT_SECONDS = 45 * 60; // the real server picks between 30 and 60 minutes
    private static final long BOOKMARK_SECONDS = 60;
    private static final int MOST_WAITING = 1_000; // events that a slow client may lag behind

    private final ObjectStore store;
    private final Kind storedKind;
    private final Kind kind;
    private final String namespace;
    private final ListQuery query;
    private final Rendering rendering;
    private final Vertx vertx;
    private final List<Long> timers = new ArrayList<>();
    private Optional<ObjectStore.Watch> watch = Optional.empty();
    private long seen;
    private boolean first = true;
    private int waiting;
    private boolean ended;

    WatchStream(ObjectStore store, Kind storedKind, Kind kind, String namespace, ListQuery query, Rendering rendering,
            Vertx vertx) {
        this.store = store;
        this.storedKind = storedKind;
        this.kind = kind;
        this.namespace = namespace;
        this.query = query;
        this.rendering = rendering;
        this.vertx = vertx;
    }

    /** Begins to write; the headers of the answer are set. */
    void start(HttpServerResponse response) {
        response.setChunked(true);
        response.closeHandler(_ -> close());
        response.exceptionHandler(_ -> close());
        response.writeHead();
        Context context = vertx.getOrCreateContext();
        try {
            begin(response, context);
        } catch (ApiError error) {
            write(response, "ERROR", error.toStatus());
            end(response);
            return;
        }
        long seconds = query.timeoutSeconds().orElse(DEFAULT_SECONDS);
        timers.add(vertx.setTimer(Math.max(1, TimeUnit.SECONDS.toMillis(seconds)), _ -> end(response)));
        if (query.bookmarks()) {
            timers.add(vertx.setPeriodic(TimeUnit.SECONDS.toMillis(BOOKMARK_SECONDS), _ -> bookmark(response, false)));
        }
    }

    private void begin(HttpServerResponse response, Context context) {
        boolean fromNow = query.version().isEmpty() || query.version().getAsLong() == 0 || query.sendInitialEvents();
        boolean silent = query.sendInitialEvents() || !fromNow;
        List<ObjectNode> initial = store.exclusively(() -> {
            Listing listing = store.list(storedKind, namespace);
            long after = fromNow ? listing.version() : query.version().getAsLong();
            seen = after;
            watch = Optional.of(store.watch(storedKind, namespace, after,
                    change -> context.runOnContext(_ -> tell(response, change))));
            return fromNow ? listing.items() : List.<ObjectNode>of();
        });
        initial.stream().filter(query.selects()).forEach(object -> send(response, "ADDED", object));
        if (silent && query.sendInitialEvents() && query.bookmarks()) {
            bookmark(response, true);
        }
    }

    private void tell(HttpServerResponse response, Change change) {
        if (ended) {
            return;
        }
        seen = change.version();
        boolean was = change.previous().filter(query.selects()).isPresent();
        boolean is = change.type() != Change.Type.DELETED && query.selects().test(change.object());
        if (is) {
            send(response, was ? "MODIFIED" : "ADDED", change.object());
        } else if (was) {
            send(response, "DELETED", change.type() == Change.Type.DELETED ? change.object() : leaving(change));
        }
    }

    /** An object that changed so that it is no longer selected, as it was while it was. */
    private static ObjectNode leaving(Change change) {
        ObjectNode last = change.previous().orElse(change.object()).deepCopy();
        Metadata.of(last).put("resourceVersion", Long.toString(change.version()));
        return last;
    }

    private void send(HttpServerResponse response, String type, ObjectNode stored) {
        write(response, type, rendering.event(stored, first));
        first = false;
    }

    private void bookmark(HttpServerResponse response, boolean initialEventsEnd) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind.name())
                .put("apiVersion", kind.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(seen));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        write(response, "BOOKMARK", object);
    }

    private void write(HttpServerResponse response, String type, ObjectNode object) {
        if (ended || response.ended() || response.closed()) {
            return;
        }
        waiting++;
        if (waiting > MOST_WAITING && response.writeQueueFull()) {
            close();
            response.reset();
            return;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        response.write(event + "\n").onComplete(_ -> waiting--);
    }

    private void end(HttpServerResponse response) {
        if (!ended && !response.ended() && !response.closed()) {
            if (query.bookmarks() && watch.isPresent()) {
                bookmark(response, false);
            }
            response.end();
        }
        close();
    }

    private void close() {
        ended = true;
        watch.ifPresent(ObjectStore.Watch::close);
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
