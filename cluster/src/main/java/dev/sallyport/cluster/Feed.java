package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Keeps up with one set of objects in a cluster, and says when it cannot.
 *
 * <p>An informer lists and watches. It trusts its connection, though, and a connection that died without a word looks
 * like one on which nothing happens: fabric8 notices within ten minutes, which is long for somebody whose access was
 * taken away. So every {@code resync} the set is listed beside the watch. A list that fails says that the state may be
 * old; a list that twice differs from what the watch told says that the watch is deaf, and it is opened anew.
 *
 * <p>Whatever changes this feed's state runs on its one thread.
 */
final class Feed<T extends HasMetadata> implements AutoCloseable {

    /** Where the objects come from. */
    interface Objects<T> {
        /** What the API server says now. */
        List<T> list();

        /** An informer over the same objects, not yet started. */
        SharedIndexInformer<T> informer();
    }

    /** How well the feed keeps up. */
    sealed interface State {
        /** Nothing was read yet. */
        record Reading(String why) implements State {}

        /** What was given last is what the cluster holds. */
        record UpToDate() implements State {}

        /** What was given last may be old. */
        record Down(String why) implements State {}
    }

    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    /** How soon a cluster that did not answer is asked again. */
    private static final Duration SOON = Duration.ofSeconds(2);
    /** How long an event may come after a list that already shows it. */
    private static final Duration EVENTS_ARRIVE = Duration.ofSeconds(2);

    private final ClusterConnection cluster;
    private final String what;
    private final Objects<T> objects;
    private final boolean kindMayBeMissing;
    private final Consumer<List<T>> changed;
    private final Duration resync;
    private final ScheduledExecutorService thread;
    private final CountDownLatch read = new CountDownLatch(1);
    private final AtomicLong events = new AtomicLong();
    private final AtomicBoolean rebuildQueued = new AtomicBoolean();
    private @Nullable SharedIndexInformer<T> informer;
    private boolean checkQueued;
    private boolean closed;
    private volatile State state = new State.Reading("it is being read for the first time");

