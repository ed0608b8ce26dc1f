package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Each state of the ConfigMap, one after another, in rounds.
 *
 * <p>A round lists, and then watches for a while from where the last round ended, so that what happened between two
 * rounds is told in its order too. The list only says whether the watch is up to date: a connection that died without a
 * word looks like one on which nothing happens. Where the server no longer knows that far back (410 Gone), or a watch
 * tells nothing though the list differs, the state of the list is taken, and what came and went before it is lost.
 *
 * <p>For one thread, but for {@link #close()}.
 */
final class MapEvents implements AutoCloseable {

    private static final String WHAT = "the ConfigMap " + StoredMap.NAMESPACE + "/" + StoredMap.NAME;

    private sealed interface Signal {
        record Changed(Watcher.Action action, ConfigMap configMap) implements Signal {}

        record Ended(boolean gone) implements Signal {}
    }

    private record Listed(StoredMap map, String position) {}

    private final ClusterConnection cluster;
    private final Duration length;
    private volatile BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private @Nullable String position;
    private @Nullable String taken;
    private volatile boolean closed;

    /**
     * @param length of a round: the longest that a silently broken connection stays unnoticed
     */
    MapEvents(ClusterConnection cluster, Duration length) {
        this.cluster = cluster;
        this.length = length;
    }

    /**
     * One round.
     *
     * @param take is given each state, on this thread
     * @param listening is run when the watch is open, on this thread
     * @return what kept it from listening
     */
    Optional<ClusterFailure> round(Consumer<StoredMap> take, Runnable listening) throws InterruptedException {
        ClusterAnswer<Listed> answer = cluster.ask("read " + WHAT, this::list);
        return switch (answer) {
            case ClusterAnswer.Failed<Listed> failed -> Optional.of(failed.failure());
            case ClusterAnswer.Got<Listed>(Listed now) -> {
                boolean behind = false;
                if (position == null) {
                    give(now.map(), now.position(), take);
                } else if (now.map().version().equals(taken)) {
                    position = now.position();
                } else {
                    behind = true;
                }
                yield listen(behind, take, listening);
            }
        };
    }

    private Listed list() {
        ConfigMapList list = cluster.client().configMaps().inNamespace(StoredMap.NAMESPACE)
                .withField("metadata.name", StoredMap.NAME).list();
        return new Listed(list.getItems().stream().findFirst().map(StoredMap::of).orElse(StoredMap.NONE),
                list.getMetadata().getResourceVersion());
    }

    private Optional<ClusterFailure> listen(boolean behind, Consumer<StoredMap> take, Runnable listening)
            throws InterruptedException {
        BlockingQueue<Signal> fresh = new LinkedBlockingQueue<>(); // an earlier watch may still have a word to say
        signals = fresh;
        ClusterAnswer<Watch> opened = cluster.ask("watch " + WHAT,
                () -> cluster.client().configMaps().inNamespace(StoredMap.NAMESPACE).withName(StoredMap.NAME).watch(
                        new ListOptionsBuilder().withResourceVersion(position).withAllowWatchBookmarks(true).build(),
                        new Ears(fresh)));
        return switch (opened) {
            case ClusterAnswer.Failed<Watch>(ClusterFailure failure) when failure
                    .kind() == ClusterFailure.Kind.CONFLICT -> {
                position = null; // 410 Gone
                yield Optional.empty();
            }
            case ClusterAnswer.Failed<Watch> failed -> Optional.of(failed.failure());
            case ClusterAnswer.Got<Watch>(Watch watch) -> {
                listening.run();
                try {
                    if (!heard(fresh, take) && behind) {
                        position = null; // deaf
                    }
                } finally {
                    watch.close();
                }
                yield Optional.empty();
            }
        };
    }

    /** Takes in what the watch tells until the round is over; false when that was nothing. */
    private boolean heard(BlockingQueue<Signal> heard, Consumer<StoredMap> take) throws InterruptedException {
        boolean anything = false;
        long end = System.nanoTime() + length.toNanos();
        while (!closed) {
            Signal signal = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (signal) {
                case null -> {
                    return anything;
                }
                case Signal.Ended(boolean gone) -> {
                    if (gone) {
                        position = null;
                    }
                    return anything || gone;
                }
                case Signal.Changed(var action, var configMap) -> {
                    String version = configMap.getMetadata().getResourceVersion();
                    switch (action) {
                        case ADDED, MODIFIED -> give(StoredMap.of(configMap), version, take);
                        case DELETED -> give(StoredMap.NONE, version, take);
                        case BOOKMARK, ERROR -> position = version;
                    }
                    anything |= action != Watcher.Action.BOOKMARK;
                }
            }
        }
        return anything;
    }

    private void give(StoredMap map, String newPosition, Consumer<StoredMap> take) {
        boolean same = map.version().equals(taken);
        position = newPosition;
        taken = map.version();
        if (!same) {
            take.accept(map);
        }
    }

    @Override
    public void close() {
        closed = true;
        signals.add(new Signal.Ended(false));
    }

    boolean isClosed() {
        return closed;
    }

    /** Hands on what fabric8's threads hear. */
    private record Ears(BlockingQueue<Signal> signals) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap configMap) {
            signals.add(new Signal.Changed(action, configMap));
        }

        @Override
        public void onClose(WatcherException cause) {
            signals.add(new Signal.Ended(cause.isHttpGone()));
        }

        @Override
        public void onClose() {
            // we closed it ourselves
        }
    }
}
