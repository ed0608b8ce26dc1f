package dev.sallyport.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Every object of the cluster. One counter numbers all changes, as etcd's revision does; an object's
 * {@code resourceVersion} is the number of its last change.
 *
 * <p>The changes of the recent past are kept in order. A watch that resumes gets those after its version; a page of a
 * list that began earlier is cut from the state of then, which is today's with the later changes undone. What lies
 * before the oldest kept change is answered with 410, as after etcd's compaction.
 *
 * <p>Safe for use by many threads. A write that first reads runs in {@link #exclusively}.
 */
public final class ObjectStore {

    private final int mostChanges;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Watch> watches = new ArrayList<>();
    private long version;
    private long forgotten;

    /** @param mostChanges how many changes of the past are kept */
    public ObjectStore(int mostChanges) {
        this.mostChanges = mostChanges;
        this.version = 1;
        this.forgotten = 1;
    }

    /** A running watch. */
    public final class Watch implements AutoCloseable {
        private final Predicate<Change> meant;
        private final Consumer<Change> listener;

        private Watch(Predicate<Change> meant, Consumer<Change> listener) {
            this.meant = meant;
            this.listener = listener;
        }

        private void tell(Change change) {
            if (meant.test(change)) {
                listener.accept(change);
            }
        }

        /** Ends the watch; the listener may still hear of a change that happens at this moment. */
        @Override
        public void close() {
            locked(() -> watches.remove(this));
        }
    }

    /** The number of the last change. */
    public long version() {
        return locked(() -> version);
    }

    /** Runs several steps with nobody else writing in between. */
    public <T extends @Nullable Object> T exclusively(Supplier<T> steps) {
        return locked(steps);
    }

    /** The object of this name; the namespace is empty for cluster-scoped kinds. */
    public Optional<ObjectNode> get(Kind kind, String namespace, String name) {
        return locked(() -> Optional.ofNullable(of(kind).get(key(namespace, name))));
    }

    /** Whether an object that was read is stored as it was then. */
    public boolean holds(Kind kind, ObjectNode read) {
        return get(kind, Metadata.namespace(read), Metadata.name(read)).filter(read::equals).isPresent();
    }

    /** All objects of a kind, in one namespace or, when that is empty, in all. */
    public Listing list(Kind kind, String namespace) {
        return locked(() -> new Listing(version, List.copyOf(within(of(kind), namespace).values())));
    }

    /** The same as it was at a past version. */
    public Listing listAt(Kind kind, String namespace, long past) {
        return locked(() -> {
            if (past < forgotten) {
                throw Refusals.expired("The provided continue parameter is too old to display a consistent list"
                        + " result. You can start a new list without the continue parameter.");
            }
            NavigableMap<String, ObjectNode> then = new TreeMap<>(of(kind));
            for (Iterator<Change> latestFirst = history.descendingIterator(); latestFirst.hasNext();) {
                Change change = latestFirst.next();
                if (change.version() <= past) {
                    break;
                }
                if (key(change.kind()).equals(key(kind))) {
                    undo(change, then);
                }
            }
            return new Listing(past, List.copyOf(within(then, namespace).values()));
        });
    }

    private static void undo(Change change, NavigableMap<String, ObjectNode> state) {
        String key = key(Metadata.namespace(change.object()), Metadata.name(change.object()));
        change.previous().ifPresentOrElse(previous -> state.put(key, previous), () -> state.remove(key));
    }

    /** Adds an object and gives it a version; refuses a name that is taken. */
    public ObjectNode create(Kind kind, ObjectNode object) {
        return locked(() -> {
            String key = key(Metadata.namespace(object), Metadata.name(object));
            if (of(kind).containsKey(key)) {
                throw Refusals.alreadyExists(kind.group(), kind.plural(), Metadata.name(object));
            }
            ObjectNode stored = numbered(object);
            of(kind).put(key, stored);
            record(new Change(Change.Type.ADDED, kind, stored, Optional.empty(), version));
            return stored;
        });
    }

    /** Puts an object in the place of the one that is stored under its name. */
    public ObjectNode replace(Kind kind, ObjectNode object) {
        return locked(() -> {
            ObjectNode previous = existing(kind, object);
            ObjectNode stored = numbered(object);
            of(kind).put(key(Metadata.namespace(object), Metadata.name(object)), stored);
            record(new Change(Change.Type.MODIFIED, kind, stored, Optional.of(previous), version));
            return stored;
        });
    }

    /** Takes an object away; what is returned has the version of the deletion. */
    public ObjectNode delete(Kind kind, ObjectNode object) {
        return locked(() -> {
            ObjectNode previous = existing(kind, object);
            ObjectNode last = numbered(object);
            of(kind).remove(key(Metadata.namespace(object), Metadata.name(object)));
            record(new Change(Change.Type.DELETED, kind, last, Optional.of(previous), version));
            return last;
        });
    }

    private ObjectNode existing(Kind kind, ObjectNode object) {
        ObjectNode previous = of(kind).get(key(Metadata.namespace(object), Metadata.name(object)));
        if (previous == null) {
            throw Refusals.notFound(kind.group(), kind.plural(), Metadata.name(object));
        }
        return previous;
    }

    /**
     * Tells of every change after a version, in order and without a gap: first, before this returns, of those that
     * happened already, then of each as it happens. The listener is called with the store locked and must only take the
     * change and go.
     */
    public Watch watch(Kind kind, String namespace, long after, Consumer<Change> listener) {
        return locked(() -> {
            if (after < forgotten) {
                throw Refusals.gone("too old resource version: " + after + " (" + (forgotten + 1) + ")");
            }
            String key = key(kind);
            Watch watch = new Watch(change -> key(change.kind()).equals(key)
                    && (namespace.isEmpty() || namespace.equals(Metadata.namespace(change.object()))), listener);
            history.stream().filter(change -> change.version() > after).forEach(watch::tell);
            watches.add(watch);
            return watch;
        });
    }

    /** Tells of every change of every kind from now on, as {@link #watch} does. */
    public Watch watchAll(Consumer<Change> listener) {
        return locked(() -> {
            Watch watch = new Watch(_ -> true, listener);
            watches.add(watch);
            return watch;
        });
    }

    private ObjectNode numbered(ObjectNode object) {
        version++;
        ObjectNode copy = object.deepCopy();
        Metadata.of(copy).put("resourceVersion", Long.toString(version));
        return copy;
    }

    private void record(Change change) {
        history.addLast(change);
        if (history.size() > mostChanges) {
            forgotten = history.removeFirst().version();
        }
        List.copyOf(watches).forEach(watch -> watch.tell(change));
    }

    private NavigableMap<String, ObjectNode> of(Kind kind) {
        return objects.computeIfAbsent(key(kind), _ -> new TreeMap<>());
    }

    private static NavigableMap<String, ObjectNode> within(NavigableMap<String, ObjectNode> all, String namespace) {
        // '0' follows '/' in the order of characters, so this spans exactly the keys that begin with "namespace/".
        return namespace.isEmpty() ? all : all.subMap(namespace + "/", true, namespace + "0", false);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private static String key(Kind kind) {
        return Refusals.qualified(kind.plural(), kind.group());
    }

    private <T extends @Nullable Object> T locked(Supplier<T> steps) {
        lock.lock();
        try {
            return steps.get();
        } finally {
            lock.unlock();
        }
    }
}