    /**
     * @param what the objects are, to follow "watch": {@code the ConfigMap kube-system/aws-auth}
     * @param kindMayBeMissing whether a cluster that does not know the kind is one that has no such objects
     * @param changed takes the objects, by namespace and name, each time they may have changed
     */
    Feed(ClusterConnection cluster, String what, Objects<T> objects, boolean kindMayBeMissing,
            Consumer<List<T>> changed, Duration resync) {
        this.cluster = cluster;
        this.what = what;
        this.objects = objects;
        this.kindMayBeMissing = kindMayBeMissing;
        this.changed = changed;
        this.resync = resync;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("feed " + what).factory());
    }

    void start() {
        run(this::open);
        var _ = thread.scheduleWithFixedDelay(() -> guarded(this::check), resync.toMillis(), resync.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    State state() {
        return state;
    }

    /** Waits until the objects were read once. */
    boolean awaitFirstReading(Duration atMost) throws InterruptedException {
        return read.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        run(() -> {
            closed = true;
            Optional.ofNullable(informer).ifPresent(SharedIndexInformer::stop);
        });
        thread.shutdown();
    }

    private void open() {
        if (kindMayBeMissing && isMissing()) {
            upToDate();
            give(List.of());
            return; // the next check looks again
        }
        SharedIndexInformer<T> opened = objects.informer();
        informer = opened;
        opened.addEventHandler(new Ears());
        opened.exceptionHandler((started, thrown) -> {
            run(() -> failed(opened, cluster.failure("watch " + what, thrown)));
            // a kind that was taken away comes back with the next look, not with the next try
            return !(kindMayBeMissing
                    && cluster.failure("watch " + what, thrown).kind() == ClusterFailure.Kind.NOT_FOUND);
        });
        opened.start().whenComplete((nothing, thrown) -> run(() -> {
            if (thrown == null) {
                upToDate();
                rebuild();
            }
        }));
        opened.stopped().whenComplete((nothing, thrown) -> run(() -> {
            if (thrown != null && isCurrent(opened)) {
                informer = null;
                open();
            }
        }));
    }

    private boolean isMissing() {
        return switch (cluster.ask("list " + what, objects::list)) {
            case ClusterAnswer.Got<List<T>> got -> false;
            case ClusterAnswer.Failed<List<T>> failed -> failed.failure().kind() == ClusterFailure.Kind.NOT_FOUND;
        };
    }

    @SuppressWarnings("ReferenceEquality") // this very informer
    private boolean isCurrent(SharedIndexInformer<T> asked) {
        return informer == asked;
    }

    private void failed(SharedIndexInformer<T> from, ClusterFailure failure) {
        if (isCurrent(from) && !(kindMayBeMissing && failure.kind() == ClusterFailure.Kind.NOT_FOUND)) {
            down(failure);
        }
    }

    private void down(ClusterFailure failure) {
        State before = state;
        state = switch (before) {
            case State.Reading reading -> new State.Reading(failure.sentence());
            case State.UpToDate upToDate -> new State.Down(failure.sentence());
            case State.Down down -> new State.Down(failure.sentence());
        };
        if (!before.equals(state)) {
            log.error("cannot keep up with {}: {} What was read before stays in force.", what, failure.sentence());
        }
        if (state instanceof State.Down && !checkQueued) {
            checkQueued = true;
            later(SOON, () -> {
                checkQueued = false;
                check();
            });
        }
    }

    private void upToDate() {
        if (state instanceof State.Down) {
            log.info("keeping up with {} again", what);
        }
        state = new State.UpToDate();
    }

    private void rebuild() {
        rebuildQueued.set(false);
        SharedIndexInformer<T> current = informer;
        if (current != null && current.hasSynced()) {
            if (state instanceof State.Reading) {
                upToDate();
            }
            give(current.getStore().list());
        }
    }

    private void give(List<T> newest) {
        changed.accept(newest.stream()
                .sorted(Comparator.<T, String>comparing(Feed::namespace).thenComparing(o -> o.getMetadata().getName()))
                .toList());
        read.countDown();
    }

    private static String namespace(HasMetadata object) {
        return object.getMetadata().getNamespace() == null ? "" : object.getMetadata().getNamespace();
    }

    private void check() {
        if (informer == null) {
            open();
        } else if (!(state instanceof State.Reading) && differs()) {
            later(EVENTS_ARRIVE, this::reopenIfDeaf);
        }
    }

    private void reopenIfDeaf() {
        SharedIndexInformer<T> deaf = informer;
        if (deaf != null && differs()) {
            log.warn("the watch of {} tells nothing though there were changes: it is opened anew", what);
            informer = null;
            deaf.stop();
            open();
        }
    }

    /** Whether the cluster holds something else than the watch told, with no event on its way meanwhile. */
    private boolean differs() {
        SharedIndexInformer<T> current = informer;
        if (current == null) {
            return false;
        }
        long before = events.get();
        ClusterAnswer<Set<String>> now = cluster.ask("list " + what, () -> versions(objects.list()));
        return switch (now) {
            case ClusterAnswer.Got<Set<String>> got -> {
                upToDate();
                yield events.get() == before && !got.value().equals(versions(current.getStore().list()));
            }
            case ClusterAnswer.Failed<Set<String>>(ClusterFailure failure) -> {
                if (kindMayBeMissing && failure.kind() == ClusterFailure.Kind.NOT_FOUND) {
                    informer = null;
                    current.stop();
                    open();
                } else {
                    failed(current, failure);
                }
                yield false;
            }
        };
    }

    private Set<String> versions(List<T> list) {
        Set<String> versions = new HashSet<>();
        list.forEach(object -> versions.add(namespace(object) + "/" + object.getMetadata().getName() + "@"
                + object.getMetadata().getResourceVersion()));
        return versions;
    }

    private void run(Runnable step) {
        later(Duration.ZERO, step);
    }

    private void later(Duration when, Runnable step) {
        try {
            var _ = thread.schedule(() -> guarded(step), when.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("the feed of {} is closed", what);
        }
    }

    private void guarded(Runnable step) {
        if (closed) {
            return; // a step that was on its way
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("a change of {} could not be taken in", what, e);
        }
    }

    /** Hears of changes; many at once lead to one rebuilding. */
    private final class Ears implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            hear();
        }

        @Override
        public void onUpdate(T before, T after) {
            hear();
        }

        @Override
        public void onDelete(T object, boolean lastStateUnknown) {
            hear();
        }

        private void hear() {
            events.incrementAndGet();
            if (rebuildQueued.compareAndSet(false, true)) {
                run(Feed.this::rebuild);
            }
        }
    }
}
